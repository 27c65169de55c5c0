using System.Runtime.InteropServices;
using Daybook.Enrichment.Contracts;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Stats;
using Daybook.Kernel.Time;

namespace Daybook.Insights.Rollup;

/// <summary>Everything a day's statistics depend on: its heartbeats with a timeout's length on both sides, and what was in front.</summary>
internal sealed record RollupInputs(LocalDay Day, TimeZoneInfo Zone, StatSettings Settings, IReadOnlyList<Beat> Beats, IReadOnlyList<FocusSpan> Focus);

/// <summary>The pure function at the heart: heartbeats and focus → a day's rows.</summary>
internal sealed class RollupBuilder
{
    private readonly Dictionary<(StatStream, Facet, string), (Counted Time, AiCounts Ai)> cells = [];
    private readonly HourSums hours;
    private readonly long from;
    private readonly long to;

    private RollupBuilder(RollupInputs inputs)
    {
        (from, to) = (inputs.Day.Start.ToUnixTimeMilliseconds(), inputs.Day.End.ToUnixTimeMilliseconds());
        hours = new HourSums(inputs.Zone);
    }

    public static DayRollup Build(RollupInputs inputs) => new RollupBuilder(inputs).Run(inputs);

    private DayRollup Run(RollupInputs inputs)
    {
        var beats = inputs.Settings.IncludeBrowser ? inputs.Beats : [.. inputs.Beats.Where(beat => beat.Kind != DeviceKind.Browser)];
        var human = beats.Where(beat => !beat.IsAgent).ToArray();
        var agents = beats.Where(beat => beat.IsAgent).ToArray();
        var (timeout, strict) = (inputs.Settings.TimeoutMs, StatSettings.StrictMinutes * 60_000L);

        var own = Add(human, timeout, ms => new Counted(ms, 0, 0, 0, 0));
        Add(human, strict, ms => new Counted(0, ms, 0, 0, 0));
        Add(beats, timeout, ms => new Counted(0, 0, ms, 0, 0));
        var lane = Slices(agents, timeout);
        foreach (var slice in lane) Add(StatStream.Tools, agents[slice.Beat], new Counted(0, 0, 0, (int)slice.DurationMs, 0));
        foreach (var slice in Supervision.Of(lane, [.. own.Select(slice => (slice.StartMs, slice.EndMs)), .. inputs.Focus.Select(span => (span.StartMs, span.EndMs))]))
            Add(StatStream.Tools, agents[slice.Beat], new Counted(0, 0, 0, 0, (int)slice.DurationMs));
        foreach (var beat in beats)
        {
            if (beat.AtMs >= from && beat.AtMs < to && AiReader.Of(beat.Body) is var ai && ai != default) Add(StatStream.Tools, beat, ai);
        }

        foreach (var span in inputs.Focus) Add(span);
        return Collect([.. ToolsAlone(beats, timeout, strict)], SessionBuilder.Build(beats, timeout, from, to));
    }

    private List<BeatSlice> Add(IReadOnlyList<Beat> beats, long timeout, Func<int, Counted> counted)
    {
        var slices = Slices(beats, timeout);
        foreach (var slice in slices)
        {
            var time = counted((int)slice.DurationMs);
            Add(StatStream.Tools, beats[slice.Beat], time);
            hours.Add(StatStream.Tools, slice.StartMs, slice.EndMs, time);
        }

        return slices;
    }

    private List<BeatSlice> Slices(IReadOnlyList<Beat> beats, long timeout) => [.. BeatTimer.Within(BeatTimer.Slices(beats, timeout), from, to)];

    private void Add(FocusSpan span)
    {
        var (start, end) = (Math.Max(span.StartMs, from), Math.Min(span.EndMs, to));
        if (end <= start) return;
        var ms = (int)(end - start);
        var time = new Counted(ms, ms, ms, 0, 0);
        var context = span.Context;
        var facet = new Facet(
            context.App ?? "", span.Repository, context.Language ?? "", context.Branch ?? "", span.Device.Machine, span.Device.Platform, context.Category ?? "",
            span.Device.Kind == DeviceKind.Editor ? SampleSource.Assist : SampleSource.Human);
        Cell(StatStream.Screen, facet, context.File ?? "").Time += time;
        hours.Add(StatStream.Screen, start, end, time);
    }

    private void Add(StatStream stream, Beat beat, Counted time) => Cell(stream, FacetOf(beat), beat.FileKey).Time += time;

    private void Add(StatStream stream, Beat beat, AiCounts ai) => Cell(stream, FacetOf(beat), beat.FileKey).Ai += ai;

    private ref (Counted Time, AiCounts Ai) Cell(StatStream stream, Facet facet, string file) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(cells, (stream, facet, file), out _);

    private static Facet FacetOf(Beat beat) => new(
        beat.Tool, beat.Repository ?? "", beat.Language ?? "", beat.Branch ?? "", beat.Machine, beat.Os, beat.Category ?? "", beat.Source);

    /// <summary>Each tool as if it were the only one.</summary>
    private IEnumerable<ToolRow> ToolsAlone(IReadOnlyList<Beat> beats, long timeout, long strict)
    {
        foreach (var tool in beats.GroupBy(beat => beat.Tool, StringComparer.Ordinal).OrderBy(tool => tool.Key, StringComparer.Ordinal))
        {
            var own = tool.ToArray();
            var row = new ToolRow(tool.Key, Sum(Slices(own, timeout)), Sum(Slices(own, strict)));
            if (row.OwnMs > 0 || row.OwnStrictMs > 0) yield return row;
        }
    }

    private static int Sum(List<BeatSlice> slices) => (int)slices.Sum(slice => slice.DurationMs);

    private DayRollup Collect(IReadOnlyList<ToolRow> tools, IReadOnlyList<SessionPiece> sessions)
    {
        var files = cells.Where(cell => cell.Value != default)
            .Select(cell => new FileRow(cell.Key.Item1, cell.Key.Item2, cell.Key.Item3, cell.Value.Time, cell.Value.Ai))
            .OrderBy(row => row.Stream).ThenBy(row => row.Facet, FacetOrder.Instance).ThenBy(row => row.File, StringComparer.Ordinal).ToArray();
        var totals = files.GroupBy(row => (row.Stream, row.Facet)).Select(group => new TotalRow(
            group.Key.Stream, group.Key.Facet, group.Aggregate(default(Counted), (sum, row) => sum + row.Time), group.Aggregate(default(AiCounts), (sum, row) => sum + row.Ai)));
        return new DayRollup([.. totals], files, tools, hours.Rows(), sessions);
    }

    private sealed class FacetOrder : IComparer<Facet>
    {
        public static readonly FacetOrder Instance = new();

        public int Compare(Facet x, Facet y)
        {
            ReadOnlySpan<string> left = [x.Tool, x.Repository, x.Language, x.Branch, x.Machine, x.Os, x.Category];
            ReadOnlySpan<string> right = [y.Tool, y.Repository, y.Language, y.Branch, y.Machine, y.Os, y.Category];
            for (var i = 0; i < left.Length; i++)
            {
                if (string.CompareOrdinal(left[i], right[i]) is not 0 and var order) return order;
            }

            return x.Source.CompareTo(y.Source);
        }
    }
}

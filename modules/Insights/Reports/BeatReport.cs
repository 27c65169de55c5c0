using Daybook.Ingest.Contracts;
using Daybook.Insights.Rollup;
using Daybook.Insights.Stats;

namespace Daybook.Insights.Reports;

/// <summary>Days computed from the heartbeats themselves, where the rollups do not know the answer: another timeout, another zone, saves only.</summary>
internal static class BeatReport
{
    /// <param name="beats">Those of the range and a timeout around it, ordered as <see cref="BeatTimer"/> wants them.</param>
    public static IReadOnlyList<ReportDay> Of(IReadOnlyList<Beat> beats, ReportQuestion question, StatSettings settings, int timeoutMinutes)
    {
        var stream = Stream(beats, settings, question.WritesOnly);
        var slices = BeatTimer.Slices(stream, timeoutMinutes * 60_000L);
        return [.. question.Span.Days.Select(date => Day(date))];

        ReportDay Day(DateOnly date)
        {
            var day = question.Clock.Of(date);
            var from = Math.Max(day.Start.ToUnixTimeMilliseconds(), question.Span.From?.ToUnixTimeMilliseconds() ?? long.MinValue);
            var to = Math.Min(day.End.ToUnixTimeMilliseconds(), question.Span.To?.ToUnixTimeMilliseconds() ?? long.MaxValue);
            var counted = BeatTimer.Within(slices, from, to).Where(slice => Passes(stream[slice.Beat], question.Filters)).ToList();
            // What agents did is counted whether or not their time is.
            var said = beats.Where(beat => beat.AtMs >= from && beat.AtMs < to && (!question.WritesOnly || beat.IsWrite) && Passes(beat, question.Filters))
                .Select(beat => (Beat: beat, Ai: AiReader.Of(beat.Body))).Where(pair => pair.Ai != default).ToList();
            var parts = question.Dimensions.ToDictionary(dimension => dimension, dimension => Report.Merge(
                counted.Select(slice => new ReportPart(ValueOf(stream[slice.Beat], dimension), slice.DurationMs))
                    .Concat(said.Select(pair => new ReportPart(ValueOf(pair.Beat, dimension), 0, pair.Ai)))));
            return new ReportDay(date, counted.Sum(slice => slice.DurationMs), Report.Sum(said.Select(pair => pair.Ai)), parts);
        }
    }

    /// <summary>The heartbeats that are the person's one stream, as their settings say.</summary>
    public static IReadOnlyList<Beat> Stream(IReadOnlyList<Beat> beats, StatSettings settings, bool writesOnly) =>
        [.. beats.Where(beat => (settings.Mode == StatMode.WakaTime || !beat.IsAgent)
            && (settings.IncludeBrowser || beat.Kind != DeviceKind.Browser)
            && (!writesOnly || beat.IsWrite))];

    public static bool Passes(Beat beat, IReadOnlyList<StatFilter> filters) =>
        filters.All(filter => filter.Values.Contains(ValueOf(beat, filter.Dimension), StringComparer.Ordinal));

    public static string ValueOf(Beat beat, Dimension dimension) => dimension switch
    {
        Dimension.Tool => beat.Tool,
        Dimension.Repository => beat.Repository ?? "",
        Dimension.Language => beat.Language ?? "",
        Dimension.Branch => beat.Branch ?? "",
        Dimension.Machine => beat.Machine,
        Dimension.Os => beat.Os,
        Dimension.Category => beat.Category ?? "",
        Dimension.File => beat.FileKey,
        _ => SourceWords.Of(beat.Source),
    };
}

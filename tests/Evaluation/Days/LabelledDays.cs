using Daybook.Enrichment.Days;
using Daybook.Enrichment.Rules;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;

namespace Daybook.Evaluation.Days;

internal enum TrueKind { Work, Meeting, Personal, Idle, Away }

/// <summary>What a person really did, [Start, End) in Unix milliseconds.</summary>
internal sealed record TrueSpan(long Start, long End, TrueKind Kind, Guid? Task, Guid? Project)
{
    public long Length => End - Start;

    /// <summary>Present: at work, in a meeting or at something private, and not away from the machine.</summary>
    public bool Present => Kind is TrueKind.Work or TrueKind.Meeting or TrueKind.Personal;
}

/// <summary>A person's days as they were observed, and the truth about them.</summary>
/// <param name="Slices">Under which names the days are reported: profile, difficulty, what is hard about them.</param>
/// <param name="SamplingMs">How often the slowest device looked; nothing shorter can be known.</param>
internal sealed record LabelledDays(
    string Name, IReadOnlyList<string> Slices, Catalog Catalog, DaySamples Samples, IReadOnlyList<TrueSpan> Truth, DayClock Clock,
    IReadOnlyList<DateOnly> Dates, IReadOnlyList<LabelRule> Rules, long SamplingMs)
{
    public IEnumerable<LabelledDay> Days => Dates.Select(Day);

    public LabelledDay Day(DateOnly date)
    {
        var day = Clock.Of(date);
        var (from, to) = (day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds());
        var samples = Samples with { Samples = [.. Samples.Samples.Where(sample => sample.EndMs > from && sample.EndMs - sample.DurationMs < to)] };
        var truth = Truth.Where(span => span.End > from && span.Start < to)
            .Select(span => span with { Start = Math.Max(span.Start, from), End = Math.Min(span.End, to) }).ToArray();
        return new LabelledDay(this, new DayInputs(7, day, Clock, samples, Catalog, Rules), truth);
    }
}

internal sealed record LabelledDay(LabelledDays Of, DayInputs Inputs, IReadOnlyList<TrueSpan> Truth)
{
    public string Name => $"{Of.Name}/{Inputs.Day.Date:yyyy-MM-dd}";
}

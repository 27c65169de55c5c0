using Daybook.Insights.Stats;
using Daybook.Kernel.Time;

namespace Daybook.Insights.Reports;

/// <summary>What one value of a dimension comes to; an empty name is what nobody said.</summary>
internal sealed record ReportPart(string Name, long Ms, AiCounts Ai = default);

/// <summary>One local day; the parts of a dimension add up to the day's total.</summary>
internal sealed record ReportDay(DateOnly Date, long TotalMs, AiCounts Ai, IReadOnlyDictionary<Dimension, IReadOnlyList<ReportPart>> Parts)
{
    public IReadOnlyList<ReportPart> Of(Dimension dimension) => Parts.TryGetValue(dimension, out var parts) ? parts : [];
}

/// <summary>What a report is asked about. What is left null is the person's own setting.</summary>
internal sealed record ReportQuestion(int UserId, DayClock Clock, DateSpan Span, IReadOnlyList<Dimension> Dimensions)
{
    /// <summary>All must hold; none is about files.</summary>
    public IReadOnlyList<StatFilter> Filters { get; init; } = [];

    /// <summary>Another timeout than the person's, computed from the heartbeats themselves.</summary>
    public int? TimeoutMinutes { get; init; }

    /// <summary>Only heartbeats that saved a file count.</summary>
    public bool WritesOnly { get; init; }

    /// <summary>Another zone than the person's is asked about, so that their days do not help.</summary>
    public bool ForeignZone { get; init; }

    /// <summary>The dimensions are wanted over the whole range alone, not day by day.</summary>
    public bool AsOne { get; init; }
}

/// <summary>Every day of a range in order, empty ones too.</summary>
internal sealed record Report(DateSpan Span, DayClock Clock, int TimeoutMinutes, bool WritesOnly, IReadOnlyList<ReportDay> Days)
{
    /// <summary>The dimensions over the whole range, where they were not asked day by day.</summary>
    public IReadOnlyDictionary<Dimension, IReadOnlyList<ReportPart>>? Whole { get; init; }

    public long TotalMs => Days.Sum(day => day.TotalMs);

    public AiCounts Ai => Sum(Days.Select(day => day.Ai));

    /// <summary>A dimension over all days, the longest first.</summary>
    public IReadOnlyList<ReportPart> Sum(Dimension dimension) =>
        Whole is null ? Merge(Days.SelectMany(day => day.Of(dimension))) : Whole.TryGetValue(dimension, out var parts) ? parts : [];

    /// <summary>Parts of one name become one, the longest first.</summary>
    public static IReadOnlyList<ReportPart> Merge(IEnumerable<ReportPart> parts) =>
        [.. parts.GroupBy(part => part.Name, StringComparer.Ordinal)
            .Select(group => new ReportPart(group.Key, group.Sum(part => part.Ms), Sum(group.Select(part => part.Ai))))
            .OrderByDescending(part => part.Ms).ThenBy(part => part.Name, StringComparer.Ordinal)];

    public static AiCounts Sum(IEnumerable<AiCounts> counts) => counts.Aggregate(default(AiCounts), (sum, next) => sum + next);
}

using Daybook.Insights.Signals.Days;

namespace Daybook.Insights.Signals.Board;

/// <summary>The task an insight is about.</summary>
internal sealed record InsightTask(Guid Id, string Key, string Title);

/// <summary>An insight as the API shows it: a key and numbers, never a sentence.</summary>
/// <param name="Scope">day, week, or the id of the task it is about.</param>
/// <param name="Span">The date, the ISO week, or what else it is about only once.</param>
/// <param name="Severity">1 to 3.</param>
/// <param name="Numbers">What the sentence says: "value", "limit" where there is one, and more by kind. Times are minutes, shares 0 to 1.</param>
/// <param name="Blocks">The blocks behind it.</param>
/// <param name="State">open or resolved.</param>
/// <param name="Useful">What the person said of it.</param>
internal sealed record InsightView(
    Guid Id, string Kind, string Scope, string Span, DateOnly Date, int Severity, IReadOnlyDictionary<string, double> Numbers, IReadOnlyList<Guid> Blocks,
    string State, bool Info, DateTimeOffset RaisedAt, DateTimeOffset ChangedAt, DateTimeOffset? ReadAt, bool? Useful)
{
    /// <summary>Only where the person reads it here; what is sent elsewhere names no tasks.</summary>
    public InsightTask? Task { get; init; }

    public static InsightView Of(Insight insight) => new(
        insight.Id, insight.Kind, insight.Scope, insight.Span, insight.Day, insight.Band, insight.Numbers, insight.Blocks, insight.Open ? "open" : "resolved",
        Kinds.Find(insight.Kind)?.Info ?? false, insight.RaisedAt, insight.ChangedAt, insight.ReadAt, insight.Useful);
}

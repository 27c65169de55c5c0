namespace Daybook.Insights.Signals.Days;

/// <summary>A signal that was raised for a person.</summary>
/// <param name="Span">The day, the week, or what else it is about only once.</param>
/// <param name="Blocks">The blocks behind it; never private or personal ones.</param>
internal sealed record Insight(
    Guid Id, string Kind, string Scope, string Span, DateOnly Day, int Band, IReadOnlyDictionary<string, double> Numbers, IReadOnlyList<Guid> Blocks,
    bool Open, bool DigestOnly, int ToldBand, int DigestBand, DateTimeOffset RaisedAt, DateTimeOffset ChangedAt, DateTimeOffset? ResolvedAt,
    DateTimeOffset? ReadAt, bool? Useful);

/// <summary>A kind the person does not want to hear of, for a while or for good.</summary>
internal sealed record Mute(string Kind, DateTimeOffset? Until);

namespace Daybook.Insights.Shares;

internal enum ShareKind { Badge, Summary }

/// <summary>What a badge says: all time, or that of one project, language or tool.</summary>
internal enum ShareMetric { Total, Project, Language, Tool }

/// <summary>What may be shown. What is not listed is neither shown nor read.</summary>
internal enum ShareField { Total, Projects, Languages, Tools, Categories, Days, Machines }

/// <summary>Something a person shows to whoever knows its link.</summary>
/// <param name="Range">Ends today, so that what is shown moves with time.</param>
/// <param name="Salt">Makes the link: a new one ends the old link.</param>
internal sealed record ShareLink(
    Guid Id, int UserId, ShareKind Kind, string Label, ShareMetric Metric, string? Value, string Range, IReadOnlyList<ShareField> Fields, byte[] Salt,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastSeenAt)
{
    public static readonly IReadOnlyList<string> Ranges = ["today", "last_7_days", "last_30_days", "last_6_months", "last_year", "all_time"];

    public bool Shows(ShareField field) => Fields.Contains(field);
}

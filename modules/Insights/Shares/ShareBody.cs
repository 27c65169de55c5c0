using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Shares;

/// <summary>What a request wants to share.</summary>
internal sealed record ShareBody(
    string? Kind, string? Label, string? Metric, string? Value, string? Range, IReadOnlyList<string>? Fields, DateTimeOffset? ExpiresAt)
{
    private const int MostDays = 366;
    private static readonly string[] Kinds = ["badge", "summary"];
    private static readonly string[] Metrics = ["total", "project", "language", "tool"];
    private static readonly string[] AllFields = ["total", "projects", "languages", "tools", "categories", "days", "machines"];

    /// <summary>A new share; every wrong field is noted. A badge shows its total alone, a summary what it lists and nothing else.</summary>
    public ShareLink Read(FieldErrors errors, int userId, DateTimeOffset now)
    {
        var kind = Enum.TryParse<ShareKind>(errors.OneOf("kind", Kind, Kinds), ignoreCase: true, out var kinds) ? kinds : default;
        var label = errors.Text("label", Label, 60);
        var metric = Metric is null ? ShareMetric.Total : Enum.TryParse<ShareMetric>(errors.OneOf("metric", Metric, Metrics), ignoreCase: true, out var word) ? word : default;
        string? value = null;
        if (metric != ShareMetric.Total) value = errors.Text("value", Value, 255);
        else if (!string.IsNullOrWhiteSpace(Value)) errors.Add("value", "not-allowed");
        var range = errors.OneOf("range", Range, ShareLink.Ranges);
        if (ExpiresAt <= now) errors.Add("expires_at", "in-the-past");
        else if (ExpiresAt > now.AddDays(MostDays)) errors.Add("expires_at", "out-of-range");
        else if (kind == ShareKind.Summary && ExpiresAt is null) errors.Add("expires_at", "required");
        return new ShareLink(
            Guid.CreateVersion7(), userId, kind, label, metric, value, range, ReadFields(errors, kind), SecretLinks.NewSalt(), now, ExpiresAt, null);
    }

    private IReadOnlyList<ShareField> ReadFields(FieldErrors errors, ShareKind kind)
    {
        if (kind == ShareKind.Badge)
        {
            if (Fields is { Count: > 0 } asked && asked.Any(field => field is not "total")) errors.Add("fields", "not-allowed");
            return [ShareField.Total];
        }

        var fields = Fields ?? [];
        if (fields.Count == 0) errors.Add("fields", "required");
        if (fields.Any(field => !AllFields.Contains(field, StringComparer.Ordinal))) errors.Add("fields", "unknown");
        return [.. fields.Distinct(StringComparer.Ordinal).Where(AllFields.Contains).Select(field => Enum.Parse<ShareField>(field, true)).Order()];
    }
}

using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;

namespace Daybook.Insights.Shares;

/// <summary>A share as its owner sees it, with its links.</summary>
internal sealed record ShareView(
    Guid Id, ShareKind Kind, string Label, ShareMetric Metric, string? Value, string Range, IReadOnlyList<ShareField> Fields, string Url, string? ImageUrl,
    string? ShieldsUrl, string? Markdown, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastSeenAt)
{
    public static ShareView Of(ShareLink share, SecretLinks links, HttpRequest request)
    {
        var root = $"{request.Scheme}://{request.Host}{request.PathBase}";
        var secret = links.For(ShareDoor.Purpose, share.Id, share.Salt);
        var badge = $"{root}/badge/{secret}";
        var isBadge = share.Kind == ShareKind.Badge;
        return new ShareView(
            share.Id, share.Kind, share.Label, share.Metric, share.Value, share.Range, share.Fields, isBadge ? badge + ".svg" : $"{root}/shared/{secret}",
            isBadge ? badge + ".svg" : null, isBadge ? $"https://img.shields.io/endpoint?url={Uri.EscapeDataString(badge + ".json")}" : null,
            isBadge ? $"![{InMarkdown(share.Label)}]({badge}.svg)" : null, share.CreatedAt, share.ExpiresAt, share.LastSeenAt);
    }

    private static string InMarkdown(string label) =>
        string.Concat(label.Select(letter => letter is '[' or ']' or '\\' or '`' or '<' or '!' ? "\\" + letter : letter.ToString()));
}

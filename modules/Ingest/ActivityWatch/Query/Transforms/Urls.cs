using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>
/// The parts of a page's address as members of their own. Other than the original, <c>$domain</c> never carries the user name and the
/// password that an address may have before its host.
/// </summary>
internal static class Urls
{
    // Where a semicolon in the last step of a path begins parameters.
    private static readonly HashSet<string> WithParameters = new(
        ["", "ftp", "hdl", "prospero", "http", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip", "sips", "mms", "sftp", "tel"], StringComparer.Ordinal);

    public static AwData Split(AwData data)
    {
        if (data.Text("url") is not { } url) return data;
        var rest = url.AsSpan().Trim();
        var scheme = TakeScheme(ref rest);
        var fragment = TakeAfter(ref rest, '#');
        var query = TakeAfter(ref rest, '?');
        var host = "";
        if (rest.StartsWith("//"))
        {
            rest = rest[2..];
            var slash = rest.IndexOf('/');
            host = (slash < 0 ? rest : rest[..slash]).ToString();
            rest = slash < 0 ? [] : rest[slash..];
        }

        var parameters = "";
        if (WithParameters.Contains(scheme))
        {
            var step = rest.LastIndexOf('/') + 1;
            var semicolon = rest[step..].IndexOf(';');
            if (semicolon >= 0)
            {
                parameters = rest[(step + semicolon + 1)..].ToString();
                rest = rest[..(step + semicolon)];
            }
        }

        host = host[(host.LastIndexOf('@') + 1)..];
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        return data.With(
            KeyValuePair.Create("$protocol", (object?)scheme),
            KeyValuePair.Create("$domain", (object?)(host.Length > 0 ? host : scheme)),
            KeyValuePair.Create("$path", (object?)rest.ToString()),
            KeyValuePair.Create("$params", (object?)parameters),
            KeyValuePair.Create("$options", (object?)query),
            KeyValuePair.Create("$identifier", (object?)fragment));
    }

    private static string TakeScheme(ref ReadOnlySpan<char> url)
    {
        var colon = url.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(url[0])) return "";
        foreach (var one in url[..colon])
            if (!char.IsAsciiLetterOrDigit(one) && one is not ('+' or '-' or '.')) return "";
        var scheme = url[..colon].ToString().ToLowerInvariant();
        url = url[(colon + 1)..];
        return scheme;
    }

    private static string TakeAfter(ref ReadOnlySpan<char> url, char sign)
    {
        var at = url.IndexOf(sign);
        if (at < 0) return "";
        var after = url[(at + 1)..].ToString();
        url = url[..at];
        return after;
    }
}

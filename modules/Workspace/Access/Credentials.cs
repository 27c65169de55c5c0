using System.Text;
using Daybook.Workspace.Secrets;
using Microsoft.AspNetCore.Http;

namespace Daybook.Workspace.Access;

/// <summary>Reads a token out of a request: the Authorization header, and where editors speak the other places editors put their key.</summary>
internal static class Credentials
{
    private const int Longest = 512;

    /// <summary>Whether the request names a token at all: then no cookie mends a wrong one.</summary>
    public static bool AreGiven(HttpRequest request, bool editors) =>
        request.Headers.Authorization.Count > 0
        || (editors && (request.Headers.ContainsKey("X-Api-Key") || (request.QueryString.HasValue && request.Query.ContainsKey("api_key"))));

    /// <summary>The token of "Bearer …", or a device's token that came as the password of "Basic …"; else null.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length is 0 or > Longest) return null;
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header[7..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || Decoded(header[6..].Trim()) is not { } pair) return null;
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && pair[(colon + 1)..] is var password && password.StartsWith(TokenText.Device, StringComparison.Ordinal) ? password : null;
    }

    /// <summary>The first text that looks like a token or an editor key, wherever editors put it: plain or base64, alone or on either side of a colon.</summary>
    public static string? EditorTokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length > 0) return header.Length <= Longest && header.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? In(header[(space + 1)..].Trim()) : null;
        if (request.Headers.TryGetValue("X-Api-Key", out var named)) return In(named.ToString());
        return In(request.Query["api_key"].ToString());
    }

    private static string? In(string text)
    {
        if (text.Length is 0 or > Longest) return null;
        if (TokenText.IsToken(text)) return text;
        return Decoded(text)?.Split(':').LastOrDefault(TokenText.IsToken);
    }

    private static string? Decoded(string base64)
    {
        var bytes = new byte[Longest];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}

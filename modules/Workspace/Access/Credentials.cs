using System.Text;
using Microsoft.AspNetCore.Http;

namespace Daybook.Workspace.Access;

/// <summary>Reads a token out of the Authorization header.</summary>
internal static class Credentials
{
    private const int Longest = 512;

    /// <summary>The token of "Bearer …", or a device's token that came as the password of "Basic …"; else null.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length is 0 or > Longest) return null;
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return header[7..].Trim();
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? PasswordOf(header[6..].Trim()) : null;
    }

    private static string? PasswordOf(string base64)
    {
        var bytes = new byte[Longest];
        if (!Convert.TryFromBase64String(base64, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && pair[(colon + 1)..] is var password && password.StartsWith(Secrets.TokenText.Device, StringComparison.Ordinal)
            ? password
            : null;
    }
}

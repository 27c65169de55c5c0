using System.Security.Cryptography;

namespace Daybook.Workspace.Secrets;

/// <summary>The key of an editor: a random UUID of version 4 in small letters, the one form that every WakaTime client takes. 122 random bits.</summary>
internal static class EditorKey
{
    public const int ShownLength = 8;
    private const string Prefix = "waka_";

    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>The key as it was made, without the prefix some clients want before it; null for what is no key.</summary>
    public static string? Normal(string text)
    {
        var key = text.AsSpan();
        if (key.StartsWith(Prefix, StringComparison.Ordinal)) key = key[Prefix.Length..];
        return key.Length == 36 && Guid.TryParseExact(key, "D", out var uuid) ? uuid.ToString("D") : null;
    }
}

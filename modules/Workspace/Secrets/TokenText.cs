using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Daybook.Workspace.Secrets;

/// <summary>
/// What a token looks like: prefix, 43 base62 characters (256 bits), 6 base62 characters of the CRC-32 over all before them.
/// A mistyped or made-up token is recognised without asking the database, a leaked one by secret scanners.
/// </summary>
internal static class TokenText
{
    public const string Personal = "dbp_";
    public const string Device = "dbd_";
    public const int ShownLength = 12;
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Base62);
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;

    public static string Create(string prefix)
    {
        var body = prefix + RandomNumberGenerator.GetString(Base62, SecretLength);
        return body + Checksum(body);
    }

    /// <summary>Whether the text looks like any kind of token.</summary>
    public static bool IsToken(string text) =>
        IsWellFormed(text, Personal) || IsWellFormed(text, Device) || EditorKey.Normal(text) is not null;

    public static bool IsWellFormed(string token, string prefix)
    {
        if (token.Length != prefix.Length + SecretLength + ChecksumLength) return false;
        if (!token.StartsWith(prefix, StringComparison.Ordinal)) return false;
        if (token.AsSpan(prefix.Length).ContainsAnyExcept(Letters)) return false;
        var body = token[..^ChecksumLength];
        return string.Equals(Checksum(body), token[^ChecksumLength..], StringComparison.Ordinal);
    }

    private static string Checksum(string body)
    {
        var rest = Crc32(Encoding.ASCII.GetBytes(body));
        var text = new char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--)
        {
            text[i] = Base62[(int)(rest % 62)];
            rest /= 62;
        }

        return new string(text);
    }

    // The CRC of zip and PNG (reflected polynomial EDB88320), which secret scanners expect.
    private static uint Crc32(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }
}

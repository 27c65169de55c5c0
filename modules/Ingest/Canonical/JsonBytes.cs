using System.Text;
using System.Text.Unicode;

namespace Daybook.Ingest.Canonical;

/// <summary>
/// JSON bytes that a reader can take: valid UTF-8, no escape for U+0000 or half a surrogate pair, no raw control characters in texts.
/// What was wrong becomes U+FFFD. Clean bytes are returned as they are.
/// </summary>
internal static class JsonBytes
{
    private static ReadOnlySpan<byte> Replacement => "\\ufffd"u8;

    /// <summary>Mends the bytes; escapes are mended in place.</summary>
    public static Memory<byte> Mend(Memory<byte> json, out bool mended)
    {
        mended = false;
        if (IsUtf16(json.Span, out var bigEndian))
        {
            mended = true;
            json = Encoding.UTF8.GetBytes((bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(json.Span));
        }
        else if (!Utf8.IsValid(json.Span))
        {
            mended = true;
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        }

        // More than one where files with a mark were put together.
        while (json.Span.StartsWith("\ufeff"u8)) json = json[3..];
        mended |= MendEscapes(json.Span);
        if (HasRawControls(json.Span))
        {
            mended = true;
            json = EscapeRawControls(json.Span);
        }

        return json;
    }

    // Either with a byte order mark, or seen from the zero byte beside the first brace or bracket.
    private static bool IsUtf16(ReadOnlySpan<byte> json, out bool bigEndian)
    {
        bigEndian = false;
        if (json.Length < 2) return false;
        bigEndian = json is [0xfe, 0xff, ..] or [0, (byte)'{' or (byte)'[', ..];
        return bigEndian || json is [0xff, 0xfe, ..] or [(byte)'{' or (byte)'[', 0, ..];
    }

    private static bool MendEscapes(Span<byte> json)
    {
        var mended = false;
        for (var rest = json; ;)
        {
            var at = rest.IndexOf((byte)'\\');
            if (at < 0 || at + 1 >= rest.Length) return mended;
            rest = rest[at..];
            var code = CodeUnit(rest);
            if (code < 0)
            {
                rest = rest[2..];
            }
            else if (char.IsHighSurrogate((char)code) && CodeUnit(rest[6..]) is var next and >= 0 && char.IsLowSurrogate((char)next))
            {
                rest = rest[12..];
            }
            else
            {
                if (code == 0 || char.IsSurrogate((char)code))
                {
                    Replacement.CopyTo(rest);
                    mended = true;
                }

                rest = rest[6..];
            }
        }
    }

    /// <summary>The code unit of an escape of the form \uXXXX at the start, or −1.</summary>
    private static int CodeUnit(ReadOnlySpan<byte> text)
    {
        if (text.Length < 6 || text[0] != '\\' || text[1] != 'u') return -1;
        var code = 0;
        foreach (var digit in text.Slice(2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit)) return -1;
            code = (code << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return code;
    }

    private static bool HasRawControls(ReadOnlySpan<byte> json)
    {
        if (!json.ContainsAnyInRange((byte)0, (byte)0x1f)) return false;
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '"') inText = !inText;
            else if (inText && json[i] == '\\') i++;
            else if (json[i] < 0x20 && (inText || json[i] is not ((byte)'\n' or (byte)'\r' or (byte)'\t'))) return true;
        }

        return false;
    }

    private static Memory<byte> EscapeRawControls(ReadOnlySpan<byte> json)
    {
        using var mended = new MemoryStream(json.Length + 64);
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            var isControl = json[i] < 0x20;
            if (json[i] == '"') inText = !inText;
            if (isControl && inText) mended.Write(Replacement);
            else mended.WriteByte(isControl ? (byte)' ' : json[i]);
            if (inText && json[i] == '\\' && i + 1 < json.Length && json[i + 1] >= 0x20) mended.WriteByte(json[++i]);
        }

        return mended.ToArray();
    }
}

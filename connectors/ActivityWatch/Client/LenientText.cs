using System.Text;
using System.Text.Json;

namespace Daybook.Connectors.ActivityWatch.Client;

/// <summary>Texts as people's machines really write them: a lone surrogate or bad UTF-8 costs that character, never the event.</summary>
internal static class LenientText
{
    /// <summary>The string or property name at the reader, cut at <paramref name="max"/> characters.</summary>
    public static string Of(ref Utf8JsonReader reader, int max = 16 * 1024)
    {
        string text;
        try
        {
            text = reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            text = Repair(reader.ValueSpan);
        }

        return text.Length <= max ? text : text[..max];
    }

    private static string Repair(ReadOnlySpan<byte> raw)
    {
        var escaped = Encoding.UTF8.GetString(raw); // replaces bad bytes by U+FFFD
        var text = new StringBuilder(escaped.Length);
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] != '\\')
            {
                text.Append(escaped[at]);
                continue;
            }

            var kind = escaped[++at];
            if (kind == 'u')
            {
                text.Append((char)Convert.ToUInt16(escaped.Substring(at + 1, 4), 16));
                at += 4;
            }
            else
            {
                text.Append(kind switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => kind });
            }
        }

        return WithoutLoneSurrogates(text);
    }

    private static string WithoutLoneSurrogates(StringBuilder text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at])) continue;
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) at++;
            else text[at] = '\uFFFD';
        }

        return text.ToString();
    }
}

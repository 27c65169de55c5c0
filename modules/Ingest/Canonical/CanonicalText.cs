using System.Text;

namespace Daybook.Ingest.Canonical;

/// <summary>Texts as they may be stored: valid Unicode without control characters, at most so many characters long. Idempotent and total.</summary>
internal static class CanonicalText
{
    /// <summary>The canonical form of <paramref name="raw"/>; null when nothing is left of it.</summary>
    public static string? Of(string? raw, int maxRunes, ref Repairs repairs)
    {
        if (string.IsNullOrEmpty(raw)) return null;
        if (raw.Length <= maxRunes && IsPlain(raw)) return raw;

        var text = new StringBuilder(Math.Min(raw.Length, maxRunes * 2));
        var rest = raw.AsSpan();
        var (runes, seen) = (0, Repairs.None);
        while (!rest.IsEmpty)
        {
            if (runes == maxRunes)
            {
                seen |= Repairs.Cut;
                break;
            }

            var status = Rune.DecodeFromUtf16(rest, out var rune, out var consumed);
            if (status != System.Buffers.OperationStatus.Done || rune.Value == 0)
            {
                seen |= Repairs.Characters;
                rune = Rune.ReplacementChar;
            }
            else if (IsControl(rune))
            {
                seen |= Repairs.Controls;
                rune = new Rune(' ');
            }

            text.Append(rune.ToString());
            rest = rest[consumed..];
            runes++;
        }

        repairs |= seen;
        return seen == Repairs.None ? raw : text.ToString();
    }

    private static bool IsPlain(ReadOnlySpan<char> text) =>
        !text.ContainsAnyInRange('\0', '\u001f')
        && !text.ContainsAnyInRange('\u007f', '\u009f')
        && !text.ContainsAnyInRange('\u2028', '\u2029')
        && !text.ContainsAnyInRange('\ud800', '\udfff');

    // Line and paragraph separators are not control characters to Unicode, but they forge lines all the same.
    private static bool IsControl(Rune rune) => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
}

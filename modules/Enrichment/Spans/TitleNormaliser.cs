using System.Buffers;
using System.Globalization;
using System.Text;

namespace Daybook.Enrichment.Spans;

/// <summary>
/// Makes titles of the same thing equal: no control, bidi or zero-width characters, no dirty marks, counters, spinners or app suffix,
/// digits as '#' except in ticket keys, at most 160 characters.
/// </summary>
internal static class TitleNormaliser
{
    internal const int MaxLength = 160;

    private static readonly SearchValues<char> CounterLetters = SearchValues.Create("0123456789+.,");

    /// <summary>The title as a person would say it: cleaned, digits kept.</summary>
    public static string Clean(string? title, string? app)
    {
        if (string.IsNullOrWhiteSpace(title)) return "";
        var text = StripMarks(Printable(title));
        text = StripApp(text, app);
        return text.Length <= MaxLength ? text : text[..CutAt(text, MaxLength)];
    }

    /// <summary>Any text on one line, of characters that can be seen.</summary>
    public static string Visible(string text) => Printable(text);

    /// <summary>The same, cut.</summary>
    public static string Plain(string text)
    {
        var plain = Printable(text);
        return plain.Length <= MaxLength ? plain : plain[..CutAt(plain, MaxLength)];
    }

    /// <summary>The title's shape: cleaned, and numbers that change made equal.</summary>
    public static string Shape(string cleaned)
    {
        if (!cleaned.AsSpan().ContainsAnyInRange('0', '9')) return cleaned;
        var keys = TicketKeys.Spans(cleaned);
        var shape = new StringBuilder(cleaned.Length);
        for (var i = 0; i < cleaned.Length; i++)
        {
            var digit = char.IsAsciiDigit(cleaned[i]) && !keys.Any(key => key.Start.Value <= i && i < key.End.Value);
            if (!digit) shape.Append(cleaned[i]);
            else if (shape.Length == 0 || shape[^1] != '#') shape.Append('#');
        }

        return shape.ToString();
    }

    private static string Printable(string title)
    {
        string text;
        try
        {
            text = title.IsNormalized(NormalizationForm.FormKC) ? title : title.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            text = title; // A lone surrogate cannot be normalised; it is dropped below.
        }

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) continue;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator:
                    if (kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
                    break;
                case UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned:
                    break;
                default:
                    if (!IsSpinner(rune.Value)) kept.Append(rune.ToString());
                    break;
            }
        }

        return kept.ToString().Trim();
    }

    /// <summary>Braille patterns, quarter circles, clock faces of terminal spinners; stars some programs turn.</summary>
    private static bool IsSpinner(int value) =>
        value is >= 0x2800 and <= 0x28FF or >= 0x25D0 and <= 0x25D3 or >= 0x25F4 and <= 0x25F7 or 0x2722 or 0x2733 or 0x2736 or 0x273B or 0x273D;

    private static string StripMarks(string text)
    {
        while (true)
        {
            var rest = text.AsSpan().Trim();
            if (rest.Length > 0 && rest[0] is '●' or '•' or '*' or '◉' or '⬤') rest = rest[1..].TrimStart();
            if (rest.Length > 0 && rest[^1] is '●' or '•' or '*') rest = rest[..^1].TrimEnd();
            if (rest.Length > 2 && rest[0] is '(' or '[')
            {
                var close = rest.IndexOf(rest[0] == '(' ? ')' : ']');
                if (close > 1 && IsCounter(rest[1..close])) rest = rest[(close + 1)..].TrimStart();
            }

            if (rest.Length == text.Length) return text;
            text = rest.ToString();
        }
    }

    private static bool IsCounter(ReadOnlySpan<char> text) => text.Length <= 6 && !text.ContainsAnyExcept(CounterLetters);

    /// <summary>" - Google Chrome" says nothing that the app does not.</summary>
    private static string StripApp(string text, string? app)
    {
        var cut = text.LastIndexOfAny(['-', '–', '—', '|', '·']);
        if (cut <= 0 || string.IsNullOrWhiteSpace(app) || text[cut - 1] != ' ') return text;
        var suffix = text.AsSpan(cut + 1).Trim();
        var named = suffix.Equals(app, StringComparison.OrdinalIgnoreCase)
            || suffix.Length >= 3 && (app.Contains(suffix.ToString(), StringComparison.OrdinalIgnoreCase) || suffix.Contains(app, StringComparison.OrdinalIgnoreCase));
        return named ? text[..cut].TrimEnd() : text;
    }

    private static int CutAt(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}

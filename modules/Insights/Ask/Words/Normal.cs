using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Daybook.Insights.Ask.Words;

/// <summary>A text as it is compared: small letters, one spelling, words.</summary>
internal static partial class Normal
{
    /// <summary>The words of a text. What holds a ticket key, a date, a repository or a possessive together stays within one word.</summary>
    public static string[] Tokens(string text) => [.. Word().Matches(Plain(text)).Select(match => match.Value)];

    /// <summary>As <see cref="Tokens"/>, cut at every sign that is neither a letter nor a digit.</summary>
    public static string[] Parts(string text) => [.. Part().Matches(Plain(text)).Select(match => match.Value)];

    public static string Text(string text) => string.Join(' ', Tokens(text));

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKC))
        {
            // Hindi is written with and without the dot below, with either sign for a nasal vowel, and with either digits.
            if (letter is '\u093C' || char.GetUnicodeCategory(letter) is UnicodeCategory.Format) continue;
            plain.Append(letter switch
            {
                '\u0901' => '\u0902',
                '\u2019' or '\u02BC' or '`' => '\'',
                '\u2010' or '\u2011' or '\u2012' or '\u2013' => '-',
                >= '\u0966' and <= '\u096F' => (char)('0' + (letter - '\u0966')),
                _ => char.ToLowerInvariant(letter),
            });
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+([-/._:'][\p{L}\p{M}\p{N}]+)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Part();
}

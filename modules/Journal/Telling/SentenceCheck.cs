using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daybook.Journal.Facts;
using Daybook.Journal.Phrases;
using Daybook.Journal.Writing;
using Daybook.Kernel.Time;

namespace Daybook.Journal.Telling;

/// <summary>
/// Reads a model's answer and believes none of it: whatever rests on no fact, says a figure of its own or a name nobody gave it makes the
/// whole answer unusable. The figures are filled in here.
/// </summary>
internal sealed partial class SentenceCheck(IReadOnlyDictionary<string, Told> told, PhraseBook book, DayClock clock)
{
    private const int Fewest = 3, Most = 8, MostSections = 8, Longest = 400, MostLetters = 20_000;

    private readonly HashSet<string> known = Known(told.Values, book);

    /// <summary>The text, or null and a stable word for what was wrong with it.</summary>
    public (JournalText? Text, string? Wrong) Read(string answer)
    {
        if (answer.Length > MostLetters || Parse(answer) is not { } sections) return (null, "no-json");
        if (sections.Count > MostSections || sections.Sum(section => section.Count) is < Fewest or > Most) return (null, "sentence-count");
        var kept = new List<Section>();
        foreach (var section in sections)
        {
            var sentences = new List<Said>();
            foreach (var (text, cites) in section)
            {
                if (Wrong(text, cites) is { } wrong) return (null, wrong);
                sentences.Add(new Said(Fill(text), [.. cites.Distinct(StringComparer.Ordinal)]));
            }

            if (sentences.Count > 0) kept.Add(new Section("", sentences));
        }

        return (new JournalText(kept), null);
    }

    private string? Wrong(string text, List<string> cites)
    {
        if (cites.Count == 0 || cites.Any(cite => !told.ContainsKey(cite))) return "unknown-cite";
        foreach (Match place in Place.Matches(text))
            if (!cites.Contains(place.Groups["id"].Value, StringComparer.Ordinal) || !told[place.Groups["id"].Value].Has.Contains(place.Groups["what"].Value, StringComparer.Ordinal))
                return "unknown-place";

        // A place is a word of its own: nothing may lean on it to make another figure of it.
        var own = Place.Replace(text, " \u2021 ").Normalize(NormalizationForm.FormKC);
        if (text.Trim().Length is 0 or > Longest || Leaning.IsMatch(text)) return "length";
        if (own.Any(Foreign)) return "markup";
        if (own.Any(letter => char.GetUnicodeCategory(letter) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber)) return "figure";
        var words = Word.Matches(own).Select(match => match.Value).ToArray();
        if (words.Any(word => FigureWords.Has(word))) return "figure";
        if (words.Any(IsUnknownName)) return "unknown-name";
        return Claims.Hold(text, [.. cites.Distinct(StringComparer.Ordinal).Select(cite => told[cite])]) ? null : "claim";
    }

    /// <summary>
    /// A word with a capital that no fact holds and that is none a sentence may begin with; in a text that is not in Latin letters any Latin word.
    /// </summary>
    private bool IsUnknownName(string word)
    {
        if (known.Contains(word)) return false;
        if (book.Locale != "en") return word.Any(char.IsAsciiLetter);
        return word.Any(letter => letter > 0x24F || char.IsUpper(letter)) && !PlainWords.Has(word);
    }

    private string Fill(string text) => Place.Replace(text, place =>
    {
        var fact = told[place.Groups["id"].Value].Fact;
        return place.Groups["what"].Value switch
        {
            "duration" => book.Duration(fact.Minutes),
            "start" => book.Time(fact.StartMs!.Value, clock),
            "end" => book.Time(fact.EndMs!.Value, clock),
            _ => FactNames.Of(fact, book),
        };
    }).Trim();

    private static List<List<(string Text, List<string> Cites)>>? Parse(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return [.. document.RootElement.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("sentences").EnumerateArray()
                .Select(sentence => (sentence.GetProperty("text").GetString() ?? "", sentence.GetProperty("cites").EnumerateArray().Select(cite => cite.GetString() ?? "").ToList())).ToList())];
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    // What would be a link, markup, an address or something invisible.
    private static bool Foreign(char letter) =>
        letter is '<' or '>' or '[' or ']' or '{' or '}' or '`' or '*' or '_' or '|' or '\\' or '@' or '#' or '/' or '~' or '^' or '=' or '$' or '%' or '€' or '£'
        || char.IsControl(letter) || (char.GetUnicodeCategory(letter) is UnicodeCategory.Format && letter is not ('\u200d' or '\u200c')) || char.IsSurrogate(letter);

    private static HashSet<string> Known(IEnumerable<Told> told, PhraseBook book) =>
        [.. told.SelectMany(one => Word.Matches(one.Name.Normalize(NormalizationForm.FormKC)).Select(match => match.Value)), .. book.Locale == "en" ? ["I"] : Array.Empty<string>()];

    [GeneratedRegex(@"\{(?<id>[A-Z][0-9]{1,3})\.(?<what>name|duration|start|end)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place { get; }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"[\p{L}\p{N}.,:+-]\{|\}[\p{L}\p{N}+*]|\}[.,:-]?\{", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Leaning { get; }
}

using Daybook.Journal.Facts;
using Daybook.Journal.Phrases;

namespace Daybook.Journal.Writing;

/// <summary>What a fact is called in a text. Names are written by strangers, too: they stand on one line and in a sentence's length.</summary>
internal static class FactNames
{
    private const int Longest = 120;

    public static string Of(Fact fact, PhraseBook book)
    {
        if (fact.Kind == FactKind.Category) return book.Category(fact.Name);
        var name = OneLine(fact.Name);
        return name.Length > 0 ? name : book.Say(fact.Kind switch
        {
            FactKind.Project => "unnamed.project",
            FactKind.Task or FactKind.Started or FactKind.Finished => "unnamed.task",
            FactKind.Focus => "unnamed.time",
            _ => "unnamed.entry",
        });
    }

    public static string OneLine(string text)
    {
        var plain = string.Join(' ', new string([.. text.Select(letter => Plain(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (plain.Length <= Longest) return plain;
        var cut = Longest - 1;
        if (char.IsHighSurrogate(plain[cut - 1])) cut--;
        return plain[..cut].TrimEnd() + "…";
    }

    // Marks that turn the direction of a text or cannot be seen would reach the sentences around them.
    private static bool Plain(char letter) =>
        !char.IsControl(letter) && char.GetUnicodeCategory(letter) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator)
        || letter is '\u200d' or '\u200c';
}

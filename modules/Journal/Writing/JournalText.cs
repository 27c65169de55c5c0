namespace Daybook.Journal.Writing;

/// <summary>A sentence and the facts it rests on.</summary>
internal sealed record Said(string Text, IReadOnlyList<string> Cites);

/// <summary>A paragraph; its title is empty where it needs none.</summary>
internal sealed record Section(string Title, IReadOnlyList<Said> Sentences);

/// <summary>A text with its sources.</summary>
internal sealed record JournalText(IReadOnlyList<Section> Sections)
{
    public static readonly JournalText Nothing = new([]);

    /// <summary>As it is copied: paragraphs apart by an empty line.</summary>
    public string Plain => string.Join("\n\n", Sections.Select(section =>
        (section.Title.Length > 0 ? section.Title + "\n" : "") + string.Join(' ', section.Sentences.Select(sentence => sentence.Text))));
}

using System.Globalization;
using System.Text;
using Daybook.Insights.Ask.Facts;
using Daybook.Journal.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Ask.Answers;

/// <summary>Collects what an answer rests on. Every id is that of something the person can open.</summary>
internal sealed class Citations(AskFacts facts)
{
    /// <summary>Most a sentence names; of many entries the longest ones.</summary>
    public const int MostOfSentence = 5;

    private const int LongestLabel = 80;

    private readonly Dictionary<string, AskCitation> cited = new(StringComparer.Ordinal);

    public IReadOnlyList<AskCitation> All => [.. cited.Values];

    /// <summary>The longest of these stretches' entries, in the order of the day.</summary>
    public IReadOnlyList<string> Of(IEnumerable<EntryPiece> pieces) =>
    [
        .. pieces.GroupBy(piece => piece.Id).Select(entry => (Pieces: entry.OrderBy(piece => piece.StartMs).ToArray(), Ms: entry.Sum(piece => piece.DurationMs)))
            .OrderByDescending(entry => entry.Ms).ThenBy(entry => entry.Pieces[0].StartMs).ThenBy(entry => entry.Pieces[0].Id).Take(MostOfSentence)
            .OrderBy(entry => entry.Pieces[0].StartMs).Select(entry => Entry(entry.Pieces[0], entry.Ms)),
    ];

    public string Task(TaskInfo task, DateOnly date)
    {
        var id = task.Id.ToString();
        cited[id] = new AskCitation(id, "work item", date, null, Label($"{task.Key} {task.Title}"), $"/projects/{task.ProjectId}");
        return id;
    }

    public string Journal(JournalDay journal)
    {
        var id = journal.Id.ToString();
        cited[id] = new AskCitation(id, "journal", journal.Date, null, Label(journal.Text), Day(journal.Date));
        return id;
    }

    private string Entry(EntryPiece piece, long ms)
    {
        var id = piece.Id.ToString();

        // The same entry may stand behind two sentences of different days: what is told is what lies in the days of the longer one.
        if (!cited.TryGetValue(id, out var known) || known.Minutes < Minutes.Of(ms))
            cited[id] = new AskCitation(id, "entry", piece.Day, Minutes.Of(ms), Label(Name(piece)), Day(piece.Day));
        return id;
    }

    private static string Day(DateOnly day) => "/timeline?day=" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Name(EntryPiece piece) =>
        facts.Task(piece.TaskId) is { } task ? $"{task.Key} {task.Title}"
        : facts.Project(piece.ProjectId) is { } project ? project.Name
        : piece.Description.Length > 0 ? piece.Description : piece.Category;

    /// <summary>On one line, without characters that cannot be seen, cut. What strangers wrote stays text.</summary>
    public static string Label(string text)
    {
        var plain = string.Join(' ', string.Concat(text.EnumerateRunes().Where(rune => !IsHidden(rune))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (plain.Length <= LongestLabel) return plain;
        var cut = char.IsHighSurrogate(plain[LongestLabel - 2]) ? LongestLabel - 2 : LongestLabel - 1;
        return plain[..cut] + "…";
    }

    private static bool IsHidden(Rune rune) =>
        Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D);
}

using System.Security.Cryptography;
using System.Text;
using Daybook.Enrichment.Contracts;
using Daybook.Journal.Contracts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Ask.Facts;

/// <summary>Whether a person's own time away from work is part of an answer: only where they ask for it.</summary>
internal enum PersonalTime { Left, Only, Too }

/// <summary>Everything an answer may be made of: one person's time in the range they chose, and what things are called.</summary>
/// <param name="Targets">How long the person means to work on each day; no row where nothing is meant.</param>
internal sealed record AskFacts(
    DayRange Scope, DateOnly Today, DayClock Clock, IReadOnlyList<EntryPiece> Pieces, Catalog Catalog, CatalogNames Names, IReadOnlyDictionary<DateOnly, long> Targets,
    IReadOnlyList<JournalDay> Journals)
{
    /// <summary>Time that counts. What is private has no words and is in no answer.</summary>
    public IEnumerable<EntryPiece> Counted(DayRange range, PersonalTime personal = PersonalTime.Left) => Pieces.Where(piece =>
        piece.Counts && range.Holds(piece.Day) && piece.Kind switch
        {
            BlockKind.Private or BlockKind.Idle => false,
            BlockKind.Personal => personal != PersonalTime.Left,
            _ => personal != PersonalTime.Only,
        });

    public ProjectInfo? Project(Guid? id) => id is { } known ? Names.Projects.GetValueOrDefault(known) : null;

    public TaskInfo? Task(Guid? id) => id is { } known ? Names.Tasks.GetValueOrDefault(known) : null;

    /// <summary>The same for the same facts: an answer holds as long as this does.</summary>
    public string Version()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(FormattableString text) => hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(text) + "\n"));
        Add($"{Scope} {Today} {Clock.Zone.Id} {Clock.DayStart}");
        foreach (var piece in Pieces) Add($"{piece}");
        foreach (var project in Names.Projects.Values.Concat(Catalog.Projects).OrderBy(project => project.Id)) Add($"{project.Id} {project.Name} {project.Key}");
        foreach (var task in Names.Tasks.Values.Concat(Catalog.Tasks).OrderBy(task => task.Id)) Add($"{task.Id} {task.Key} {task.Title} {task.Status} {task.ClosedAt:O}");
        foreach (var repository in Catalog.Repositories) Add($"{repository}");
        foreach (var (day, target) in Targets.OrderBy(row => row.Key)) Add($"{day:O} {target}");
        foreach (var journal in Journals) Add($"{journal.Id} {journal.Text}");
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

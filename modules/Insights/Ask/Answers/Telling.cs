using System.Globalization;
using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Plans;
using Daybook.Journal.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Ask.Answers;

/// <summary>An answer while it is told: sentences, what they rest on, and what of the person's time they are made of.</summary>
internal sealed class Telling(Plan plan, AskFacts facts)
{
    private readonly List<AskSegment> segments = [];
    private readonly HashSet<EntryPiece> used = [];
    private int journals;

    public Plan Plan => plan;

    public AskFacts Facts => facts;

    public Texts Texts { get; } = Texts.Of(plan.Language);

    public Citations Citations { get; } = new(facts);

    /// <summary>The time of these days that the question is about.</summary>
    public EntryPiece[] Time(DayRange range) => [.. facts.Counted(range, plan.Personal).Where(piece => plan.Subject?.Of(piece) ?? true)];

    public string Range(DayRange range) => Texts.Range(range.Start, range.End);

    public string Duration(IEnumerable<EntryPiece> pieces) => Texts.Duration(Minutes.Of(Ms(pieces)));

    public static long Ms(IEnumerable<EntryPiece> pieces) => pieces.Sum(piece => piece.DurationMs);

    /// <summary>A time of day on the person's wall.</summary>
    public string Wall(long ms) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), facts.Clock.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A sentence about this time.</summary>
    public void Say(string key, IReadOnlyCollection<EntryPiece> about, params object[] values)
    {
        used.UnionWith(about);
        segments.Add(new AskSegment(Texts.Say(key, values), Citations.Of(about)));
    }

    /// <summary>A sentence about a task and time for it.</summary>
    public void SayTask(string key, TaskInfo task, DateOnly date, IReadOnlyCollection<EntryPiece> about, params object[] values)
    {
        used.UnionWith(about);
        segments.Add(new AskSegment(Texts.Say(key, values), [Citations.Task(task, date), .. Citations.Of(about)]));
    }

    /// <summary>How the day's journal begins, as it was written.</summary>
    public void SayJournal(JournalDay journal)
    {
        journals++;
        segments.Add(new AskSegment(Texts.Say("journal", Texts.Quoted(Citations.Label(journal.Text))), [Citations.Journal(journal)]));
    }

    /// <summary>A sentence that tells no figure of the person's time.</summary>
    public void Remark(string key, params object[] values) => segments.Add(new AskSegment(Texts.Say(key, values), []));

    /// <summary>What a stretch was for, as a person would say it.</summary>
    public string Name(EntryPiece piece) => Texts.Quoted(Citations.Label(
        facts.Task(piece.TaskId) is { } task ? $"{task.Key} {task.Title}"
        : facts.Project(piece.ProjectId) is { } project ? project.Name
        : piece.Description.Length > 0 ? piece.Description : piece.Category));

    public AskAnswer End(string word)
    {
        var warnings = plan.Widened is { } wide ? new[] { new AskWarning("range_widened", wide.Start, wide.End) } : [];
        return new AskAnswer(
            string.Join(' ', segments.Select(segment => segment.Text)), [.. segments], Citations.All,
            new AskUsed(new AskRange(plan.Range.Start, plan.Range.End), journals, used.Select(piece => piece.Id).Distinct().Count(), Minutes.Of(Ms(used))),
            "deterministic", warnings, word, []);
    }
}

using Daybook.Journal.Facts;
using Daybook.Journal.Phrases;
using Daybook.Kernel.Time;

namespace Daybook.Journal.Writing;

/// <summary>What a standup is made of. Nothing of it is invented: what no source holds is not said.</summary>
/// <param name="Last">The last worked day; null when there was none lately.</param>
/// <param name="Tasks">Names of the tasks that are in progress.</param>
/// <param name="Blocked">Names of the tasks that are blocked.</param>
/// <param name="Notes">What the person noted as a blocker.</param>
internal sealed record StandupSources(
    DateOnly Date, DayFacts? Last, IReadOnlyList<CalendarEvent> Calendar, IReadOnlyList<string> Tasks, IReadOnlyList<string> Blocked, IReadOnlyList<string> Notes);

/// <summary>Yesterday, today, blockers.</summary>
internal static class StandupWriter
{
    public static JournalText Write(StandupSources sources, PhraseBook book, DayClock clock)
    {
        var yesterday = sources.Last is { Total: { } total } last
            ? new TemplateWriter(last, book, clock).Brief(total, last.Start)
            : [new Said(book.Say("standup.yesterday.none"), [])];
        var title = sources.Last is null || sources.Last.Start == sources.Date.AddDays(-1) ? "standup.title.yesterday" : "standup.title.last";
        return new JournalText([
            new Section(book.Say(title), yesterday),
            new Section(book.Say("standup.title.today"), Today(sources, book, clock)),
            new Section(book.Say("standup.title.blockers"), Blockers(sources, book)),
        ]);
    }

    private static List<Said> Today(StandupSources sources, PhraseBook book, DayClock clock)
    {
        var said = new List<Said>();
        if (sources.Calendar.Count > 0)
            said.Add(new Said(book.Say("standup.today.calendar", ("meetings", book.List([.. sources.Calendar.Select(plan =>
                book.Say("item.at", ("name", FactNames.OneLine(plan.Name)), ("start", book.Time(plan.StartMs, clock))))]))), []));
        if (sources.Tasks.Count > 0) said.Add(new Said(book.Say("standup.today.tasks", ("tasks", Names(sources.Tasks, book))), []));
        return said.Count > 0 ? said : [new Said(book.Say("standup.today.none"), [])];
    }

    private static List<Said> Blockers(StandupSources sources, PhraseBook book)
    {
        var said = sources.Notes.Select(note => new Said(note, [])).ToList();
        if (sources.Blocked.Count > 0) said.Add(new Said(book.Say("standup.blocked", ("tasks", Names(sources.Blocked, book))), []));
        return said.Count > 0 ? said : [new Said(book.Say("standup.blocked.none"), [])];
    }

    private static string Names(IReadOnlyList<string> names, PhraseBook book) => book.List([.. names.Select(FactNames.OneLine)]);
}

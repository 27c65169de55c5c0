using Daybook.Journal.Facts;
using Daybook.Journal.Phrases;
using Daybook.Kernel.Time;

namespace Daybook.Journal.Writing;

/// <summary>Tells a day, or several, in whole sentences, from facts alone.</summary>
internal sealed class TemplateWriter(DayFacts facts, PhraseBook book, DayClock clock)
{
    private const int MostProjects = 6;
    private const int MostTasks = 6;
    private const int MostCategories = 4;
    private const int MostMeetings = 6;

    /// <summary>The day in paragraphs: what it was, what was done, how it went, what is open.</summary>
    public JournalText Day()
    {
        if (facts.Total is not { } total) return Of([[Sentence("day.empty", []), Beside()]]);
        return Of([
            [Sentence("day.total", [total], ("duration", Of(total)), ("start", At(total.StartMs)), ("end", At(total.EndMs))), .. Projects(total)],
            [.. Tasks(), Turns(FactKind.Started, "started.some"), Turns(FactKind.Finished, "finished.some"), Entries()],
            [Focus(), Meetings(), Pulls()],
            [Waiting("waiting.some", "waiting.none", total), Beside()],
        ]);
    }

    /// <summary>What a standup says of a day: short.</summary>
    public IReadOnlyList<Said> Brief(Fact total, DateOnly date) =>
        [.. new[] { Sentence("standup.yesterday", [total], ("date", book.Date(date)), ("duration", Of(total))) }
            .Concat(Tasks()).Append(Projects(total).FirstOrDefault(_ => facts.Of(FactKind.Task).Count == 0))
            .Append(Turns(FactKind.Finished, "finished.some")).Append(Meetings()).OfType<Said>()];

    /// <summary>Several days.</summary>
    public JournalText Week()
    {
        if (facts.Total is not { } total) return Of([[Sentence("week.empty", []), Beside()]]);
        var days = facts.ByDay;
        var longest = days.OrderByDescending(day => day.Value).ThenBy(day => day.Key).First();
        return Of([
            [
                Cited(book.SayCount("week.total", days.Count, ("duration", Of(total))), [total.Id]), .. Projects(total),
                days.Count > 1 ? Cited(book.Say("week.longest", ("date", book.Date(longest.Key)), ("duration", book.Duration(Shares.Minutes(longest.Value)))), [total.Id]) : null,
            ],
            [.. Tasks(), Turns(FactKind.Started, "started.some"), Turns(FactKind.Finished, "finished.some")],
            [Categories(), Meetings()],
            [Waiting("waiting.week", "waiting.week.none", total), Beside()],
        ]);
    }

    private IEnumerable<Said?> Projects(Fact total)
    {
        var projects = facts.Of(FactKind.Project);
        var open = facts.One(FactKind.Unassigned);
        if (projects.Count == 0) yield return Sentence("projects.none", [open ?? total]);
        else if (projects.Count > 1) yield return Sentence("projects.many", projects, ("projects", book.List([.. projects.Select(Timed)])));
        else yield return open is null ? Sentence("projects.all", projects, ("project", Name(projects[0]))) : Sentence("projects.one", projects, ("duration", Of(projects[0])), ("project", Name(projects[0])));
        if (open is not null && projects.Count > 0) yield return Sentence("unassigned.plain", [open], ("duration", Of(open)));
        if (projects.Count == 0) yield return Categories();
    }

    private Said? Categories()
    {
        var kinds = facts.Of(FactKind.Category).Take(MostCategories).ToArray();
        return kinds.Length == 0 ? null : Sentence("categories.many", kinds, ("categories", book.List([.. kinds.Select(Timed)])));
    }

    private IEnumerable<Said?> Tasks()
    {
        foreach (var project in facts.Of(FactKind.Project).Take(MostProjects))
        {
            var tasks = facts.PartsOf(project, FactKind.Task);
            if (tasks.Count == 0) continue;
            var told = tasks.Take(MostTasks).ToArray();
            var list = book.List([.. told.Select(Timed)]);
            var cites = Ids([project, .. told]);
            yield return tasks.Count == told.Length
                ? Cited(book.Say("tasks.some", ("project", Name(project)), ("tasks", list)), cites)
                : Cited(book.SayCount("tasks.more", tasks.Count - told.Length, ("project", Name(project)), ("tasks", list)), cites);
        }
    }

    private Said? Turns(FactKind kind, string key)
    {
        var tasks = facts.Of(kind);
        return tasks.Count == 0 ? null : Sentence(key, tasks, ("tasks", book.List([.. tasks.Select(Name)])));
    }

    private Said? Entries()
    {
        var entries = facts.Of(FactKind.Entry);
        return entries.Count == 0 ? null : Sentence("entries.some", entries, ("entries", book.List([.. entries.Select(Timed)])));
    }

    private Said? Focus()
    {
        var runs = facts.Of(FactKind.Focus);
        if (runs.Count == 0) return null;
        var longest = runs[0];
        return Cited(book.SayCount("focus.count", runs.Count,
            ("duration", Of(longest)), ("name", Name(longest)), ("start", At(longest.StartMs)), ("end", At(longest.EndMs))), Ids(runs));
    }

    private Said? Meetings()
    {
        if (facts.One(FactKind.Meetings) is not { } all) return null;
        var named = facts.Of(FactKind.Meeting).Take(MostMeetings).ToArray();
        return named.Length == 0
            ? Sentence("meetings.plain", [all], ("duration", Of(all)))
            : Sentence("meetings.named", [all, .. named], ("duration", Of(all)), ("meetings", book.List([.. named.Select(Timed)])));
    }

    private Said? Pulls()
    {
        var pulls = facts.Of(FactKind.PullRequest);
        return pulls.Count == 0 ? null : Sentence("pulls.some", pulls, ("pulls", book.List([.. pulls.Select(Name)])));
    }

    private Said? Waiting(string some, string none, Fact total) =>
        facts.One(FactKind.Waiting) is { } open ? Sentence(some, [open], ("duration", Of(open))) : Sentence(none, [total]);

    private Said? Beside() => facts.One(FactKind.Beside) is { } beside ? Sentence("beside.some", [beside], ("duration", Of(beside))) : null;

    private string Timed(Fact fact) => book.Say("item.timed", ("name", Name(fact)), ("duration", Of(fact)));

    private string Name(Fact fact) => FactNames.Of(fact, book);

    private string Of(Fact fact) => book.Duration(fact.Minutes);

    private string At(long? ms) => ms is { } known ? book.Time(known, clock) : "";

    private Said Sentence(string key, IReadOnlyList<Fact> cites, params ReadOnlySpan<(string Place, string Value)> values) => Cited(book.Say(key, values), Ids(cites));

    private static Said Cited(string text, IReadOnlyList<string> cites) => new(text, cites);

    private static string[] Ids(IEnumerable<Fact> cites) => [.. cites.Select(fact => fact.Id)];

    private static JournalText Of(IReadOnlyList<IReadOnlyList<Said?>> paragraphs) =>
        new([.. paragraphs.Select(sentences => new Section("", [.. sentences.OfType<Said>()])).Where(section => section.Sentences.Count > 0)]);
}

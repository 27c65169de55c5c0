using Daybook.Enrichment.Contracts;
using Daybook.Timesheet.Contracts;

namespace Daybook.Journal.Facts;

/// <summary>
/// Says what is known of a day, from nothing but its sources. Personal and private time and what was dismissed is looked at nowhere: neither
/// in totals nor in names.
/// </summary>
internal sealed class FactsBuilder
{
    private const int MostEntries = 12;
    private const int MostPullRequests = 8;
    private readonly DaySources sources;
    private readonly List<Fact> facts = [];
    private readonly Dictionary<FactKind, int> numbers = [];
    private readonly Dictionary<DateOnly, long> byDay = [];

    private FactsBuilder(DaySources sources) => this.sources = sources;

    /// <summary>What a person may tell others of.</summary>
    public static bool Enters(EntryPiece piece) =>
        piece is { Kind: BlockKind.Work or BlockKind.Neutral, Status: not EntryStatus.Dismissed };

    public static DayFacts Build(DaySources sources)
    {
        var builder = new FactsBuilder(sources);
        builder.Collect();
        return new DayFacts(sources.Start, sources.End, builder.facts, builder.byDay);
    }

    private void Collect()
    {
        var shown = sources.Pieces.Where(Enters).ToArray();
        var counted = shown.Where(piece => piece.Counts).OrderBy(piece => piece.StartMs).ToArray();
        var beside = shown.Where(piece => piece.Parallel).ToArray();
        if (counted.Length > 0)
        {
            var total = Add(FactKind.Total, "", counted, Shares.Minutes(Sum(counted)), span: true);
            foreach (var day in counted.GroupBy(piece => piece.Day)) byDay[day.Key] = Sum(day);
            Projects(counted, total);
            Categories(counted);
            Focus(counted);
            Meetings(counted);
            PullRequests(counted);
            Turns(counted);
            var waiting = counted.Where(piece => !piece.Reviewed).ToArray();
            if (waiting.Length > 0) Add(FactKind.Waiting, "", waiting, Shares.Minutes(Sum(waiting)));
            Entries(counted);
        }

        if (beside.Length > 0) Add(FactKind.Beside, "", beside, Shares.Minutes(Sum(beside)));
    }

    private void Projects(EntryPiece[] counted, Fact total)
    {
        var groups = counted.GroupBy(piece => piece.ProjectId).Select(group => (Id: group.Key, Pieces: group.ToArray()))
            .OrderBy(group => group.Id is null).ThenByDescending(group => Sum(group.Pieces)).ThenBy(group => ProjectName(group.Id), StringComparer.Ordinal).ToArray();
        var minutes = Shares.Of([.. groups.Select(group => Sum(group.Pieces))], total.Minutes);
        for (var i = 0; i < groups.Length; i++)
        {
            var (id, pieces) = groups[i];
            var fact = Add(id is null ? FactKind.Unassigned : FactKind.Project, ProjectName(id), pieces, minutes[i], parent: total.Id);
            if (id is not null) Tasks(pieces, fact);
        }
    }

    private void Tasks(EntryPiece[] pieces, Fact project)
    {
        var groups = pieces.GroupBy(piece => piece.TaskId).Select(group => (Id: group.Key, Pieces: group.ToArray()))
            .OrderBy(group => group.Id is null).ThenByDescending(group => Sum(group.Pieces)).ThenBy(group => TaskName(group.Id), StringComparer.Ordinal).ToArray();
        var minutes = Shares.Of([.. groups.Select(group => Sum(group.Pieces))], project.Minutes);
        for (var i = 0; i < groups.Length; i++)
            if (groups[i].Id is { } task) Add(FactKind.Task, TaskName(task), groups[i].Pieces, minutes[i], parent: project.Id);
    }

    private void Categories(EntryPiece[] counted)
    {
        var groups = counted.Where(piece => piece.Category.Length > 0).GroupBy(piece => piece.Category, StringComparer.Ordinal).Select(group => (group.Key, Pieces: group.ToArray()))
            .OrderByDescending(group => Sum(group.Pieces)).ThenBy(group => group.Key, StringComparer.Ordinal);
        foreach (var (category, pieces) in groups) Add(FactKind.Category, category, pieces, Shares.Minutes(Sum(pieces)));
    }

    private void Focus(EntryPiece[] counted)
    {
        foreach (var run in FocusRuns.In(counted).OrderByDescending(run => run.OwnMs).ThenBy(run => run.StartMs))
            Add(FactKind.Focus, run.TaskId is not null ? TaskName(run.TaskId) : run.ProjectId is not null ? ProjectName(run.ProjectId) : "",
                run.Pieces, Shares.Minutes(run.OwnMs), span: true);
    }

    private void Meetings(EntryPiece[] counted)
    {
        var meetings = counted.Where(Meeting.Is).ToArray();
        if (meetings.Length == 0) return;
        var named = sources.Calendar
            .Select(plan => (plan.Name, Pieces: meetings.Select(piece => Cut(piece, plan.StartMs, plan.EndMs)).OfType<EntryPiece>().ToArray()))
            .Where(one => Sum(one.Pieces) >= Shares.MinuteMs).GroupBy(one => one.Name, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Pieces: Union([.. group.SelectMany(one => one.Pieces)])))
            .OrderBy(one => one.Pieces[0].StartMs).ThenBy(one => one.Name, StringComparer.Ordinal).ToArray();
        var all = Add(FactKind.Meetings, "", meetings, Shares.Minutes(Sum(meetings)));
        foreach (var (name, pieces) in named) Add(FactKind.Meeting, name, pieces, Shares.Minutes(Sum(pieces)), parent: all.Id, span: true);
    }

    private void PullRequests(EntryPiece[] counted)
    {
        var seen = sources.PullRequests
            .GroupBy(one => one.Name, StringComparer.Ordinal)
            .Select(group => (group.Key, Pieces: counted.Where(piece => group.Any(one => one.StartMs < piece.EndMs && one.EndMs > piece.StartMs)).ToArray()))
            .Where(one => one.Pieces.Length > 0).OrderBy(one => one.Key, StringComparer.Ordinal).Take(MostPullRequests);
        foreach (var (name, pieces) in seen)
            facts.Add(new Fact(Next(FactKind.PullRequest), FactKind.PullRequest, name, 0, 0, null, null, null, Ids(pieces)));
    }

    /// <summary>What was worked on for the first time, and what was closed.</summary>
    private void Turns(EntryPiece[] counted)
    {
        foreach (var group in counted.Where(piece => piece.TaskId is not null).GroupBy(piece => piece.TaskId!.Value).OrderBy(group => group.First().StartMs))
        {
            var pieces = group.ToArray();
            if (!sources.Known.Contains(group.Key)) Add(FactKind.Started, TaskName(group.Key), pieces, Shares.Minutes(Sum(pieces)));
            if (sources.Names.Tasks.GetValueOrDefault(group.Key)?.ClosedAt?.ToUnixTimeMilliseconds() is { } closed && closed >= sources.StartMs && closed < sources.EndMs)
                Add(FactKind.Finished, TaskName(group.Key), pieces, Shares.Minutes(Sum(pieces)));
        }
    }

    private void Entries(EntryPiece[] counted)
    {
        var told = counted.Where(piece => piece.Reviewed && piece.Description.Length > 0).GroupBy(piece => piece.Id)
            .OrderByDescending(group => Sum([.. group])).Take(MostEntries).OrderBy(group => group.First().StartMs);
        foreach (var group in told) Add(FactKind.Entry, group.First().Description, [.. group], Shares.Minutes(Sum([.. group])), span: true);
    }

    private Fact Add(FactKind kind, string name, IReadOnlyList<EntryPiece> pieces, int minutes, string? parent = null, bool span = false)
    {
        var fact = new Fact(
            Next(kind), kind, name, Sum(pieces), minutes, span ? pieces.Min(piece => piece.StartMs) : null, span ? pieces.Max(piece => piece.EndMs) : null,
            parent, Ids(pieces));
        facts.Add(fact);
        return fact;
    }

    private string Next(FactKind kind) => FormattableString.Invariant($"{FactIds.Letter(kind)}{numbers[kind] = numbers.GetValueOrDefault(kind) + 1}");

    private string ProjectName(Guid? id) => id is { } known && sources.Names.Projects.GetValueOrDefault(known) is { } project ? project.Name : "";

    private string TaskName(Guid? id) =>
        id is { } known && sources.Names.Tasks.GetValueOrDefault(known) is { } task ? (task.Key + " " + task.Title).Trim() : "";

    private static EntryPiece? Cut(EntryPiece piece, long from, long to) =>
        Math.Max(piece.StartMs, from) is var start && Math.Min(piece.EndMs, to) is var end && end > start ? piece with { StartMs = start, EndMs = end } : null;

    /// <summary>The same event may stand in two calendars: no moment counts twice.</summary>
    private static EntryPiece[] Union(EntryPiece[] pieces)
    {
        var union = new List<EntryPiece>();
        foreach (var piece in pieces.OrderBy(piece => piece.StartMs))
        {
            var from = union.Count == 0 ? piece.StartMs : Math.Max(piece.StartMs, union[^1].EndMs);
            if (piece.EndMs > from) union.Add(piece with { StartMs = from });
        }

        return [.. union];
    }

    private static long Sum(IEnumerable<EntryPiece> pieces) => pieces.Sum(piece => piece.DurationMs);

    private static IReadOnlyList<Guid> Ids(IEnumerable<EntryPiece> pieces) => [.. pieces.Select(piece => piece.Id).Distinct()];
}

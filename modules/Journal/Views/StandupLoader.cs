using Daybook.Journal.Facts;
using Daybook.Journal.Logs;
using Daybook.Journal.Sources;
using Daybook.Journal.Writing;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Journal.Views;

/// <summary>Loads what a standup is made of.</summary>
internal sealed class StandupLoader(FactsLoader facts, EntryQueries entries, CatalogQueries catalog, WorkLogStore logs)
{
    private const int LookBack = 14;
    private const int RecentDays = 7;
    private const int MostTasks = 6;
    private const int MostNotes = 5;

    private static readonly string[] BlockedWords = ["block", "on hold", "waiting", "रुका", "रुकी"];
    private static readonly string[] NoteMarks = ["blocker:", "blockers:", "blocked:", "blocked by:", "रुकावट:", "रुकावटें:", "बाधा:"];

    public async Task<StandupSources> LoadAsync(UserSettings user, DateOnly date, CancellationToken ct)
    {
        var pieces = (await entries.RangeAsync(user.UserId, user.Clock, date.AddDays(-LookBack), date, ct)).Where(FactsBuilder.Enters).ToArray();
        var last = pieces.Where(piece => piece.Day < date && piece.Counts).Select(piece => (DateOnly?)piece.Day).Max();
        var told = last is { } day ? await facts.LoadAsync(user, day, day, ct) : null;

        var recent = pieces.Where(piece => piece.Day >= date.AddDays(-RecentDays)).Select(piece => piece.TaskId).OfType<Guid>().ToHashSet();
        var mine = (await catalog.ForUserAsync(user.UserId, ct)).Tasks
            .Where(task => task.IsOpen && (task.AssigneeId == user.PublicId || recent.Contains(task.Id)))
            .OrderByDescending(task => recent.Contains(task.Id)).ThenBy(task => task.Key, StringComparer.Ordinal).ToArray();
        var local = user.Clock.Of(date);
        var calendar = (await facts.CalendarAsync(user.UserId, local.Start, local.End, ct))
            .Where(plan => plan.StartMs >= local.Start.ToUnixTimeMilliseconds() && plan.EndMs - plan.StartMs >= Shares.MinuteMs)
            .GroupBy(plan => plan.Name, StringComparer.Ordinal).Select(group => group.MinBy(plan => plan.StartMs)!).OrderBy(plan => plan.StartMs).ToArray();
        var notes = (await logs.RangeAsync(user.UserId, last ?? date.AddDays(-1), date, ct)).SelectMany(log => Noted(log.Notes)).Take(MostNotes).ToArray();
        return new StandupSources(
            date, told, calendar, [.. mine.Where(task => task.InProgress && !IsBlocked(task)).Take(MostTasks).Select(Name)],
            [.. mine.Where(IsBlocked).Take(MostTasks).Select(Name)], notes);
    }

    /// <summary>The lines that begin with a word for a blocker.</summary>
    internal static IEnumerable<string> Noted(string notes) =>
        from line in notes.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let plain = line.TrimStart('-', '*', ' ')
        let mark = NoteMarks.FirstOrDefault(mark => plain.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
        where mark is not null && plain.Length > mark.Length
        select FactNames.OneLine(plain[mark.Length..]);

    private static bool IsBlocked(TaskInfo task) =>
        task.Labels.Append(task.Status).Any(word => BlockedWords.Any(blocked => word.Contains(blocked, StringComparison.OrdinalIgnoreCase)));

    private static string Name(TaskInfo task) => (task.Key + " " + task.Title).Trim();
}

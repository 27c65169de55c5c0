using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Words;
using Daybook.Timesheet.Contracts;

namespace Daybook.Insights.Ask.Answers;

/// <summary>Tells what days were: their account, the standup, what was finished, when something was last done, and how long it was meant to be.</summary>
internal static class Days
{
    private const int MostOpen = 5;

    public static void Account(Telling telling)
    {
        var time = telling.Time(telling.Plan.Range);
        var days = time.Select(piece => piece.Day).Distinct().Count();
        if (days == 1)
            telling.Say("account", time, telling.Texts.Date(time[0].Day), telling.Duration(time), telling.Wall(time.Min(piece => piece.StartMs)), telling.Wall(time.Max(piece => piece.EndMs)));
        else telling.Say("account-days", time, telling.Range(telling.Plan.Range), telling.Duration(time), days);
        What(telling, time);
        if (telling.Plan.Subject is null && days == 1 && telling.Facts.Journals.FirstOrDefault(journal => journal.Date == time[0].Day) is { } written) telling.SayJournal(written);
    }

    public static void Last(Telling telling)
    {
        var time = telling.Time(telling.Plan.Range);
        var label = Texts.Quoted(Citations.Label(telling.Plan.Subject!.Label));
        if (time.Length == 0)
        {
            telling.Remark("last-none", telling.Range(telling.Plan.Range), label);
            return;
        }

        var last = time.MaxBy(piece => piece.EndMs)!;
        var that = time.Where(piece => piece.Day == last.Day).ToArray();
        telling.Say("last", that, label, telling.Texts.Date(last.Day), telling.Wall(last.EndMs), telling.Duration(that));
    }

    public static void Shipped(Telling telling)
    {
        var range = telling.Plan.Range;
        var time = telling.Time(range);
        var done = time.Where(piece => piece.TaskId is not null).GroupBy(piece => piece.TaskId)
            .Select(group => (Task: telling.Facts.Task(group.Key), Pieces: group.ToArray()))
            .Where(row => row.Task?.ClosedAt is { } at && range.Holds(telling.Facts.Clock.DayOf(at)))
            .Select(row => (Task: row.Task!, row.Pieces, Day: telling.Facts.Clock.DayOf(row.Task!.ClosedAt!.Value)))
            .OrderBy(row => row.Task.ClosedAt).ThenBy(row => row.Task.Key, StringComparer.Ordinal).ToArray();
        if (done.Length == 0)
        {
            telling.Remark("shipped-none", telling.Range(range));
            return;
        }

        telling.Say(done.Length == 1 ? "shipped-one" : "shipped", [.. done.SelectMany(row => row.Pieces)], telling.Range(range), done.Length);
        foreach (var (task, pieces, day) in done)
            telling.SayTask("shipped-row", task, day, pieces, Texts.Quoted(Citations.Label($"{task.Key} {task.Title}")), telling.Texts.Date(day), telling.Duration(pieces));
    }

    public static void Standup(Telling telling)
    {
        var today = telling.Facts.Today < telling.Plan.Range.End ? telling.Facts.Today : telling.Plan.Range.End;
        var time = telling.Time(telling.Facts.Scope);
        var before = time.Where(piece => piece.Day < today).Select(piece => piece.Day).DefaultIfEmpty(DateOnly.MinValue).Max();
        if (before == DateOnly.MinValue) telling.Remark("standup-before-none", telling.Texts.Date(today));
        else Day("standup-before", before);
        if (time.Any(piece => piece.Day == today)) Day("standup-today", today);
        else telling.Remark("standup-today-none", telling.Texts.Date(today));

        var recent = time.Where(piece => piece.Day <= today && telling.Facts.Task(piece.TaskId) is { InProgress: true }).GroupBy(piece => piece.TaskId)
            .OrderByDescending(group => group.Max(piece => piece.EndMs)).Take(MostOpen).ToArray();
        if (recent.Length > 0)
            telling.Say("standup-open", [.. recent.SelectMany(group => group)], string.Join(", ", recent.Select(group => telling.Name(group.First()))));
        telling.Remark("standup-blockers");

        void Day(string key, DateOnly day)
        {
            var of = time.Where(piece => piece.Day == day).ToArray();
            telling.Say(key, of, telling.Texts.Date(day), telling.Duration(of));
            What(telling, of);
        }
    }

    public static void Overtime(Telling telling)
    {
        var range = telling.Plan.Range;
        var time = telling.Time(range);
        var until = range.End < telling.Facts.Today ? range.End : telling.Facts.Today;
        var targets = telling.Facts.Targets.Where(row => row.Key >= range.Start && row.Key <= until).ToDictionary(row => row.Key, row => row.Value);
        if (targets.Count == 0)
        {
            telling.Say("overtime-none", time, telling.Range(range), telling.Duration(time));
            return;
        }

        var over = Telling.Ms(time) - targets.Values.Sum();
        telling.Say(over > 0 ? "overtime-over" : over < 0 ? "overtime-under" : "overtime-even", time,
            telling.Range(range with { End = until }), telling.Duration(time), telling.Texts.Duration(Minutes.Of(targets.Values.Sum())), telling.Texts.Duration(Minutes.Of(Math.Abs(over))));
        foreach (var day in time.GroupBy(piece => piece.Day).OrderBy(day => day.Key))
            if (Telling.Ms(day) - targets.GetValueOrDefault(day.Key) is > 0 and var more)
                telling.Say("overtime-day", [.. day], telling.Texts.Date(day.Key), telling.Texts.Duration(Minutes.Of(more)));
    }

    /// <summary>What the time was for: tasks, else projects, else what was done.</summary>
    private static void What(Telling telling, IReadOnlyList<EntryPiece> time)
    {
        const int most = 12;
        var rows = time.GroupBy(piece => Runs.Context(piece), StringComparer.Ordinal).Select(group => (Pieces: group.ToArray(), Ms: Telling.Ms(group)))
            .OrderByDescending(row => row.Ms).ThenBy(row => row.Pieces[0].StartMs).ToArray();
        var minutes = Minutes.Split([.. rows.Select(row => row.Ms)]);
        foreach (var (row, told) in rows.Zip(minutes).Take(most)) telling.Say("row", row.Pieces, telling.Name(row.Pieces[0]), telling.Texts.Duration(told));
        if (rows.Length > most) telling.Say("others", [.. rows.Skip(most).SelectMany(row => row.Pieces)], rows.Length - most, telling.Texts.Duration(minutes.Skip(most).Sum()));
    }
}

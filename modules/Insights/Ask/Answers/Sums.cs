using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Plans;
using Daybook.Insights.Ask.Words;
using Daybook.Timesheet.Contracts;

namespace Daybook.Insights.Ask.Answers;

/// <summary>Tells sums: of everything, of one thing, and by what they are divided. Rows add up to the total that stands above them.</summary>
internal static class Sums
{
    private const int MostRows = 12;
    private const int MostDays = 31;

    public static void Totals(Telling telling)
    {
        var time = telling.Time(telling.Plan.Range);
        if (telling.Plan.Group == Grouping.None)
        {
            var key = telling.Plan.Personal switch { PersonalTime.Only => "total-personal", PersonalTime.Too => "total-with-personal", _ => "total" };
            telling.Say(key, time, telling.Range(telling.Plan.Range), telling.Duration(time));
            return;
        }

        telling.Say("by-" + telling.Plan.Group.ToString().ToLowerInvariant(), time, telling.Range(telling.Plan.Range), telling.Duration(time));
        Rows(telling, time, telling.Plan.Group);
    }

    public static void On(Telling telling)
    {
        var time = telling.Time(telling.Plan.Range);
        var label = Texts.Quoted(Citations.Label(telling.Plan.Subject!.Label));
        if (time.Length == 0)
        {
            telling.Remark("on-none", telling.Range(telling.Plan.Range), label);
            return;
        }

        telling.Say("on", time, telling.Range(telling.Plan.Range), telling.Duration(time), label);
        if (telling.Plan.Group != Grouping.None) Rows(telling, time, telling.Plan.Group);
        else if (time.Select(piece => piece.Day).Distinct().Count() is > 1 and var days)
            telling.Say("on-days", [.. time.Where(piece => piece.Day == time[^1].Day)], days, telling.Texts.Date(time[^1].Day));
    }

    public static void Unattributed(Telling telling)
    {
        var time = telling.Time(telling.Plan.Range);
        var open = time.Where(piece => piece.ProjectId is null && piece.Status == EntryStatus.Inferred).ToArray();
        if (open.Length == 0)
        {
            telling.Say("unattributed-none", time, telling.Range(telling.Plan.Range), telling.Duration(time));
            return;
        }

        var percent = (Telling.Ms(open) * 200 + Telling.Ms(time)) / (Telling.Ms(time) * 2);
        telling.Say("unattributed", open, telling.Range(telling.Plan.Range), telling.Duration(open), telling.Duration(time), percent);
    }

    /// <summary>A row for each task, project, kind or day, the largest first; days in order.</summary>
    public static void Rows(Telling telling, IReadOnlyList<EntryPiece> time, Grouping by)
    {
        var rows = time.GroupBy(piece => Key(piece, by), StringComparer.Ordinal).Select(group => (group.Key, Pieces: group.ToArray(), Ms: Telling.Ms(group)));
        rows = by == Grouping.Day ? rows.OrderBy(row => row.Key, StringComparer.Ordinal)
            : rows.OrderByDescending(row => row.Ms).ThenBy(row => Name(telling, row.Pieces[0], by), StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal);
        var all = rows.ToArray();
        var most = by == Grouping.Day ? MostDays : MostRows;
        var minutes = Minutes.Split([.. all.Select(row => row.Ms)]);
        foreach (var (row, told) in all.Zip(minutes).Take(most)) telling.Say("row", row.Pieces, Name(telling, row.Pieces[0], by), telling.Texts.Duration(told));
        if (all.Length > most) telling.Say("others", [.. all.Skip(most).SelectMany(row => row.Pieces)], all.Length - most, telling.Texts.Duration(minutes.Skip(most).Sum()));
        if (by != Grouping.Day || all.Length < 2) return;
        var (top, ofTop) = all.Zip(minutes).MaxBy(row => row.First.Ms);
        telling.Say("most-day", top.Pieces, telling.Texts.Date(top.Pieces[0].Day), telling.Texts.Duration(ofTop));
    }

    private static string Key(EntryPiece piece, Grouping by) => by switch
    {
        Grouping.Task => piece.TaskId?.ToString() ?? "",
        Grouping.Project => piece.ProjectId?.ToString() ?? "",
        Grouping.Category => piece.Category,
        _ => piece.Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static string Name(Telling telling, EntryPiece piece, Grouping by) => by switch
    {
        Grouping.Task when piece.TaskId is null => telling.Texts.Say("no-task"),
        Grouping.Project when piece.ProjectId is null => telling.Texts.Say("no-project"),
        Grouping.Project => Texts.Quoted(Citations.Label(telling.Facts.Project(piece.ProjectId)?.Name ?? "?")),
        Grouping.Category => Texts.Quoted(Citations.Label(piece.Category)),
        Grouping.Day => telling.Texts.Date(piece.Day),
        _ => telling.Name(piece),
    };
}

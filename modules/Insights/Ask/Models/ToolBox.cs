using System.Globalization;
using Daybook.Insights.Ask.Answers;
using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Plans;
using Daybook.Insights.Ask.Words;
using Daybook.Timesheet.Contracts;

namespace Daybook.Insights.Ask.Models;

/// <summary>A row of a tool's result, under a name that a model may cite. Only <paramref name="Label"/> holds words that others may have written.</summary>
internal sealed record ToolRow(string Id, string Label, string Date, long Minutes, int Count, IReadOnlyList<EntryPiece> Pieces);

/// <summary>
/// The tools: aggregates over the facts of one person and one range, which were loaded before anything was asked. Of entries only what
/// they are for is told, not what they say.
/// </summary>
internal sealed class ToolBox(AskFacts facts)
{
    private const int MostSearched = 20;
    private readonly Dictionary<string, ToolRow> rows = new(StringComparer.Ordinal);

    /// <summary>Every row that was told in this turn.</summary>
    public IReadOnlyDictionary<string, ToolRow> Rows => rows;

    public IReadOnlyList<ToolRow> Run(ToolCall call)
    {
        var time = facts.Counted(call.Range).ToArray();
        return call.Tool switch
        {
            "totals" => Totals(Filtered(time, call.Text), call.GroupBy),
            "list_entries" => Entries(Filtered(time, call.Text), call.Limit),
            "search" => Entries(Filtered(time, call.Text), Math.Min(call.Limit, MostSearched)),
            "day_summary" => [.. Totals([.. time.Where(piece => piece.Day == call.Range.Start)], "none"), .. Totals([.. time.Where(piece => piece.Day == call.Range.Start)], "task")],
            "focus_stats" => Focus(time),
            "meetings" => Entries([.. time.Where(piece => piece.Category.StartsWith("work/meeting", StringComparison.Ordinal))], call.Limit, withSum: true),
            _ => WorkItems(time, call.Text),
        };
    }

    private EntryPiece[] Filtered(EntryPiece[] time, string text)
    {
        if (text.Trim().Length == 0) return time;
        var subjects = new Subjects(facts, Grammar.Of(text));
        var found = subjects.In(Normal.Tokens(text))?.Subjects ?? subjects.Alike(Normal.Text(text));
        return [.. time.Where(piece => found.Any(subject => subject.Of(piece)))];
    }

    private List<ToolRow> Totals(EntryPiece[] time, string group)
    {
        Func<EntryPiece, string> key = group switch
        {
            "task" => piece => piece.TaskId?.ToString() ?? "",
            "project" => piece => piece.ProjectId?.ToString() ?? "",
            "category" => piece => piece.Category,
            "day" => piece => Text(piece.Day),
            _ => _ => "",
        };
        return [.. time.GroupBy(key, StringComparer.Ordinal).OrderByDescending(row => row.Sum(piece => piece.DurationMs)).Take(20).Select(row => Row(Label(row.First(), group), [.. row]))];
    }

    private List<ToolRow> Entries(EntryPiece[] time, int limit, bool withSum = false)
    {
        List<ToolRow> told = withSum && time.Length > 0 ? [Row("all of them", time)] : [];
        told.AddRange(time.GroupBy(piece => piece.Id).OrderByDescending(entry => entry.Max(piece => piece.EndMs)).Take(limit).Select(entry => Row(Label(entry.First(), "task"), [.. entry])));
        return told;
    }

    private List<ToolRow> Focus(EntryPiece[] time) =>
        [.. Runs.Of(time).OrderByDescending(run => run.Ms).Take(5).Select(run => Row(Label(run.Pieces[0], "task"), [.. run.Pieces]))];

    private List<ToolRow> WorkItems(EntryPiece[] time, string state) =>
    [
        .. time.Where(piece => facts.Task(piece.TaskId) is { } task && (state is not ("done" or "open") || task.IsOpen == (state == "open"))).GroupBy(piece => piece.TaskId)
            .OrderByDescending(row => row.Sum(piece => piece.DurationMs)).Take(20).Select(row => Row($"{Label(row.First(), "task")} ({facts.Task(row.Key)!.Status})", [.. row])),
    ];

    private ToolRow Row(string label, EntryPiece[] pieces)
    {
        var (first, last) = (pieces.Min(piece => piece.Day), pieces.Max(piece => piece.Day));
        var date = first == last ? Text(first) : $"{Text(first)}/{Text(last)}";
        var row = new ToolRow(
            string.Create(CultureInfo.InvariantCulture, $"r{rows.Count + 1}"), Citations.Label(label), date, Minutes.Of(pieces.Sum(piece => piece.DurationMs)), pieces.Select(piece => piece.Id).Distinct().Count(), pieces);
        rows[row.Id] = row;
        return row;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Label(EntryPiece piece, string group) => group switch
    {
        "none" => "all",
        "day" => Text(piece.Day),
        "category" => piece.Category,
        "project" => facts.Project(piece.ProjectId)?.Name ?? "no project",
        _ => facts.Task(piece.TaskId) is { } task ? $"{task.Key} {task.Title}" : facts.Project(piece.ProjectId)?.Name ?? piece.Category,
    };
}

using System.Globalization;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Rates;

namespace Daybook.Timesheet.Reports;

/// <param name="Rounded">Some rule rounded; else raw_ms and rounded_ms are the same everywhere.</param>
/// <param name="Currency">Null for whoever may not see what time costs; then amounts are null too.</param>
internal sealed record ReportView(
    DateOnly Start, DateOnly End, string Scope, IReadOnlyList<string> GroupBy, bool Rounded, RoundingFields Rounding, string? Currency,
    ReportFigures Total, IReadOnlyList<ReportLine> Groups)
{
    public static ReportView Of(ReportAnswered answered)
    {
        var (question, report, names, billing, amounts) = answered;
        return new ReportView(
            question.Range.Start, question.Range.End, question.OfWorkspace ? "workspace" : "mine", [.. question.Keys.Select(EntryRow.Word)],
            report.Total.RawMs != report.Total.RoundedMs || !billing.Rounding.IsOff, RoundingFields.Of(billing.Rounding)!, amounts ? billing.Currency : null,
            Figures(report.Total, report.AmountMinor, amounts), [.. report.Groups.Select(group => Line(group, names, amounts))]);
    }

    private static ReportLine Line(ReportGroup group, ReportNames names, bool amounts)
    {
        var (id, name, detail, color) = Label(group.Key, names);
        var figures = Figures(group.Sum, group.AmountMinor, amounts);
        return new ReportLine(
            EntryRow.Word(group.Key.Kind), id, name, detail, color, figures.RawMs, figures.RoundedMs, figures.BillableMs, figures.ReviewedMs, figures.UnpricedMs,
            figures.AmountMinor, [.. group.Groups.Select(below => Line(below, names, amounts))]);
    }

    /// <summary>Id (a day for days and weeks; null for none), name, a second word, and colour.</summary>
    public static (string? Id, string Name, string? Detail, string? Color) Label(GroupKey key, ReportNames names)
    {
        if (key.Day is { } day)
        {
            var text = day.ToString("O", CultureInfo.InvariantCulture);
            return (text, text, null, null);
        }

        if (key.Kind == ReportKey.Person) return names.People.TryGetValue(key.UserId, out var person) ? (person.PublicId.ToString(), person.Name, null, null) : (null, "", null, null);
        if (key.Id is not { } id) return (null, "", null, null);
        return key.Kind switch
        {
            ReportKey.Project when names.Projects.TryGetValue(id, out var project) => (id.ToString(), project.Name, null, project.Color),
            ReportKey.Task when names.Tasks.TryGetValue(id, out var task) => (id.ToString(), task.Title, task.Key, null),
            ReportKey.Client when names.Clients.TryGetValue(id, out var client) => (id.ToString(), client, null, null),
            _ => (id.ToString(), "", null, null),
        };
    }

    private static ReportFigures Figures(ReportSum sum, long amount, bool amounts) =>
        new(sum.RawMs, sum.RoundedMs, sum.BillableMs, sum.ReviewedMs, sum.UnpricedMs, amounts ? amount : null);
}

/// <param name="RawMs">As the entries are.</param>
/// <param name="RoundedMs">As the workspace's rules round them for reports.</param>
/// <param name="BillableMs">Rounded time that is billed.</param>
/// <param name="ReviewedMs">Raw time a person has looked at.</param>
/// <param name="UnpricedMs">Billable time for which no rate was agreed.</param>
/// <param name="AmountMinor">In the smallest unit of the currency.</param>
internal sealed record ReportFigures(long RawMs, long RoundedMs, long BillableMs, long ReviewedMs, long UnpricedMs, long? AmountMinor);

/// <param name="Key">What the line is about: project, task, person, client, day or week.</param>
/// <param name="Id">Null for time without one; the first day for days and weeks.</param>
/// <param name="Detail">A task's key.</param>
internal sealed record ReportLine(
    string Key, string? Id, string Name, string? Detail, string? Color, long RawMs, long RoundedMs, long BillableMs, long ReviewedMs, long UnpricedMs,
    long? AmountMinor, IReadOnlyList<ReportLine> Groups);

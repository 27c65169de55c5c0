using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;

namespace Daybook.Timesheet.Reports;

internal enum ReportKey { Project, Task, Person, Client, Day, Week }

/// <summary>What a report is asked for. Empty lists mean any; <paramref name="Reviewed"/> true means looked at by the person.</summary>
internal sealed record ReportQuestion(
    DateRange Range, IReadOnlyList<ReportKey> Keys, bool OfWorkspace, IReadOnlyList<Guid> Projects, IReadOnlyList<Guid> Clients, IReadOnlyList<Guid> People,
    bool? Billable, bool? Reviewed)
{
    public bool Has(ReportKey key) => Keys.Contains(key);

    /// <summary>The answer says whose time it is.</summary>
    public bool NamesPeople => Has(ReportKey.Person) || People.Count > 0;
}

/// <summary>The parameters every report takes, as they come.</summary>
internal sealed record ReportFields(
    string? Start, string? End, string? GroupBy, string? Scope, string? ProjectId, string? ClientId, string? PersonId, string? Billable, string? Status)
{
    private const int MostIds = 100;

    public ReportQuestion Read(DateOnly today, FieldErrors errors)
    {
        var range = DateRange.Read(Start, End, today, DateRange.Longest, errors);
        var keys = Words(GroupBy ?? "project").Select(word => errors.Word("group_by", word, Enum.GetValues<ReportKey>())).OfType<ReportKey>().ToArray();
        if (keys.Length is 0 or > 2 || keys.Distinct().Count() != keys.Length) errors.Add("group_by", "invalid");
        var scope = errors.OneOf("scope", Scope ?? "mine", ["mine", "workspace"]);
        var billable = Billable is null ? null : errors.OneOf("billable", Billable, ["true", "false"]);
        var status = Status is null ? null : errors.OneOf("status", Status, ["reviewed", "inferred"]);
        return new ReportQuestion(
            range, keys, scope is "workspace", Ids("project_id", ProjectId, errors), Ids("client_id", ClientId, errors), Ids("person_id", PersonId, errors),
            billable is null ? null : billable is "true", status is null ? null : status is "reviewed");
    }

    private static Guid[] Ids(string field, string? value, FieldErrors errors)
    {
        var words = Words(value);
        if (words.Length > MostIds) errors.Add(field, "too-long");
        return [.. words.Select(word => errors.Id(field, word)).OfType<Guid>().Distinct()];
    }

    private static string[] Words(string? value) => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Workspace.Tasks;

/// <summary>What the fields of a task may hold.</summary>
internal static class TaskRules
{
    public const int KeyLength = 100;
    public const int TitleLength = 500;
    public const int StatusLength = 50;
    public const int LabelLength = 50;
    public const int MostLabels = 20;
    public const int UrlLength = 2000;

    /// <summary>Minutes; what can still be written as 999:00.</summary>
    public const int LongestEstimate = 999 * 60;

    public static ProblemHttpResult Unknown() => Problem.NotFound("task-unknown", "There is no such task.");

    public static string[] Labels(FieldErrors errors, IReadOnlyList<string>? values)
    {
        if (values is { Count: > MostLabels }) errors.Add("labels", "too-long");
        return [.. (values ?? []).Take(MostLabels).Select(value => errors.Text("labels", value, LabelLength)).Distinct(StringComparer.Ordinal)];
    }

    public static string? Url(FieldErrors errors, string? value)
    {
        var url = errors.OptionalText("url", value, UrlLength);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https"))) errors.Add("url", "invalid");
        return url;
    }

    /// <summary>Minutes; null where nobody said.</summary>
    public static int? Estimate(FieldErrors errors, int? minutes)
    {
        if (minutes is < 1 or > LongestEstimate) errors.Add("estimate_minutes", "out-of-range");
        return minutes;
    }

    /// <summary>The inner number of the person whose public id the text is; empty means nobody.</summary>
    public static async Task<int?> AssigneeAsync(FieldErrors errors, string? value, Guid projectId, Db db, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        if (!Guid.TryParse(value, out var person))
        {
            errors.Add("assignee_id", "invalid");
            return null;
        }

        await using var connection = await db.OpenAsync(ct);
        var found = await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(FindAssignee, new { projectId, person }, cancellationToken: ct));
        if (found is null) errors.Add("assignee_id", "unknown");
        return found;
    }

    private const string FindAssignee = """
        select a.user_id from workspace.project_access a join workspace.user u on u.user_id = a.user_id
        where a.project_id = @projectId and u.id = @person
        """;
}

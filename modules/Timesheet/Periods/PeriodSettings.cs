using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Periods;

/// <summary>How a workspace wants its time handed in.</summary>
/// <param name="DemandReview">Nothing may be handed in before everything proposed was looked at.</param>
internal sealed record PeriodSetting(PeriodKind Kind, bool DemandReview)
{
    public static readonly PeriodSetting Usual = new(PeriodKind.Week, false);
}

/// <summary>The one writer of timesheet.period_setting.</summary>
internal sealed class PeriodSettings(Db db, TimeProvider time)
{
    public async Task<PeriodSetting> OfAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(string Kind, bool DemandReview)?>(
            new CommandDefinition(Find, new { workspaceId }, cancellationToken: ct));
        return row is { } found ? new PeriodSetting(Enum.Parse<PeriodKind>(found.Kind, true), found.DemandReview) : PeriodSetting.Usual;
    }

    public async Task SetAsync(Guid workspaceId, PeriodSetting setting, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            Set, new { workspaceId, kind = EntryRow.Word(setting.Kind), setting.DemandReview, now = time.GetUtcNow() }, cancellationToken: ct));
    }

    private const string Find = "select kind, demand_review from timesheet.period_setting where workspace_id = @workspaceId";

    private const string Set = """
        insert into timesheet.period_setting (workspace_id, kind, demand_review, updated_at) values (@workspaceId, @kind, @DemandReview, @now)
        on conflict (workspace_id) do update set kind = excluded.kind, demand_review = excluded.demand_review, updated_at = excluded.updated_at
        """;
}

/// <summary>GET and PUT /api/v1/period-settings: whether the workspace hands in weeks or months, and what it demands.</summary>
internal static class PeriodSettingRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/period-settings", Get).RequireAuthorization(Policies.Read).WithName("GetPeriodSettings").WithTags("Timesheet");
        routes.MapPut("/api/v1/period-settings", Put).RequireAuthorization(Policies.Write).WithName("SetPeriodSettings").WithTags("Timesheet");
    }

    private static async Task<Ok<PeriodSetting>> Get(ClaimsPrincipal principal, PeriodSettings settings, CancellationToken ct) =>
        TypedResults.Ok(await settings.OfAsync(Caller.Of(principal).WorkspaceId, ct));

    private static async Task<Results<Ok<PeriodSetting>, ProblemHttpResult>> Put(
        SettingBody request, ClaimsPrincipal principal, MemberQueries members, PeriodSettings settings, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await members.FindAsync(caller.WorkspaceId, caller.UserId, ct) is not { Manages: true })
            return Problem.Forbidden("forbidden", "Only owners, admins and managers say how time is handed in.");
        var errors = new FieldErrors();
        var kind = errors.Word("kind", request.Kind, PeriodKind.Week, PeriodKind.Month);
        if (errors.Any) return errors.Answer();
        var now = await settings.OfAsync(caller.WorkspaceId, ct);
        var setting = new PeriodSetting(kind ?? now.Kind, request.DemandReview ?? now.DemandReview);
        await settings.SetAsync(caller.WorkspaceId, setting, ct);
        return TypedResults.Ok(setting);
    }

    /// <param name="Kind">week or month.</param>
    internal sealed record SettingBody(string? Kind = null, bool? DemandReview = null);
}

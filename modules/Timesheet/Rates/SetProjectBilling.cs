using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Rates;

/// <summary>PUT /api/v1/billing/projects/{id}: whether a project's time is billed unless an entry says otherwise, and its own rounding.</summary>
internal static class SetProjectBilling
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/billing/projects/{id:guid}", HandleAsync).RequireAuthorization(Policies.Write).WithName(nameof(SetProjectBilling)).WithTags("Billing");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ProjectRule request, ClaimsPrincipal principal, BillingStore store, TeamQueries team, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (!BillingRights.Manages(caller)) return BillingRights.NotYours();
        var projects = await team.ProjectsAsync(caller.WorkspaceId, ct);
        if (!projects.Any(project => project.Id == id)) return Problem.NotFound("project-unknown", "There is no such project.");
        var errors = new FieldErrors();
        if (request.Billable is null) errors.Add("billable", "required");
        var rounding = BillingRights.Read(request.Rounding, errors);
        if (errors.Any) return errors.Answer();
        await store.SetProjectAsync(caller.WorkspaceId, new ProjectBilling(id, request.Billable is true, rounding), ct);
        return TypedResults.NoContent();
    }

    /// <param name="Rounding">Null: as the workspace.</param>
    internal sealed record ProjectRule(bool? Billable, RoundingFields? Rounding);
}

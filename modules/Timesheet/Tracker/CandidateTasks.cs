using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Tracker;

/// <summary>GET /api/v1/tracker/candidate-tasks: up to 25 open tasks of the person's projects, their own first, then those nobody has.</summary>
internal static class CandidateTasks
{
    private const int Most = 25;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/tracker/candidate-tasks", Handle)
        .RequireAuthorization(Policies.Read).WithName(nameof(CandidateTasks)).WithTags("tracker");

    private static async Task<Ok<Candidate[]>> Handle(ClaimsPrincipal principal, UserQueries users, CatalogQueries catalog, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        var me = (await users.FindAsync(userId, ct))?.PublicId;
        var all = await catalog.ForUserAsync(userId, ct);
        var archived = all.Projects.Where(project => project.Archived).Select(project => project.Id).ToHashSet();

        // Closed ones go before the newest are counted, so that there are candidates as long as there is anything open.
        return TypedResults.Ok(all.Tasks
            .Where(task => task.IsOpen && !archived.Contains(task.ProjectId) && (task.AssigneeId is null || task.AssigneeId == me))
            .OrderBy(task => task.AssigneeId is null).ThenByDescending(task => task.InProgress).ThenByDescending(task => task.Id)
            .Take(Most).Select(task => new Candidate(task.Id, task.Title, task.Status)).ToArray());
    }

    internal sealed record Candidate(Guid Id, string Title, string? Status);
}

using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Rates;

/// <summary>POST /api/v1/billing/rates: what an hour costs from a day on. The same place and day again replaces it.</summary>
internal static class PutRate
{
    private const long Highest = 100_000_000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/billing/rates", HandleAsync).RequireAuthorization(Policies.Write).WithName(nameof(PutRate)).WithTags("Billing");

    private static async Task<Results<Ok<RateRef>, ProblemHttpResult>> HandleAsync(
        NewRate request, ClaimsPrincipal principal, RateStore store, TeamQueries team, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (!BillingRights.Manages(caller)) return BillingRights.NotYours();
        var errors = new FieldErrors();
        var (client, project, task, person) = (errors.Id("client_id", request.ClientId), errors.Id("project_id", request.ProjectId),
            errors.Id("task_id", request.TaskId), errors.Id("person_id", request.PersonId));
        var from = errors.Date("effective_from", request.EffectiveFrom);
        if (string.IsNullOrEmpty(request.EffectiveFrom)) errors.Add("effective_from", "required");
        if (request.MinorPerHour is null) errors.Add("minor_per_hour", "required");
        else if (request.MinorPerHour is < 0 or > Highest) errors.Add("minor_per_hour", "out-of-range");
        if (new[] { client, project, task }.Count(id => id is not null) > 1) errors.Add("project_id", "not-allowed");

        int? user = null;
        if (client is { } known && !(await team.ClientsAsync(caller.WorkspaceId, ct)).ContainsKey(known)) errors.Add("client_id", "unknown");
        if (project is { } wanted && !(await team.ProjectsAsync(caller.WorkspaceId, ct)).Any(found => found.Id == wanted)) errors.Add("project_id", "unknown");
        if (task is { } named && await team.ProjectOfTaskAsync(caller.WorkspaceId, named, ct) is null) errors.Add("task_id", "unknown");
        if (person is { } who)
        {
            user = (await team.MembersAsync(caller.WorkspaceId, ct)).FirstOrDefault(member => member.PublicId == who)?.UserId;
            if (user is null) errors.Add("person_id", "unknown");
        }

        if (errors.Any) return errors.Answer();
        var rate = new Rate(Guid.CreateVersion7(), client, project, task, user, from!.Value, request.MinorPerHour!.Value);
        return TypedResults.Ok(new RateRef(await store.PutAsync(caller.WorkspaceId, caller.UserId, rate, ct)));
    }

    /// <param name="MinorPerHour">In the smallest unit of the workspace's currency (cents).</param>
    internal sealed record NewRate(string? ClientId, string? ProjectId, string? TaskId, string? PersonId, string? EffectiveFrom, long? MinorPerHour);

    internal sealed record RateRef(Guid Id);
}

using System.Security.Claims;
using Daybook.Integrations.Checks;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Configured;

/// <summary>POST /api/v1/integrations/{id}/resume: the schedule goes on, with a run within a minute.</summary>
internal static class ResumeIntegration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/integrations/{id:guid}/resume", HandleAsync).WithName(nameof(ResumeIntegration)).RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, IntegrationStore store, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await store.FindAsync(caller.UserId, id, ct) is not { } row) return IntegrationRules.Unknown();
        var next = row.ScheduleKind == SyncSchedule.Off ? null : (DateTimeOffset?)clock.GetUtcNow();
        return await store.PauseAsync(caller.UserId, id, null, next, ct) ? TypedResults.NoContent() : IntegrationRules.Unknown();
    }
}

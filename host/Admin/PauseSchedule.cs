using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Kernel.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Admin;

/// <summary>POST /api/v1/admin/schedules/{name}/pause: it does not fire until it is resumed.</summary>
internal static class PauseSchedule
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/admin/schedules/{name}/pause", Handle).WithName(nameof(PauseSchedule)).WithTags("admin")
            .RequireAuthorization(Policies.Admin);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string name, ScheduleAdmin schedules, CancellationToken ct) =>
        await schedules.PauseAsync(name, true, ct)
            ? TypedResults.NoContent()
            : Problem.NotFound("schedule-unknown", "There is no such schedule.");
}

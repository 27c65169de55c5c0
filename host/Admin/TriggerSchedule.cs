using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Kernel.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Admin;

/// <summary>POST /api/v1/admin/schedules/{name}/trigger: runs it now, also while it is paused.</summary>
internal static class TriggerSchedule
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/admin/schedules/{name}/trigger", Handle).WithName(nameof(TriggerSchedule)).WithTags("admin")
            .RequireAuthorization(Policies.Admin);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string name, ScheduleAdmin schedules, CancellationToken ct) =>
        await schedules.TriggerAsync(name, ct)
            ? TypedResults.NoContent()
            : Problem.NotFound("schedule-unknown", "There is no such schedule.");
}

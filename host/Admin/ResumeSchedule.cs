using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Kernel.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Admin;

/// <summary>POST /api/v1/admin/schedules/{name}/resume: it fires again.</summary>
internal static class ResumeSchedule
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/admin/schedules/{name}/resume", Handle).WithName(nameof(ResumeSchedule)).WithTags("admin")
            .RequireAuthorization(Policies.Admin);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string name, ScheduleAdmin schedules, CancellationToken ct) =>
        await schedules.PauseAsync(name, false, ct)
            ? TypedResults.NoContent()
            : Problem.NotFound("schedule-unknown", "There is no such schedule.");
}

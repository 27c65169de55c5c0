using Daybook.Kernel.Access;
using Daybook.Kernel.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Admin;

/// <summary>GET /api/v1/admin/schedules: what runs by the clock, when it ran last and how that ended.</summary>
internal static class ListSchedules
{
    internal sealed record Answer(IReadOnlyList<ScheduleState> Items, string? Next);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/admin/schedules", Handle).WithName(nameof(ListSchedules)).WithTags("admin").RequireAuthorization(Policies.Admin);

    private static async Task<Ok<Answer>> Handle(ScheduleAdmin schedules, CancellationToken ct) =>
        TypedResults.Ok(new Answer(await schedules.ListAsync(ct), null));
}

using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Admin;

/// <summary>GET /api/v1/admin/work: how much waits for derivation, and the days that gave up, with their reasons.</summary>
internal static class GetWork
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/admin/work", Handle).WithName(nameof(GetWork)).WithTags("admin").RequireAuthorization(Policies.Admin);

    private static async Task<Ok<DayWorkSummary>> Handle(DayWorkAdmin work, CancellationToken ct) =>
        TypedResults.Ok(await work.SummaryAsync(null, ct));
}

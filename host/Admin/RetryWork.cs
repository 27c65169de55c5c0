using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Admin;

/// <summary>POST /api/v1/admin/work/retry: parked days try again; a field left out means any.</summary>
internal static class RetryWork
{
    internal sealed record Request(string? Stage = null, int? UserId = null, DateOnly? Day = null);

    internal sealed record Answer(int Retried);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/admin/work/retry", Handle).WithName(nameof(RetryWork)).WithTags("admin").RequireAuthorization(Policies.Admin);

    private static async Task<Ok<Answer>> Handle(Request request, DayWorkAdmin work, CancellationToken ct) =>
        TypedResults.Ok(new Answer(await work.RetryAsync(request.Stage, request.UserId, request.Day, ct)));
}

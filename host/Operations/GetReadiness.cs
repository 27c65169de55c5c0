using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Operations;

/// <summary>GET /readyz: 200 when the host can work, else 503 with the reasons in words.</summary>
internal static class GetReadiness
{
    internal sealed record Answer(bool Ready, IReadOnlyList<string> Reasons);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/readyz", Handle).WithName(nameof(GetReadiness)).AllowAnonymous()
            .Produces<Answer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<JsonHttpResult<Answer>> Handle(Readiness readiness, CancellationToken ct)
    {
        var reasons = await readiness.ReasonsAsync(ct);
        return TypedResults.Json(new Answer(reasons.Count == 0, reasons), statusCode: reasons.Count == 0 ? 200 : 503);
    }
}

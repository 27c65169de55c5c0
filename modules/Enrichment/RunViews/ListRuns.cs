using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.RunViews;

/// <summary>GET /api/v1/enrichment/runs and /runs/{id}: days derived again, what moved on them, and which wait for the person.</summary>
internal static class ListRuns
{
    private const int Newest = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/enrichment/runs", List).RequireAuthorization(Policies.Read).WithName("ListDayRuns").WithTags("Rules");
        routes.MapGet("/api/v1/enrichment/runs/{id:guid}", Get).RequireAuthorization(Policies.Read).WithName("GetDayRun").WithTags("Rules");
    }

    internal sealed record DayRunList(IReadOnlyList<DayRunView> Items);

    private static async Task<Ok<DayRunList>> List(ClaimsPrincipal principal, RunReader reader, CancellationToken ct) =>
        TypedResults.Ok(new DayRunList(await reader.ReadAsync(Caller.Of(principal).UserId, null, Newest, ct)));

    private static async Task<Results<Ok<DayRunView>, ProblemHttpResult>> Get(Guid id, ClaimsPrincipal principal, RunReader reader, CancellationToken ct) =>
        await reader.FindAsync(Caller.Of(principal).UserId, id, ct) is { } run ? TypedResults.Ok(run) : Unknown();

    internal static ProblemHttpResult Unknown() => Problem.NotFound("run-unknown", "There is no such run.");
}

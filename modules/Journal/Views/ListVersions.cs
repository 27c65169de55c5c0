using System.Security.Claims;
using Daybook.Journal.Logs;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Journal.Views;

/// <summary>GET /api/v1/journal/{date}/versions: the texts that were replaced, newest first.</summary>
internal static class ListVersions
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/journal/{date}/versions", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListVersions)).WithTags("Journal");

    private static async Task<Results<Ok<Versions>, ProblemHttpResult>> Handle(string date, ClaimsPrincipal principal, WorkLogStore store, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        if (errors.Any || day is null) return errors.Answer();
        return TypedResults.Ok(new Versions(await store.VersionsAsync(Caller.Of(principal).UserId, day.Value, ct)));
    }

    internal sealed record Versions(IReadOnlyList<LogVersion> Items);
}

using System.Security.Claims;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Rates;

/// <summary>PUT /api/v1/entries/{id}/billable: an entry of one's own that is billed, or not, whatever its project says; null leaves it to the project.</summary>
internal static class SetEntryBillable
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/entries/{id:guid}/billable", HandleAsync).RequireAuthorization(Policies.Write).WithName(nameof(SetEntryBillable)).WithTags("Timesheet");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, EntryBillable request, ClaimsPrincipal principal, BillingStore store, CancellationToken ct) =>
        await store.SetEntryAsync(Caller.Of(principal).UserId, id, request.Billable, ct) is { } refusal ? refusal.Answer() : TypedResults.NoContent();

    internal sealed record EntryBillable(bool? Billable);
}

using System.Security.Claims;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Rates;

/// <summary>GET and PUT /api/v1/entries/{id}/billable: whether an entry of one's own is billed, whatever its project says; null leaves it to the project.</summary>
internal static class EntryBilling
{
    private const string Path = "/api/v1/entries/{id:guid}/billable";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, GetAsync).RequireAuthorization(Policies.Read).WithName("GetEntryBillable").WithTags("Timesheet");
        routes.MapPut(Path, SetAsync).RequireAuthorization(Policies.Write).WithName("SetEntryBillable").WithTags("Timesheet");
    }

    private static async Task<Results<Ok<BillableState>, ProblemHttpResult>> GetAsync(Guid id, ClaimsPrincipal principal, BillingStore store, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        return await store.ReadEntryAsync(caller.WorkspaceId, caller.UserId, id, ct) is { } state ? TypedResults.Ok(state) : Review.Refusal.Unknown.Answer();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetAsync(
        Guid id, BillableChoice request, ClaimsPrincipal principal, BillingStore store, CancellationToken ct) =>
        await store.SetEntryAsync(Caller.Of(principal).UserId, id, request.Billable, ct) is { } refusal ? refusal.Answer() : TypedResults.NoContent();

    internal sealed record BillableChoice(bool? Billable);
}

/// <param name="Billable">What was chosen for the entry; null leaves it to the project.</param>
/// <param name="ByProject">What its project says.</param>
internal sealed record BillableState(bool? Billable, bool ByProject);

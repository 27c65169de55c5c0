using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Rates;

/// <summary>PUT /api/v1/billing: the workspace's currency and how its reports round.</summary>
internal static class SetBilling
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/billing", HandleAsync).RequireAuthorization(Policies.Write).WithName(nameof(SetBilling)).WithTags("Billing");

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        WorkspaceBilling request, ClaimsPrincipal principal, BillingStore store, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (!BillingRights.Manages(caller)) return BillingRights.NotYours();
        var errors = new FieldErrors();
        var currency = errors.Text("currency", request.Currency, 3).ToUpperInvariant();
        if (currency.Length > 0 && !(currency.Length == 3 && currency.All(char.IsAsciiLetterUpper))) errors.Add("currency", "invalid");
        var rounding = BillingRights.Read(request.Rounding, errors) ?? Rounding.Nothing;
        if (errors.Any) return errors.Answer();
        await store.SetWorkspaceAsync(caller.WorkspaceId, currency, rounding, ct);
        return TypedResults.NoContent();
    }

    /// <param name="Currency">ISO 4217, three letters.</param>
    internal sealed record WorkspaceBilling(string? Currency, RoundingFields? Rounding);
}

using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Rates;

/// <summary>GET /api/v1/billing: currency, rounding, projects and rates of the workspace; for managers and above.</summary>
internal static class GetBilling
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/billing", HandleAsync).RequireAuthorization(Policies.Read).WithName(nameof(GetBilling)).WithTags("Billing");

    private static async Task<Results<Ok<BillingAnswer>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal principal, BillingStore store, TeamQueries team, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (!BillingRights.Manages(caller)) return BillingRights.NotYours();
        var billing = await store.ReadAsync(caller.WorkspaceId, ct);
        var people = (await team.MembersAsync(caller.WorkspaceId, ct)).ToDictionary(member => member.UserId, member => member.PublicId);
        var projects = await team.ProjectsAsync(caller.WorkspaceId, ct);
        return TypedResults.Ok(new BillingAnswer(
            billing.Currency, RoundingFields.Of(billing.Rounding)!,
            [.. projects.Select(project => new BilledProject(
                project.Id, project.Name, project.ClientId, billing.IsBillable(project.Id), RoundingFields.Of(billing.Projects.GetValueOrDefault(project.Id)?.Rounding)))],
            [.. billing.Rates.Rates.Select(rate => new RateItem(
                rate.Id, rate.ClientId, rate.ProjectId, rate.TaskId, rate.UserId is { } user && people.TryGetValue(user, out var person) ? person : null,
                rate.UserId is not null, rate.From, rate.MinorPerHour))]));
    }

    internal sealed record BillingAnswer(string Currency, RoundingFields Rounding, IReadOnlyList<BilledProject> Projects, IReadOnlyList<RateItem> Rates);

    /// <param name="Rounding">Null: as the workspace.</param>
    internal sealed record BilledProject(Guid Id, string Name, Guid? ClientId, bool Billable, RoundingFields? Rounding);

    /// <param name="OfPerson">For one person; their id is null when they have left.</param>
    internal sealed record RateItem(
        Guid Id, Guid? ClientId, Guid? ProjectId, Guid? TaskId, Guid? PersonId, bool OfPerson, DateOnly EffectiveFrom, long MinorPerHour);
}

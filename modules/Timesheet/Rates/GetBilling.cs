using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Timesheet.Entries;
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
        ClaimsPrincipal principal, BillingStore store, TeamQueries team, CatalogQueries catalog, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (!BillingRights.Manages(caller)) return BillingRights.NotYours();
        var billing = await store.ReadAsync(caller.WorkspaceId, ct);
        var people = (await team.MembersAsync(caller.WorkspaceId, ct)).ToDictionary(member => member.UserId, member => member.PublicId);
        var projects = await team.ProjectsAsync(caller.WorkspaceId, ct);
        var tasks = (await catalog.NamesAsync([], [.. billing.Rates.Rates.Select(rate => rate.TaskId).OfType<Guid>().Distinct()], ct)).Tasks;
        return TypedResults.Ok(new BillingAnswer(
            billing.Currency, RoundingFields.Of(billing.Rounding)!,
            [.. projects.Select(project => new BilledProject(
                project.Id, project.Name, project.ClientId, billing.IsBillable(project.Id), RoundingFields.Of(billing.Projects.GetValueOrDefault(project.Id)?.Rounding)))],
            [.. billing.Rates.Rates.Select(rate => new RateItem(
                rate.Id, rate.ClientId, rate.ProjectId, rate.TaskId is { } task ? Named(task, tasks) : null,
                rate.UserId is { } user && people.TryGetValue(user, out var person) ? person : null, rate.UserId is not null, rate.From, rate.MinorPerHour))]));
    }

    private static TaskRef Named(Guid id, IReadOnlyDictionary<Guid, TaskInfo> tasks) =>
        tasks.TryGetValue(id, out var task) ? new TaskRef(id, task.Key, task.Title) : new TaskRef(id, "", "");

    internal sealed record BillingAnswer(string Currency, RoundingFields Rounding, IReadOnlyList<BilledProject> Projects, IReadOnlyList<RateItem> Rates);

    /// <param name="Rounding">Null: as the workspace.</param>
    internal sealed record BilledProject(Guid Id, string Name, Guid? ClientId, bool Billable, RoundingFields? Rounding);

    /// <param name="Task">Its key and title are empty when nobody knows it any more.</param>
    /// <param name="OfPerson">For one person; their id is null when they have left.</param>
    internal sealed record RateItem(
        Guid Id, Guid? ClientId, Guid? ProjectId, TaskRef? Task, Guid? PersonId, bool OfPerson, DateOnly EffectiveFrom, long MinorPerHour);
}

using System.Security.Claims;
using Daybook.Enrichment.RuleBook;
using Daybook.Enrichment.Rules;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.Proposals;

/// <summary>POST /api/v1/rule-proposals/{id}/accept makes it the caller's rule; …/dismiss, and it is never proposed again.</summary>
internal static class DecideProposal
{
    private const int MaxName = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/rule-proposals/{id:guid}/accept", Accept).RequireAuthorization(Policies.Write).WithName("AcceptProposal").WithTags("Rules");
        routes.MapPost("/api/v1/rule-proposals/{id:guid}/dismiss", Dismiss).RequireAuthorization(Policies.Write).WithName("DismissProposal").WithTags("Rules");
    }

    /// <param name="Apply">from_now (the default) or past.</param>
    internal sealed record AcceptBody(string? Apply = null, int? ApplyDays = null);

    private static async Task<Results<Created<RuleView>, ProblemHttpResult>> Accept(
        Guid id, AcceptBody? body, ClaimsPrincipal principal, ProposalDesk desk, ProposalStore store, RuleDesk rules, Db db, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (await rules.ReachAsync(caller, body?.Apply, body?.ApplyDays, faults, ct) is not { } reach) return Problem.Invalid(faults);
        var (proposals, catalog) = await desk.ListAsync(caller, ct);
        if (proposals.FirstOrDefault(proposal => proposal.Id == id) is not { } proposal) return Unknown();
        var now = clock.GetUtcNow();
        var rule = new LabelRule(
            Guid.CreateVersion7(), 1, Name(proposal, catalog), RuleScope.User, true, 0, now, proposal.All, [], new Effect(null, null, proposal.ProjectId, proposal.TaskId));
        var outcome = await rules.AddAsync(caller, RuleDesk.OwnerFor(caller, RuleScope.User), [rule], reach, ct);
        if (outcome.Refusal is { } refusal) return refusal;
        await db.InTransactionAsync(tx => store.DecideAsync(tx, caller.UserId, id, true, now, ct), ct);
        return TypedResults.Created($"/api/v1/rules/{rule.Id}", await rules.ViewAsync(caller, outcome, ct));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Dismiss(
        Guid id, ClaimsPrincipal principal, ProposalDesk desk, ProposalStore store, Db db, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if ((await desk.ListAsync(caller, ct)).Proposals.All(proposal => proposal.Id != id)) return Unknown();
        await db.InTransactionAsync(tx => store.DecideAsync(tx, caller.UserId, id, false, clock.GetUtcNow(), ct), ct);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Unknown() => Problem.NotFound("proposal-unknown", "There is no such proposal (any more).");

    private static string Name(Proposal proposal, Catalog catalog)
    {
        var to = catalog.Tasks.FirstOrDefault(task => task.Id == proposal.TaskId)?.Title ?? catalog.Projects.FirstOrDefault(project => project.Id == proposal.ProjectId)?.Name ?? "";
        var name = string.Join(", ", proposal.All.Select(condition => condition.Value)) + " → " + to;
        return name.Length <= MaxName ? name : name[..MaxName];
    }
}

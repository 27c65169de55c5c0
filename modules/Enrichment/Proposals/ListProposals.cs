using System.Security.Claims;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.RuleBook;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.Proposals;

/// <summary>GET /api/v1/rule-proposals: rules that the caller's reviews speak for. Nothing becomes a rule by itself.</summary>
internal static class ListProposals
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/rule-proposals", Handle).RequireAuthorization(Policies.Read).WithName(nameof(ListProposals)).WithTags("Rules");

    /// <param name="Ms">How much reviewed time speaks for it.</param>
    /// <param name="Category">Null: the rule leaves it as it is.</param>
    internal sealed record ProposalView(
        Guid Id, IReadOnlyList<RuleConditionView> Conditions, Guid? ProjectId, Guid? TaskId, BlockKind Kind, string? Category, RuleProject? Project,
        RuleTask? Task, int SupportBlocks, int SupportDays, double Precision, long Ms, IReadOnlyList<ProposalExample> Examples, DateTimeOffset CreatedAt);

    internal sealed record ProposalList(IReadOnlyList<ProposalView> Items);

    private static async Task<Ok<ProposalList>> Handle(ClaimsPrincipal principal, ProposalDesk desk, CancellationToken ct)
    {
        var (proposals, catalog) = await desk.ListAsync(Caller.Of(principal), ct);
        return TypedResults.Ok(new ProposalList([.. proposals.Select(proposal => View(proposal, catalog))]));
    }

    private static ProposalView View(Proposal proposal, Catalog catalog)
    {
        var task = catalog.Tasks.FirstOrDefault(task => task.Id == proposal.TaskId);
        var project = catalog.Projects.FirstOrDefault(project => project.Id == proposal.ProjectId);
        return new ProposalView(
            proposal.Id, [.. proposal.All.Select(condition => new RuleConditionView(condition.Field, condition.Op, condition.Value))], proposal.ProjectId,
            proposal.TaskId, BlockKind.Work, null, project is null ? null : new RuleProject(project.Id, project.Name, project.Color),
            task is null ? null : new RuleTask(task.Id, task.Key, task.Title), proposal.SupportBlocks, proposal.SupportDays, proposal.Precision, proposal.Ms,
            proposal.Examples, proposal.CreatedAt);
    }
}

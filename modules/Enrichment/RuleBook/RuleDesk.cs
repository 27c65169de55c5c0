using Daybook.Enrichment.Rules;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Daybook.Enrichment.RuleBook;

/// <summary>Changes to rules: who may, and which days must be derived again.</summary>
internal sealed class RuleDesk(Db db, RuleStore store, MemberQueries members, CatalogQueries catalog, DayFeed feed, TimeProvider clock)
{
    private const int Reach = 30;

    /// <summary>A person's own rules are his; a workspace's belong to those who run it.</summary>
    public static bool May(Caller caller, RuleOwner owner) => owner.UserId is { } user
        ? user == caller.UserId
        : owner.WorkspaceId == caller.WorkspaceId && caller.Role is "owner" or "admin" or "manager";

    public static RuleOwner OwnerFor(Caller caller, RuleScope scope) => new(caller.WorkspaceId, scope == RuleScope.User ? caller.UserId : null);

    /// <summary>Saves the rules and touches the days of everybody they hold for. Null when it is done.</summary>
    public async Task<ProblemHttpResult?> AddAsync(Caller caller, RuleOwner owner, IReadOnlyList<LabelRule> rules, CancellationToken ct)
    {
        if (!May(caller, owner)) return NotAllowed();
        var touched = await TouchedAsync(owner, ct);
        await db.InTransactionAsync(async tx =>
        {
            foreach (var rule in rules) await store.SaveAsync(tx, owner, rule, ct);
            await TouchAsync(tx, touched, ct);
        }, ct);
        return null;
    }

    /// <summary>Changes one rule (null: deletes it). Another person's rule does not exist for the caller.</summary>
    public async Task<(LabelRule? Rule, ProblemHttpResult? Refusal)> ChangeAsync(Caller caller, Guid id, Func<LabelRule, LabelRule?> change, CancellationToken ct)
    {
        var owned = await db.InTransactionAsync(tx => store.FindAsync(tx, id, ct), ct);
        if (owned is not { } seen || seen.Owner.UserId is { } user && user != caller.UserId || seen.Owner.WorkspaceId != caller.WorkspaceId && seen.Owner.UserId is null)
        {
            return (null, Unknown());
        }

        if (!May(caller, seen.Owner)) return (null, NotAllowed());
        var touched = await TouchedAsync(seen.Owner, ct);
        return await db.InTransactionAsync(async tx =>
        {
            if (await store.FindAsync(tx, id, ct) is not { } found) return ((LabelRule?)null, (ProblemHttpResult?)Unknown());
            var changed = change(found.Rule);
            if (changed is not null) changed = changed with { Version = found.Rule.Version + 1, UpdatedAt = clock.GetUtcNow() };
            if (changed is null) await store.DeleteAsync(tx, id, ct);
            else await store.SaveAsync(tx, found.Owner, changed, ct);
            await TouchAsync(tx, touched, ct);
            return ((LabelRule?)changed, (ProblemHttpResult?)null);
        }, ct);
    }

    public async Task<RuleView> ViewAsync(Caller caller, LabelRule rule, CancellationToken ct)
    {
        var others = await store.ForUserAsync(caller.UserId, [caller.WorkspaceId], ct);
        return RuleView.Of(rule, await catalog.ForUserAsync(caller.UserId, ct), Conflicts.Of(others)[rule.Id], 0);
    }

    private static ProblemHttpResult Unknown() => Problem.NotFound("rule-unknown", "There is no such rule.");

    private static ProblemHttpResult NotAllowed() =>
        Problem.Forbidden("forbidden", "Only owners, admins and managers change the workspace's rules.");

    private async Task<IReadOnlyList<int>> TouchedAsync(RuleOwner owner, CancellationToken ct) =>
        owner.UserId is { } user ? [user] : await members.MembersOfAsync(owner.WorkspaceId, ct);

    private async Task TouchAsync(NpgsqlTransaction tx, IReadOnlyList<int> users, CancellationToken ct)
    {
        foreach (var user in users) await feed.TouchKnownAsync(tx, RuleStore.Feed, user, Reach, ct);
    }
}

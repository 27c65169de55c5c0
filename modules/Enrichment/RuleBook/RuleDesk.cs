using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Runs;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Daybook.Enrichment.RuleBook;

/// <summary>What became of a change: the rule (null when it is gone), the run over the caller's days, or a refusal.</summary>
internal readonly record struct RuleOutcome(LabelRule? Rule, Guid? RunId, ProblemHttpResult? Refusal);

/// <summary>Changes to rules: who may, and which days must be derived again.</summary>
internal sealed class RuleDesk(
    Db db, RuleStore store, RunStore runs, MemberQueries members, CatalogQueries catalog, UserQueries users, DayFeed feed, TimeProvider clock)
{
    /// <summary>A person's own rules are his; a workspace's belong to those who run it.</summary>
    public static bool May(Caller caller, RuleOwner owner) => owner.UserId is { } user
        ? user == caller.UserId
        : owner.WorkspaceId == caller.WorkspaceId && caller.Role is "owner" or "admin" or "manager";

    public static RuleOwner OwnerFor(Caller caller, RuleScope scope) => new(caller.WorkspaceId, scope == RuleScope.User ? caller.UserId : null);

    /// <summary>The reach a request asks for, by the caller's own calendar.</summary>
    public async Task<RuleReach?> ReachAsync(Caller caller, string? apply, int? days, Dictionary<string, string[]> errors, CancellationToken ct) =>
        RuleReach.Read(apply, days, await TodayAsync(caller.UserId, ct), errors);

    /// <summary>Saves the rules and touches the days of everybody they hold for.</summary>
    public async Task<RuleOutcome> AddAsync(Caller caller, RuleOwner owner, IReadOnlyList<LabelRule> rules, RuleReach reach, CancellationToken ct)
    {
        if (!May(caller, owner)) return new RuleOutcome(null, null, NotAllowed());
        var touched = await TouchedAsync(owner, ct);
        return await db.InTransactionAsync(async tx =>
        {
            var run = await RunAsync(tx, caller, owner, touched, rules.Count == 1 ? rules[0] : null, reach, ct);
            foreach (var rule in rules) await store.SaveAsync(tx, owner, rule, reach.Since, ct);
            return new RuleOutcome(rules[0], run, null);
        }, ct);
    }

    /// <summary>Changes one rule (null: deletes it). Another person's rule does not exist for the caller.</summary>
    public async Task<RuleOutcome> ChangeAsync(Caller caller, Guid id, Func<LabelRule, LabelRule?> change, RuleReach reach, CancellationToken ct)
    {
        if (await FindAsync(caller, id, ct) is not { } seen) return new RuleOutcome(null, null, Unknown());
        if (!May(caller, seen.Owner)) return new RuleOutcome(null, null, NotAllowed());
        var touched = await TouchedAsync(seen.Owner, ct);
        return await db.InTransactionAsync(async tx =>
        {
            var run = await RunAsync(tx, caller, seen.Owner, touched, seen.Rule, reach, ct);
            if (await store.FindAsync(tx, id, ct) is not { } found) return new RuleOutcome(null, null, Unknown());
            var changed = change(found.Rule);
            if (changed is not null) changed = changed with { Version = found.Rule.Version + 1, UpdatedAt = clock.GetUtcNow() };
            if (changed is null) await store.DeleteAsync(tx, id, ct);
            else await store.SaveAsync(tx, found.Owner, changed, reach.Since, ct);
            return new RuleOutcome(changed, run, null);
        }, ct);
    }

    /// <summary>The rule when the caller may see it: their own, or their workspace's.</summary>
    public async Task<(RuleOwner Owner, LabelRule Rule)?> FindAsync(Caller caller, Guid id, CancellationToken ct)
    {
        var found = await db.InTransactionAsync(tx => store.FindAsync(tx, id, ct), ct);
        if (found is not { } seen) return null;
        return seen.Owner.UserId is { } user ? user == caller.UserId ? seen : null : seen.Owner.WorkspaceId == caller.WorkspaceId ? seen : null;
    }

    public async Task<RuleView> ViewAsync(Caller caller, RuleOutcome outcome, CancellationToken ct)
    {
        var others = await store.ForUserAsync(caller.UserId, [caller.WorkspaceId], ct);
        return RuleView.Of(outcome.Rule!, await catalog.ForUserAsync(caller.UserId, ct), Conflicts.Of(others)[outcome.Rule!.Id], 0) with { RunId = outcome.RunId };
    }

    public static ProblemHttpResult Unknown() => Problem.NotFound("rule-unknown", "There is no such rule.");

    private static ProblemHttpResult NotAllowed() =>
        Problem.Forbidden("forbidden", "Only owners, admins and managers change the workspace's rules.");

    private async Task<DateOnly> TodayAsync(int userId, CancellationToken ct) =>
        await users.FindAsync(userId, ct) is { } user ? user.Clock.DayOf(clock.GetUtcNow()) : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private async Task<IReadOnlyList<int>> TouchedAsync(RuleOwner owner, CancellationToken ct) =>
        owner.UserId is { } user ? [user] : await members.MembersOfAsync(owner.WorkspaceId, ct);

    /// <summary>The day queue's rows first, as the stage locks them. Only the caller asked for it: other members' days are guarded.</summary>
    private async Task<Guid> RunAsync(
        NpgsqlTransaction tx, Caller caller, RuleOwner owner, IReadOnlyList<int> people, LabelRule? rule, RuleReach reach, CancellationToken ct)
    {
        var own = Guid.Empty;
        var reason = owner.UserId is null ? DayRunReason.WorkspaceRule : DayRunReason.Rule;
        foreach (var user in people)
        {
            var days = await runs.KnownDaysAsync(tx, user, reach.From, reach.Latest, ct);
            await feed.TouchAsync(tx, RuleStore.Feed, [.. days.Select(day => new UserDay(user, day))], ct);
            var run = days.Count == 0 && user != caller.UserId ? Guid.Empty
                : await runs.OpenAsync(tx, user, reason, user == caller.UserId, rule?.Id, rule?.Name, days, ct);
            if (user == caller.UserId) own = run;
        }

        return own;
    }
}

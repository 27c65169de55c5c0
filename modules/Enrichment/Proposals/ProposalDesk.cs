using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.RuleBook;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Proposals;

/// <summary>The rules that a person's reviews speak for today.</summary>
internal sealed class ProposalDesk(LessonBook book, RuleStore rules, ProposalStore store, UserQueries users, CatalogQueries catalog, TimeProvider clock)
{
    public async Task<(IReadOnlyList<Proposal> Proposals, Catalog Catalog)> ListAsync(Caller caller, CancellationToken ct)
    {
        var known = await catalog.ForUserAsync(caller.UserId, ct);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return ([], known);
        var learned = await book.OfAsync(caller.UserId, ct);
        var now = clock.GetUtcNow();
        var candidates = new Candidates(known, now);
        var found = RuleFinder.Find(
            learned.Standing, user.Clock.DayOf(now), await rules.ForUserAsync(caller.UserId, [caller.WorkspaceId], ct),
            meaning => meaning.TaskId is { } task ? candidates.Task(task) is not null : meaning.ProjectId is { } project && candidates.Project(project) is { Archived: false },
            await store.DecidedAsync(caller.UserId, ct));
        return (found, known);
    }
}

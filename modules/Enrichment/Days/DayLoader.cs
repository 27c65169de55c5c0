using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.RuleBook;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Days;

/// <summary>Loads everything a day's blocks depend on.</summary>
internal sealed class DayLoader(UserQueries users, MemberQueries members, CatalogQueries catalog, SampleQueries samples, RuleStore rules, LessonBook lessons,
    SuspensionStore suspensions, AnswerStore answers)
{
    /// <summary>Null when there is no such person any more.</summary>
    public async Task<DayInputs?> LoadAsync(UserDay day, CancellationToken ct)
    {
        if (await users.FindAsync(day.UserId, ct) is not { } user) return null;
        var local = user.Clock.Of(day.Day);
        var observed = await samples.LoadAsync(day.UserId, local.Start, local.End, ct);
        var candidates = await catalog.ForUserAsync(day.UserId, ct);
        var workspaces = await members.WorkspacesOfAsync(day.UserId, ct);
        var suspended = await suspensions.OfAsync(day.UserId, ct);
        var counting = (await rules.ForDayAsync(day.UserId, workspaces, day.Day, ct)).Where(rule => !suspended.Any(one => one.Holds(rule.Id, rule.Version)));
        return new DayInputs(day.UserId, local, user.Clock, observed, candidates, [.. counting])
        {
            Lessons = await lessons.ForAsync(day.UserId, day.Day, ct), Answers = await answers.ForDayAsync(day, ct),
        };
    }
}

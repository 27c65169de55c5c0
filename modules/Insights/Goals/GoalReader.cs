using Daybook.Insights.Stats;
using Daybook.Kernel.Time;

namespace Daybook.Insights.Goals;

/// <summary>A goal and how it goes; the last of the history is the present period.</summary>
internal sealed record GoalState(Goal Goal, IReadOnlyList<GoalStretch> History);

/// <summary>Reads goals together with the time that counts for them.</summary>
internal sealed class GoalReader(GoalStore goals, StatQueries stats, TimeProvider time)
{
    public async Task<IReadOnlyList<GoalState>> ListAsync(int userId, DayClock clock, CancellationToken ct)
    {
        var states = new List<GoalState>();
        var settings = await stats.SettingsAsync(userId, ct);
        foreach (var goal in await goals.ListAsync(userId, ct)) states.Add(await ReadAsync(goal, clock, settings, ct));
        return states;
    }

    public async Task<GoalState?> FindAsync(int userId, Guid id, DayClock clock, CancellationToken ct) =>
        await goals.FindAsync(userId, id, ct) is { } goal ? await ReadAsync(goal, clock, ct) : null;

    public async Task<GoalState> ReadAsync(Goal goal, DayClock clock, CancellationToken ct) =>
        await ReadAsync(goal, clock, await stats.SettingsAsync(goal.UserId, ct), ct);

    private async Task<GoalState> ReadAsync(Goal goal, DayClock clock, StatSettings settings, CancellationToken ct)
    {
        var today = clock.DayOf(time.GetUtcNow());
        var (start, end) = GoalProgress.Reach(goal.Period, today);
        var days = await stats.DaysAsync(new StatQuestion(goal.UserId, start, end, StatStream.Tools, settings.Mode, goal.Filters), ct);
        return new GoalState(goal, GoalProgress.Of(goal, days.ToDictionary(day => day.Day, day => day.Ms), today));
    }
}

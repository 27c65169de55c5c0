namespace Daybook.Timesheet.Rates;

/// <summary>What an hour costs from a day on, for all time of the workspace, or of one client, project, task, and of one person or everybody.</summary>
/// <param name="MinorPerHour">In the smallest unit of the workspace's currency.</param>
internal sealed record Rate(Guid Id, Guid? ClientId, Guid? ProjectId, Guid? TaskId, int? UserId, DateOnly From, long MinorPerHour);

/// <summary>
/// The rates of a workspace. What is nearer to the work wins: task, project, client, workspace; at the same level the person's own rate.
/// </summary>
internal sealed class RateBook
{
    private readonly Dictionary<(Guid?, Guid?, Guid?, int?), Rate[]> byPlace;

    public RateBook(IEnumerable<Rate> rates)
    {
        Rates = [.. rates];
        byPlace = Rates.GroupBy(rate => (rate.ClientId, rate.ProjectId, rate.TaskId, rate.UserId))
            .ToDictionary(group => group.Key, group => group.OrderByDescending(rate => rate.From).ToArray());
    }

    public IReadOnlyList<Rate> Rates { get; }

    /// <summary>The rate of a day; null where none was agreed.</summary>
    public long? Of(Guid? clientId, Guid? projectId, Guid? taskId, int userId, DateOnly day)
    {
        if (byPlace.Count == 0) return null;
        if (taskId is not null && (At(null, null, taskId, userId, day) ?? At(null, null, taskId, null, day)) is { } ofTask) return ofTask;
        if (projectId is not null && (At(null, projectId, null, userId, day) ?? At(null, projectId, null, null, day)) is { } ofProject) return ofProject;
        if (clientId is not null && (At(clientId, null, null, userId, day) ?? At(clientId, null, null, null, day)) is { } ofClient) return ofClient;
        return At(null, null, null, userId, day) ?? At(null, null, null, null, day);
    }

    private long? At(Guid? clientId, Guid? projectId, Guid? taskId, int? userId, DateOnly day) =>
        byPlace.TryGetValue((clientId, projectId, taskId, userId), out var rates) ? Array.Find(rates, rate => rate.From <= day)?.MinorPerHour : null;
}

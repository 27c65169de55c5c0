namespace Daybook.Enrichment.Answers;

/// <summary>A row of enrichment.model_answer.</summary>
internal sealed record StoredAnswer
{
    public Guid Signature { get; init; }

    /// <summary>Empty for an answer that holds wherever the context occurs that day.</summary>
    public Guid EventId { get; init; }
    public long StartMs { get; init; }
    public long EndMs { get; init; }
    public Guid? ProjectId { get; init; }
    public Guid? TaskId { get; init; }
    public string Category { get; init; } = "";
    public double Confidence { get; init; }
    public string Reason { get; init; } = "";
    public string? Doubt { get; init; }
    public string Model { get; init; } = "";
    public int Prompt { get; init; }

    /// <summary>Names the set of tasks and projects that were open.</summary>
    public Guid Candidates { get; init; }
    public Guid? CallId { get; init; }
    public DateTimeOffset AnsweredAt { get; init; }

    public ModelAnswer Answer => new(ProjectId, TaskId, Category, Confidence, Reason, CallId);
}

/// <summary>How far asking got for a day. <paramref name="State"/>: none, pending, answered, failed.</summary>
/// <param name="Reason">A stable word; what failed.</param>
/// <param name="NextAt">Not to be looked at before, whatever changes.</param>
internal sealed record ModelDay(
    string State, string? Reason, DateTimeOffset Since, DateTimeOffset LookedAt, DateTimeOffset NextAt, int Failures, int Asked, int Open);

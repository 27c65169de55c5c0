using System.Text.Json;

namespace Daybook.Integrations.Storage;

/// <summary>A failure in words: a stable slug and a sentence.</summary>
internal sealed record RunError(string Slug, string Message);

/// <summary>A part of a run that failed while the rest went on.</summary>
internal sealed record RunProblem(string Slug, string Item, string Message);

/// <summary>A sync run as the API shows it.</summary>
internal sealed record RunAnswer(
    Guid Id, string State, string Trigger, string? Phase, string? Item, long? Done, long? Total,
    long Read, long Accepted, long Duplicates, long Repaired, long Rejected,
    DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, RunError? Error, IReadOnlyList<RunProblem> Problems);

/// <summary>A sync run as it is stored.</summary>
internal sealed record RunRow
{
    public Guid Id { get; init; }
    public Guid IntegrationId { get; init; }
    public string State { get; init; } = "";
    public string Trigger { get; init; } = "";
    public string? Phase { get; init; }
    public string? Item { get; init; }
    public long? Done { get; init; }
    public long? Total { get; init; }
    public long Read { get; init; }
    public long Accepted { get; init; }
    public long Duplicates { get; init; }
    public long Repaired { get; init; }
    public long Rejected { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public string? ErrorSlug { get; init; }
    public string? ErrorMessage { get; init; }
    public string Problems { get; init; } = "[]";

    public RunAnswer Answer() => new(
        Id, State, Trigger, Phase, Item, Done, Total, Read, Accepted, Duplicates, Repaired, Rejected, StartedAt, FinishedAt,
        ErrorSlug is null ? null : new RunError(ErrorSlug, ErrorMessage ?? ""), JsonSerializer.Deserialize<List<RunProblem>>(Problems) ?? []);
}

/// <summary>What a batch adds to a run's counts; they add up to what was read.</summary>
internal readonly record struct RunCounts(long Read, long Accepted, long Duplicates, long Repaired, long Rejected)
{
    public static RunCounts operator +(RunCounts one, RunCounts other) => new(
        one.Read + other.Read, one.Accepted + other.Accepted, one.Duplicates + other.Duplicates, one.Repaired + other.Repaired, one.Rejected + other.Rejected);
}

/// <summary>A run this host owns: it may write for it as long as the lease holds.</summary>
internal sealed record OwnedRun(int UserId, Guid IntegrationId, Guid Id, Guid Owner, string Trigger);

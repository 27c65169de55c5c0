using Npgsql;

namespace Daybook.Kernel.Days;

/// <summary>Writes a stage's result. Runs inside the transaction that also marks the day done; throws nothing on a re-run.</summary>
public delegate Task DayCommit(NpgsqlTransaction tx, CancellationToken ct);

/// <summary>Derives something from one person's local day, whole, whenever one of its feeds was touched for that day.</summary>
public interface IDayStage
{
    /// <summary>Stable name, "module.what", for example "enrichment.blocks".</summary>
    string Name { get; }

    /// <summary>The feeds whose touches make a day of this stage dirty.</summary>
    IReadOnlyList<string> Feeds { get; }

    /// <summary>How long after a touch the stage waits for more of them.</summary>
    TimeSpan Debounce { get; }

    /// <summary>
    /// Loads the day and computes, outside any transaction; answers how to write the difference.
    /// The commit runs fenced by the lease: when the lease was lost, nothing of it is kept.
    /// </summary>
    Task<DayCommit> RunAsync(UserDay day, CancellationToken ct);

    /// <summary>
    /// Where the stage stands in the flow of a day. Rows of several stages are locked in this order: a stage touches only what stands behind it,
    /// or names what stands before it in <see cref="LocksFirst"/>; else two commits could wait for each other in a circle.
    /// </summary>
    int Place => 0;

    /// <summary>A stage before this one that it may touch, whose row is therefore locked first; null for none.</summary>
    string? LocksFirst => null;

    /// <summary>Nobody waits for this stage: a day counts as derived while only stages of this kind have something to do.</summary>
    bool Background => false;

    /// <summary>How long a day waits after its nth failure in a row; null parks it.</summary>
    TimeSpan? Backoff(int failures) => failures >= DayWorkStore.MaxFailures ? null : DayRunner.Backoff(failures);
}

/// <summary>Thrown by a stage for which it is too early: the day is run again after the wait, and nothing failed.</summary>
public sealed class DayLaterException(TimeSpan wait, string reason) : Exception(reason)
{
    public TimeSpan Wait { get; } = wait;
}

using Npgsql;

namespace Daybook.Enrichment.Contracts;

/// <summary>What a person did with an entry. Contain: the correction stays, but what moved with it moves back.</summary>
public enum ReviewVerb : short { Confirm = 0, Correct = 1, Dismiss = 2, Write = 3, Undo = 4, Delete = 5, Contain = 6 }

/// <summary>What an entry said: proposed, or in the person's words.</summary>
public sealed record ReviewedLabel(
    BlockKind Kind, string Category, Guid? ProjectId, Guid? TaskId, double Confidence, LabelStage Stage, IReadOnlyList<Evidence> Evidence);

/// <summary>One decision of a person about one entry.</summary>
/// <param name="From">Before it; null when the person wrote the entry.</param>
/// <param name="To">After it; null when the entry is gone.</param>
public sealed record EntryReview(
    int UserId, Guid EntryId, DateOnly Day, ReviewVerb Verb, ReviewedLabel? From, ReviewedLabel? To, long StartMs, long EndMs);

/// <summary>What a decision taught at once: other unreviewed time of that day with the same contexts moves with it.</summary>
/// <param name="ReviewId">With it the move is undone; null when nothing was remembered.</param>
public sealed record Taught(Guid EntryId, Guid? ReviewId, long MovedMs, int MovedBlocks);

/// <summary>Remembers decisions in the transaction in which they are taken.</summary>
public delegate Task<IReadOnlyList<Taught>> RememberReviews(NpgsqlTransaction tx, IReadOnlyList<EntryReview> reviews, CancellationToken ct);

/// <summary>Where corrections arrive: what a person decided about time entries, so that it teaches.</summary>
public sealed class Corrections
{
    private readonly Func<int, IReadOnlyCollection<DateOnly>, CancellationToken, Task<RememberReviews>> prepare;
    private readonly Func<NpgsqlTransaction, int, IReadOnlyCollection<DateOnly>, CancellationToken, Task> touch;

    internal Corrections(
        Func<int, IReadOnlyCollection<DateOnly>, CancellationToken, Task<RememberReviews>> prepare,
        Func<NpgsqlTransaction, int, IReadOnlyCollection<DateOnly>, CancellationToken, Task> touch)
    {
        (this.prepare, this.touch) = (prepare, touch);
    }

    /// <summary>Outside of any transaction: looks at what was on the screen on these days, and answers how to remember decisions about them.</summary>
    public Task<RememberReviews> PrepareAsync(int userId, IReadOnlyCollection<DateOnly> days, CancellationToken ct) => prepare(userId, days, ct);

    /// <summary>
    /// Has the days' blocks derived anew once the transaction commits. To be called before the module's own feeds are touched and before the
    /// person's lock is taken: the derivation locks in that order too.
    /// </summary>
    public Task TouchAsync(NpgsqlTransaction tx, int userId, IReadOnlyCollection<DateOnly> days, CancellationToken ct) => touch(tx, userId, days, ct);
}

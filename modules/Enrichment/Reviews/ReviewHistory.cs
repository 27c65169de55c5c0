using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Learning;

namespace Daybook.Enrichment.Reviews;

/// <summary>What the reviews of one entry come to: what had been proposed at first, and what stands now.</summary>
/// <param name="First">The decision about what was proposed.</param>
/// <param name="Last">The decision that stands.</param>
internal sealed record Reviewed(ReviewEvent First, ReviewEvent Last, bool Spreads)
{
    /// <summary>Whether what was proposed was right: it was confirmed, or corrected to nothing else.</summary>
    public bool Right => Last.Verb != ReviewVerb.Dismiss && First.From.SameTarget(Last.To);

    public ReviewedSpan ToSpan() => new(Last.Id, Last.Day, Last.At, Last.Verb, First.From, Last.To, Spreads, Last.Contexts) { Stage = First.Stage };
}

/// <summary>Reads events as decisions: what was undone does not count, and an entry has one decision that stands.</summary>
internal static class ReviewHistory
{
    public static IReadOnlyList<Reviewed> Standing(IEnumerable<ReviewEvent> events)
    {
        var ordered = events.OrderBy(review => review.At).ThenBy(review => review.Id).ToArray();
        var undone = ordered.Where(review => review.Verb is ReviewVerb.Undo or ReviewVerb.Delete).Select(review => review.UndoOf).OfType<Guid>().ToHashSet();
        var deleted = ordered.Where(review => review.Verb == ReviewVerb.Delete).Select(review => review.EntryId).ToHashSet();
        var contained = ordered.Where(review => review.Verb == ReviewVerb.Contain).Select(review => review.UndoOf).OfType<Guid>().ToHashSet();
        return [.. ordered.Where(review => review.Decides && !undone.Contains(review.Id) && !deleted.Contains(review.EntryId))
            .GroupBy(review => review.EntryId).Select(entry => new Reviewed(entry.First(), entry.Last(), !contained.Contains(entry.Last().Id)))];
    }

    /// <summary>The decision that an undo of the entry takes back.</summary>
    public static ReviewEvent? LastOf(IEnumerable<ReviewEvent> events, Guid entryId) =>
        Standing(events).FirstOrDefault(reviewed => reviewed.Last.EntryId == entryId)?.Last;
}

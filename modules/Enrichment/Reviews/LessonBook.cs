using System.Collections.Concurrent;
using Daybook.Enrichment.Learning;

namespace Daybook.Enrichment.Reviews;

/// <summary>What one version of a person's reviews teaches.</summary>
internal sealed record LearnedBook(long Version, IReadOnlyList<ReviewEvent> Events, IReadOnlyList<Reviewed> Standing, IReadOnlyList<ReviewedSpan> Spans, Matcher Matcher)
{
    public static readonly LearnedBook Empty = new(0, [], [], [], Matcher.Train([]));

    public static LearnedBook Of(long version, IReadOnlyList<ReviewEvent> events)
    {
        var standing = ReviewHistory.Standing(events);
        ReviewedSpan[] spans = [.. standing.Select(reviewed => reviewed.ToSpan())];
        return new LearnedBook(version, events, standing, spans, Matcher.Train(spans));
    }
}

/// <summary>Lessons per person, trained once for each version of the reviews.</summary>
internal sealed class LessonBook(ReviewStore store)
{
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<int, LearnedBook> known = new();

    public async Task<Lessons> ForAsync(int userId, DateOnly day, CancellationToken ct)
    {
        var book = await OfAsync(userId, ct);
        return Lessons.From(book.Spans, day, book.Matcher);
    }

    public async Task<LearnedBook> OfAsync(int userId, CancellationToken ct)
    {
        // The version is read before the events: should more come in between, the next look finds a newer version and reads again.
        var version = await store.VersionAsync(userId, ct);
        if (version == 0) return LearnedBook.Empty;
        if (known.TryGetValue(userId, out var book) && book.Version == version) return book;
        if (known.Count >= Capacity) known.Clear();
        return known[userId] = LearnedBook.Of(version, await store.AllAsync(userId, ct));
    }
}

using System.Globalization;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.Spans;
using Daybook.Kernel.Days;
using Npgsql;

namespace Daybook.Enrichment.Teaching;

/// <summary>Takes people's decisions about their time in, in the transaction in which they are taken.</summary>
internal sealed class CorrectionDesk(
    DayLoader loader, BlockQueries blocks, ReviewStore store, DriftWatch drift, AnswerStore answers, DayFeed feed, TimeProvider clock)
{
    public async Task<RememberReviews> PrepareAsync(int userId, IReadOnlyCollection<DateOnly> days, CancellationToken ct)
    {
        var observed = new SortedDictionary<DateOnly, ObservedDay>();
        foreach (var day in days)
        {
            if (await loader.LoadAsync(new UserDay(userId, day), ct) is { } inputs)
                observed[day] = ObservedDay.Of(inputs, await blocks.DayAsync(userId, day, ct));
        }

        return (tx, reviews, stop) => RememberAsync(tx, userId, observed, reviews, stop);
    }

    public Task TouchAsync(NpgsqlTransaction tx, int userId, IReadOnlyCollection<DateOnly> days, CancellationToken ct) =>
        feed.TouchAsync(tx, LessonFeed.Name, [.. days.Distinct().Order().Select(day => new UserDay(userId, day))], ct);

    private async Task<IReadOnlyList<Taught>> RememberAsync(
        NpgsqlTransaction tx, int userId, SortedDictionary<DateOnly, ObservedDay> observed, IReadOnlyList<EntryReview> reviews, CancellationToken ct)
    {
        if (reviews.Count == 0) return [];
        var earlier = (await store.OfEntriesAsync(tx, userId, [.. reviews.Select(review => review.EntryId)], ct)).ToLookup(review => review.EntryId);
        var now = clock.GetUtcNow();
        var events = new List<ReviewEvent>(reviews.Count);
        foreach (var review in reviews)
        {
            var undoes = review.Verb is ReviewVerb.Undo or ReviewVerb.Delete ? ReviewHistory.LastOf(earlier[review.EntryId], review.EntryId)?.Id : null;
            if (review.Verb == ReviewVerb.Undo && undoes is null) continue;
            events.Add(Event(review, now, undoes, review.Verb is ReviewVerb.Undo or ReviewVerb.Delete ? [] : Contexts(observed, review)));
        }

        foreach (var gone in reviews.Where(review => review.Verb == ReviewVerb.Delete)) await store.ForgetEntryAsync(tx, userId, gone.EntryId, ct);
        await store.AddAsync(tx, userId, events, ct);
        foreach (var day in events.Where(review => review.Verb is ReviewVerb.Correct or ReviewVerb.Dismiss).GroupBy(review => review.Day))
            await answers.DropAsync(tx, userId, [.. day.SelectMany(review => review.Contexts.Select(context => context.Hash)).Distinct()], day.Key, ct);
        await drift.JudgeAsync(tx, userId, [.. events.Select(review => review.Rule).OfType<(Guid, int)>().Distinct()], now, ct);
        return await TaughtAsync(tx, userId, observed, events, ct);
    }

    private async Task<IReadOnlyList<Taught>> TaughtAsync(
        NpgsqlTransaction tx, int userId, SortedDictionary<DateOnly, ObservedDay> observed, List<ReviewEvent> events, CancellationToken ct)
    {
        var corrected = events.Where(review => review.Verb == ReviewVerb.Correct).ToArray();
        if (corrected.Length == 0) return [.. events.Select(review => new Taught(review.EntryId, review.Id, 0, 0))];
        var days = (await store.OfDaysAsync(tx, userId, [.. corrected.Select(review => review.Day).Distinct()], ct)).ToLookup(review => review.Day);
        var taught = new List<Taught>(events.Count);
        var seen = new Dictionary<DateOnly, (Lessons Lessons, IReadOnlyList<Reviewed> Standing)>();
        foreach (var review in events)
        {
            var (ms, count) = (0L, 0);
            if (review.Verb == ReviewVerb.Correct && observed.TryGetValue(review.Day, out var day))
            {
                if (!seen.TryGetValue(review.Day, out var known))
                {
                    var standing = ReviewHistory.Standing(days[review.Day]);
                    seen[review.Day] = known = (Lessons.From([.. standing.Select(reviewed => reviewed.ToSpan())], review.Day, null), standing);
                }

                if (known.Standing.FirstOrDefault(reviewed => reviewed.Last.Id == review.Id) is { } own)
                    (ms, count) = day.Follows(known.Lessons, own.ToSpan(), [.. known.Standing.Select(reviewed => (reviewed.Last.StartMs, reviewed.Last.EndMs))]);
            }

            taught.Add(new Taught(review.EntryId, review.Id, ms, count));
        }

        return taught;
    }

    private static IReadOnlyList<ReviewedContext> Contexts(SortedDictionary<DateOnly, ObservedDay> observed, EntryReview review) =>
        ReviewedSpan.ContextsOf(observed.Values.SelectMany(day => day.Spans), review.StartMs, review.EndMs, Hides(observed));

    private static Func<Span, bool>? Hides(SortedDictionary<DateOnly, ObservedDay> observed) =>
        observed.Values.All(day => day.Untitled.Count == 0) ? null : span => observed.Values.Any(day => day.Untitled.Contains(span.Signature));

    private static ReviewEvent Event(EntryReview review, DateTimeOffset now, Guid? undoes, IReadOnlyList<ReviewedContext> contexts) => new(
        review.UserId, Guid.CreateVersion7(now), review.Day, review.EntryId, review.Verb, now, review.StartMs, review.EndMs,
        Said(review.From), review.From?.Confidence ?? 0, review.From?.Stage ?? LabelStage.None, RuleOf(review.From), Said(review.To), contexts, undoes);

    private static Meaning Said(ReviewedLabel? label) => label is null ? Meaning.Nothing : new Meaning(label.Kind, label.ProjectId, label.TaskId);

    /// <summary>The rule that had decided what the time was for.</summary>
    private static (Guid Id, int Version)? RuleOf(ReviewedLabel? label) =>
        label is { Stage: LabelStage.Rule } && label.Evidence.FirstOrDefault(why => why.RuleId is not null)?.RuleId?.Split('@') is [var id, var version]
        && Guid.TryParse(id, out var rule) && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (rule, number) : null;
}

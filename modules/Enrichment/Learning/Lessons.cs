using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Learning;

/// <summary>A decision of the same day about the same context.</summary>
internal sealed record Decided(Meaning Meaning, Guid ReviewId);

/// <summary>What a person's reviews teach for one day. A pure function of the reviews and the day.</summary>
internal sealed class Lessons
{
    /// <summary>How long "not for this task" and examples are remembered, to both sides of a day.</summary>
    internal const int MemoryDays = 60;

    public static readonly Lessons None = new([], [], null, []);

    private const double LeastShare = 0.20;
    private const double MostOfIt = 0.50;

    private readonly Dictionary<Guid, Decided> today;
    private readonly HashSet<(Guid Signature, Guid Target)> forbidden;

    private Lessons(Dictionary<Guid, Decided> today, HashSet<(Guid, Guid)> forbidden, Matcher? matcher, IReadOnlyList<ReviewedSpan> examples)
    {
        (this.today, this.forbidden, Matcher, Examples) = (today, forbidden, matcher, examples);
    }

    /// <summary>Null below its minimum.</summary>
    public Matcher? Matcher { get; }

    /// <summary>The reviewed stretches near the day that say what time was for.</summary>
    public IReadOnlyList<ReviewedSpan> Examples { get; }

    /// <summary>The same, with those that were for nothing in particular.</summary>
    public IReadOnlyList<ReviewedSpan> Reviewed { get; private init; } = [];

    public int ForbiddenPairs => forbidden.Count;

    /// <summary>What the person decided today about this very context.</summary>
    public Decided? Today(Guid signature) => today.GetValueOrDefault(signature);

    /// <summary>Whether the person said that this context is not for this task (or project, where there is no task).</summary>
    public bool Forbids(Guid signature, Guid? target) => target is { } known && forbidden.Contains((signature, known));

    public static Lessons From(IReadOnlyList<ReviewedSpan> reviews, DateOnly day) => From(reviews, day, Matcher.Train(reviews));

    /// <param name="matcher">Trained on the same reviews; null where only decisions count.</param>
    public static Lessons From(IReadOnlyList<ReviewedSpan> reviews, DateOnly day, Matcher? matcher)
    {
        if (reviews.Count == 0) return None;
        var ordered = reviews.OrderBy(review => review.At).ThenBy(review => review.Id).ToArray();
        var near = ordered.Where(review => Math.Abs(review.Day.DayNumber - day.DayNumber) <= MemoryDays).ToArray();
        return new Lessons(
            DecidedOn(ordered.Where(review => review.Day == day)), ForbiddenBy(near), matcher is { Active: true } ? matcher : null,
            [.. near.Where(review => review is { To.ProjectId: not null, Verb: not ReviewVerb.Dismiss, Contexts.Count: > 0 })])
        {
            Reviewed = [.. near.Where(review => review.Contexts.Count > 0)],
        };
    }

    /// <summary>The contexts a review is about: what was in front for a good part of it, and of those that may mean anything, only what was most of it.</summary>
    public static IEnumerable<ReviewedContext> About(ReviewedSpan review)
    {
        var whole = review.Contexts.Sum(context => context.Ms);
        return review.Contexts.Where(context =>
            context.Ms >= whole * MostOfIt || context.Ms >= whole * LeastShare && SignatureTokens.IsSpecific(context.Signature));
    }

    /// <summary>A context that was decided in two ways on one day is decided in none.</summary>
    private static Dictionary<Guid, Decided> DecidedOn(IEnumerable<ReviewedSpan> reviews)
    {
        var decided = new Dictionary<Guid, Decided>();
        var torn = new HashSet<Guid>();
        var said = new Dictionary<Guid, Meaning>();
        foreach (var review in reviews.Where(review => review.Verb is ReviewVerb.Correct or ReviewVerb.Confirm))
        {
            foreach (var context in About(review))
            {
                if (said.TryGetValue(context.Hash, out var other) && !other.SameTarget(review.To)) torn.Add(context.Hash);
                said[context.Hash] = review.To;
                if (review is { Verb: ReviewVerb.Correct, Spreads: true }) decided[context.Hash] = new Decided(review.To, review.Id);
            }
        }

        foreach (var hash in torn) decided.Remove(hash);
        return decided;
    }

    /// <summary>What a context was proposed for by itself and was not. A context that was ever said to be for it is for both, and what was only concluded from the
    /// neighbours is not the context's fault; naming the task of a project says nothing against the project.</summary>
    private static HashSet<(Guid, Guid)> ForbiddenBy(IEnumerable<ReviewedSpan> reviews)
    {
        var pairs = new HashSet<(Guid, Guid)>();
        var yes = reviews.Where(review => review.Verb != ReviewVerb.Dismiss && review.To.Target is not null)
            .SelectMany(review => About(review).Select(context => (context.Hash, review.To.Target!.Value))).ToHashSet();
        foreach (var review in reviews)
        {
            var wrong = review.Verb == ReviewVerb.Dismiss
                || review.Verb == ReviewVerb.Correct && review.Stage is not (LabelStage.Continuity or LabelStage.None) && (review.From.ProjectId != review.To.ProjectId || review.From.TaskId is not null && review.From.TaskId != review.To.TaskId);
            foreach (var context in About(review).Where(context => SignatureTokens.IsSpecific(context.Signature)))
            {
                if (wrong && review.From.Target is { } target && !yes.Contains((context.Hash, target))) pairs.Add((context.Hash, target));
            }
        }

        return pairs;
    }
}

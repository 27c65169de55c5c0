using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Learning;

/// <summary>What the matcher found: calibrated, with the example it leans on most and what came next.</summary>
internal sealed record Match(Guid ProjectId, Guid? TaskId, double Confidence, Guid ReviewId, int Support, IReadOnlyList<Alternative> Others);

/// <summary>
/// Learns from one person's reviewed time what contexts are for. Below its minimum it says nothing; it answers only what is clear and was seen
/// more than once. The same reviews make the same matcher, whatever the order in which they are given.
/// </summary>
internal sealed class Matcher
{
    /// <summary>Reviewed stretches from which on it answers.</summary>
    internal const int Needed = 20;

    internal const int MaxExamples = 2_000;
    internal const double Margin = 0.25;
    internal const int LeastSupport = 2;
    internal const double HalfLifeDays = 45;

    /// <summary>What was seen on a day or two may have been of those days: contexts that two tasks share look so.</summary>
    internal const int LeastDays = 3;

    /// <summary>The nearest example must be this near, and the near ones of one mind.</summary>
    internal const double LeastAlike = 0.5;
    internal const double LeastPure = 0.8;

    /// <summary>A context that may mean anything must be very clear.</summary>
    internal const double SureOfGeneric = 0.75;

    private const int MaxOutcomes = 300;
    private const double FullMs = 120_000;
    private const double LeastWeight = 0.2;
    private const double LeastShare = 0.10;
    private const long LeastMs = 60_000;

    private readonly ExampleModel model = new();
    private Isotonic calibration = Isotonic.Shared;

    private Matcher(int examples) => Examples = examples;

    /// <summary>Reviewed stretches it learned from.</summary>
    public int Examples { get; }

    public bool Active => Examples >= Needed;

    public static Matcher Train(IEnumerable<ReviewedSpan> reviews)
    {
        var ordered = reviews.Where(review => review.Contexts.Count > 0).OrderBy(review => review.Day).ThenBy(review => review.At).ThenBy(review => review.Id).ToArray();
        var items = ordered.SelectMany(review => Lasting(review).Select(context => (Review: review, Context: context))).TakeLast(MaxExamples).ToArray();
        var matcher = new Matcher(items.Select(item => item.Review.Id).Distinct().Count());
        if (!matcher.Active) return matcher;

        var last = ordered[^1].Day.DayNumber;
        var outcomes = new List<(double, bool)>();
        var judged = Math.Max(0, items.Length - MaxOutcomes);
        var (seen, at) = (0, 0);
        foreach (var day in items.GroupBy(item => item.Review.Day))
        {
            // A day is judged by what was known before it, so that it can't confirm itself.
            var examples = day.Select(item => (item.Review, item.Context, Tokens: SignatureTokens.Of(item.Context.Signature))).ToArray();
            foreach (var (review, _, tokens) in examples)
            {
                if (at++ >= judged && seen >= Needed && Clear(matcher.model.Score(tokens, _ => Standing.Open)) is { } found) outcomes.Add((found.Score, found.Aim == AimOf(review)));
            }

            foreach (var (review, context, tokens) in examples)
            {
                matcher.model.Add(tokens, AimOf(review), Weight(last - review.Day.DayNumber, context.Ms), review.Id, review.Day.DayNumber);
            }

            seen += examples.Select(item => item.Review.Id).Distinct().Count();
        }

        matcher.calibration = Isotonic.Fit(outcomes);
        return matcher;
    }

    /// <summary>Whether anything was ever reviewed as this.</summary>
    public bool Knows(Aim aim) => model.Knows(aim);

    /// <param name="open">Whether time of the day may go to this task, or to this project without a task.</param>
    public Match? Of(Signature signature, Func<Aim, Standing> open)
    {
        if (!Active) return null;
        var scored = model.Score(SignatureTokens.Of(signature), aim => aim == Aim.Nothing ? Standing.Opposed : open(aim));
        if (Clear(scored) is not { Aim.ProjectId: { } project, Standing: Standing.Open } found) return null;
        var confidence = calibration.Of(found.Score);
        if (confidence < SureOfGeneric && !SignatureTokens.IsSpecific(signature)) return null;
        var others = scored.Aims.Skip(1).Where(other => other is { Standing: Standing.Open, Aim.ProjectId: not null, Score: >= 0.05 })
            .Select(other => new Alternative(other.Aim.ProjectId, other.Aim.TaskId, Math.Round(other.Score, 2), "matcher", "less-alike"));
        return new Match(project, found.Aim.TaskId, confidence, scored.Support[0], scored.Support.Count, [.. others]);
    }

    private static (Aim Aim, Standing Standing, double Score)? Clear(Scored scored)
    {
        if (scored.Aims.Count == 0 || scored.Support.Count < LeastSupport || scored.Days < LeastDays || scored.Alike < LeastAlike || scored.Pure < LeastPure) return null;
        var second = scored.Aims.Count > 1 ? scored.Aims[1].Score : 0;
        return scored.Aims[0].Score - second >= Margin ? scored.Aims[0] : null;
    }

    private static Aim AimOf(ReviewedSpan review) =>
        review.Verb == ReviewVerb.Dismiss || review.To.Target is null ? Aim.Nothing : new Aim(review.To.ProjectId, review.To.TaskId);

    private static IEnumerable<ReviewedContext> Lasting(ReviewedSpan review)
    {
        var whole = review.Contexts.Sum(context => context.Ms);
        return review.Contexts.Where(context => context.Ms >= LeastMs || context.Ms >= whole * LeastShare);
    }

    private static double Weight(int daysAgo, long ms) => Math.Pow(2, -daysAgo / HalfLifeDays) * Math.Clamp(ms / FullMs, LeastWeight, 1);
}

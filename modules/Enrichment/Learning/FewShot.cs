using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Learning;

/// <summary>A reviewed context and what it was for, to be shown to a model.</summary>
internal sealed record FewShotExample(Guid ReviewId, Signature Signature, Meaning Meaning, double Alike);

/// <summary>The reviewed examples nearest to what is asked: few, of many candidates, and not old.</summary>
internal static class FewShot
{
    internal const int Most = 6;
    internal const int MostOfOne = 2;

    /// <param name="asked">The contexts a question is about.</param>
    /// <param name="open">Whether this task (or project, where there is none) is a candidate.</param>
    public static IReadOnlyList<FewShotExample> For(Lessons lessons, IReadOnlyList<Signature> asked, Func<Guid, bool> open)
    {
        var questions = asked.Select(signature => SignatureTokens.Of(signature).ToHashSet(StringComparer.Ordinal)).ToArray();
        if (questions.Length == 0) return [];
        var nearest = lessons.Examples.Where(review => review.To.Target is { } target && open(target))
            .SelectMany(review => Lessons.About(review).Select(context => (Review: review, Context: context)))
            .OrderByDescending(item => item.Review.At).ThenBy(item => item.Review.Id)
            .DistinctBy(item => (item.Context.Hash, item.Review.To.Target))
            .Select(item => (item.Review, item.Context, Alike: questions.Max(question => Jaccard(question, SignatureTokens.Of(item.Context.Signature)))))
            .Where(item => item.Alike > 0)
            .OrderByDescending(item => item.Alike).ThenByDescending(item => item.Review.At).ThenBy(item => item.Context.Hash);
        var chosen = new List<FewShotExample>(Most);
        foreach (var (review, context, alike) in nearest)
        {
            if (chosen.Count(example => example.Meaning.Target == review.To.Target) >= MostOfOne) continue;
            chosen.Add(new FewShotExample(review.Id, context.Signature, review.To, Math.Round(alike, 4)));
            if (chosen.Count == Most) break;
        }

        return chosen;
    }

    private static double Jaccard(HashSet<string> question, string[] example)
    {
        var shared = example.Count(question.Contains);
        return shared == 0 ? 0 : (double)shared / (question.Count + example.Length - shared);
    }
}

using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Continuity;

/// <summary>
/// What reviewed days teach the reading of another: for how long each word, page, branch or directory was for each purpose. It is weighed with
/// everything else the day says and decides nothing alone; what is clear enough for that is the matcher's.
/// </summary>
internal sealed class PastWords
{
    private readonly Dictionary<string, Dictionary<Guid, double>> known = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, double> whole = [];
    private double total;

    public PastWords(Lessons lessons)
    {
        foreach (var review in lessons.Reviewed)
        {
            var target = review.Verb == ReviewVerb.Dismiss ? Guid.Empty : review.To.Target ?? Guid.Empty;
            foreach (var context in review.Contexts)
            {
                var minutes = Math.Min(context.Ms / 60_000.0, Weights.MostMinutes);
                total += minutes;
                whole[target] = whole.GetValueOrDefault(target) + minutes;
                foreach (var token in Tokens(context.Signature))
                {
                    if (!known.TryGetValue(token, out var targets)) known[token] = targets = [];
                    targets[target] = targets.GetValueOrDefault(target) + minutes;
                }
            }
        }
    }

    public bool IsEmpty => known.Count == 0;

    /// <summary>What this context was for on other days, long enough to be considered again.</summary>
    public IEnumerable<Guid> Targets(Signature signature) =>
        Tokens(signature).SelectMany(token => known.TryGetValue(token, out var targets) ? targets.Where(pair => pair.Value >= Weights.Remembered).Select(pair => pair.Key) : []);

    /// <summary>Adds to the log weights of a context's purposes.</summary>
    public void Add(double[] scores, Context context, Purposes purposes)
    {
        if (IsEmpty || Firmness.IsFirm(context.Label)) return;
        var learnt = new double[scores.Length];
        foreach (var token in Tokens(context.Signature))
        {
            if (!known.TryGetValue(token, out var targets)) continue;
            var minutes = targets.Values.Sum();
            for (var s = 0; s < scores.Length; s++)
            {
                var id = s == Purposes.Nothing ? Guid.Empty : purposes.IdOf(s);
                var share = (whole.GetValueOrDefault(id) + 1) / (total + scores.Length);
                var here = (targets.GetValueOrDefault(id) + Weights.PastDoubt * share) / (minutes + Weights.PastDoubt);
                learnt[s] += Weights.PastWord * Math.Clamp(Math.Log(here / share), -Weights.LeastPast, Weights.MostWord);
            }
        }

        for (var s = 0; s < scores.Length; s++) scores[s] += Math.Clamp(learnt[s], -Weights.MostPast, Weights.MostPast);
    }

    /// <summary>Not what is on every screen: an application, a site or a repository says where work goes on, not for which of its tasks.</summary>
    private static IEnumerable<string> Tokens(Signature signature) => SignatureTokens.Of(signature).Where(token => token[0] is not ('a' or 'h' or 'r') && token != "call");
}

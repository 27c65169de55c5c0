using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Continuity;

/// <summary>
/// What the day itself teaches: a word, a directory or a branch that was seen while the purpose was clear says something of the moments
/// where it is not. A context never counts as a witness for itself.
/// </summary>
internal sealed class DayWords
{
    private readonly IReadOnlyList<string>[] words;

    public DayWords(IReadOnlyList<Context> contexts) => words = [.. contexts.Select(Of)];

    /// <summary>Adds to each context's scores what the others teach.</summary>
    public double[][] Learn(IReadOnlyList<Moment> moments, double[][] posterior, double[][] scores)
    {
        var count = scores[0].Length;
        var seen = new double[words.Length][];
        for (var i = 0; i < words.Length; i++) seen[i] = new double[count];
        for (var t = 0; t < moments.Count; t++)
        {
            var minutes = moments[t].Span.Length / 60_000.0;
            var context = moments[t].Context;
            for (var s = 0; s < count; s++)
            {
                if (posterior[t][s] >= Weights.Witness) seen[context][s] += minutes * posterior[t][s];
            }
        }

        var all = new double[count];
        var byWord = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i++)
        {
            var sum = seen[i].Sum();
            for (var s = 0; s < count; s++)
            {
                all[s] += seen[i][s];
                seen[i][s] *= sum > Weights.MostMinutes ? Weights.MostMinutes / sum : 1;
            }

            foreach (var word in words[i])
            {
                if (!byWord.TryGetValue(word, out var known)) byWord[word] = known = new double[count];
                for (var s = 0; s < count; s++) known[s] += seen[i][s];
            }
        }

        var total = all.Sum();
        var learnt = new double[words.Length][];
        for (var i = 0; i < words.Length; i++)
        {
            learnt[i] = new double[count];
            foreach (var word in words[i]) Add(learnt[i], byWord[word], seen[i], all, total);
            for (var s = 0; s < count; s++) learnt[i][s] = scores[i][s] + Math.Clamp(learnt[i][s], -Weights.MostWords, Weights.MostWords);
        }

        return learnt;
    }

    private static void Add(double[] learnt, double[] known, double[] own, double[] all, double total)
    {
        var others = 0.0;
        for (var s = 0; s < known.Length; s++) others += Math.Max(0, known[s] - own[s]);
        if (others <= 0.01) return;
        for (var s = 0; s < known.Length; s++)
        {
            var share = (all[s] + 1) / (total + known.Length);
            var here = (Math.Max(0, known[s] - own[s]) + Weights.Doubt * share) / (others + Weights.Doubt);
            learnt[s] += Weights.DayWord * Math.Clamp(Math.Log(here / share), -Weights.MostWord, Weights.MostWord);
        }
    }

    private static IReadOnlyList<string> Of(Context context)
    {
        var facts = context.Facts;
        var found = context.Fresh.ToList();
        if (facts.Repository.Length > 0) found.Add("repository:" + facts.Repository);
        if (facts.Branch.Length > 0) found.Add($"branch:{facts.Repository}:{facts.Branch}");
        if (facts.Host.Length > 0) found.Add("host:" + facts.Host);
        if (facts.App.Length > 0 && !facts.Browser) found.Add("app:" + facts.App);
        if (facts.Title.Length > 0) found.Add("title:" + facts.Title);
        return [.. found];
    }
}

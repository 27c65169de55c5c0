namespace Daybook.Enrichment.Learning;

/// <summary>What an example is for: a task, a project, or neither (time for nothing, dismissed time).</summary>
internal readonly record struct Aim(Guid? ProjectId, Guid? TaskId)
{
    public static readonly Aim Nothing;

    public Guid? Target => TaskId ?? ProjectId;
}

/// <summary>Whether an aim may be answered, may only speak against others, or is left out.</summary>
internal enum Standing { Open, Opposed, Out }

/// <summary>The scores of one context, best first, and the reviewed examples that support the first.</summary>
/// <param name="Alike">How near the nearest example is.</param>
/// <param name="Pure">How much of what is near is of one mind.</param>
/// <param name="Days">On how many days the first was seen in contexts like this one.</param>
internal sealed record Scored(IReadOnlyList<(Aim Aim, Standing Standing, double Score)> Aims, IReadOnlyList<Guid> Support, double Alike, double Pure, int Days);

/// <summary>
/// Examples as counts and lists: multinomial naive Bayes over tokens and the five nearest examples by Jaccard, averaged.
/// Examples are only added, so what was known on an earlier day can be asked on the way.
/// </summary>
internal sealed class ExampleModel
{
    internal const int Nearest = 5;
    private const double Smoothing = 0.1;
    private const double Doubt = 0.3;
    private const double Alike = 0.5;
    private const int FullLength = 4;

    private readonly Dictionary<string, int> vocabulary = new(StringComparer.Ordinal);
    private readonly List<List<int>> postings = [];
    private readonly List<(int[] Tokens, int Aim, double Weight, Guid Review, int Day)> examples = [];
    private readonly Dictionary<Aim, int> numbers = [];
    private readonly List<Aim> aims = [];
    private readonly List<Dictionary<int, double>> counts = [];
    private readonly List<double> totals = [];
    private readonly List<double> weights = [];

    public void Add(string[] tokens, Aim aim, double weight, Guid review, int day)
    {
        var own = new int[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!vocabulary.TryGetValue(tokens[i], out var token))
            {
                vocabulary[tokens[i]] = token = postings.Count;
                postings.Add([]);
            }

            postings[token].Add(examples.Count);
            own[i] = token;
        }

        if (!numbers.TryGetValue(aim, out var number))
        {
            numbers[aim] = number = aims.Count;
            aims.Add(aim);
            counts.Add([]);
            totals.Add(0);
            weights.Add(0);
        }

        foreach (var token in own) counts[number][token] = counts[number].GetValueOrDefault(token) + weight;
        totals[number] += weight * own.Length;
        weights[number] += weight;
        examples.Add((own, number, weight, review, day));
    }

    /// <summary>Whether there is an example of it.</summary>
    public bool Knows(Aim aim) => numbers.ContainsKey(aim);

    public Scored Score(string[] tokens, Func<Aim, Standing> standing)
    {
        var standings = new Standing[aims.Count];
        for (var i = 0; i < standings.Length; i++) standings[i] = standing(aims[i]);
        var known = tokens.Select(token => vocabulary.GetValueOrDefault(token, -1)).Where(token => token >= 0).ToArray();
        if (known.Length == 0) return new Scored([], [], 0, 0, 0);
        var scores = Bayes(known, standings);
        var near = Neighbours(known, tokens.Length, standings, out var alikeOn);
        var mass = near.Sum(item => item.Alike * examples[item.Example].Weight);
        var most = near.Count == 0 ? 1 : near.Max(item => examples[item.Example].Weight);
        foreach (var (example, alike) in near)
        {
            scores[examples[example].Aim] += alike * examples[example].Weight / most / (mass / most + Doubt);
        }

        var ordered = Enumerable.Range(0, aims.Count).Where(i => standings[i] != Standing.Out)
            .OrderByDescending(i => scores[i]).ThenBy(i => aims[i].TaskId).ThenBy(i => aims[i].ProjectId).ToArray();
        if (ordered.Length == 0) return new Scored([], [], 0, 0, 0);
        return new Scored(
            [.. ordered.Take(4).Select(i => (aims[i], standings[i], scores[i] / 2))],
            [.. near.Where(item => examples[item.Example].Aim == ordered[0] && item.Alike >= Alike).Select(item => examples[item.Example].Review).Distinct()],
            near.Count == 0 ? 0 : near[0].Alike,
            mass <= 0 ? 0 : near.Where(item => examples[item.Example].Aim == ordered[0]).Sum(item => item.Alike * examples[item.Example].Weight) / mass,
            alikeOn.Count(item => item.Aim == ordered[0]));
    }

    /// <summary>Many words are not many witnesses: the evidence of a long context counts as that of a few tokens.</summary>
    private double[] Bayes(int[] tokens, Standing[] standings)
    {
        var logs = new double[aims.Count];
        var best = double.NegativeInfinity;
        var share = Math.Min(1.0, (double)FullLength / tokens.Length);
        for (var aim = 0; aim < logs.Length; aim++)
        {
            if (standings[aim] == Standing.Out) continue;
            var whole = Math.Log(totals[aim] + Smoothing * vocabulary.Count);
            var said = 0.0;
            foreach (var token in tokens) said += Math.Log(counts[aim].GetValueOrDefault(token) + Smoothing) - whole;
            logs[aim] = Math.Log(weights[aim] + 1) + said * share;
            best = Math.Max(best, logs[aim]);
        }

        var sum = 0.0;
        for (var aim = 0; aim < logs.Length; aim++)
        {
            logs[aim] = standings[aim] == Standing.Out ? 0 : Math.Exp(logs[aim] - best);
            sum += logs[aim];
        }

        for (var aim = 0; aim < logs.Length && sum > 0; aim++) logs[aim] /= sum;
        return logs;
    }

    private List<(int Example, double Alike)> Neighbours(int[] tokens, int length, Standing[] standings, out HashSet<(int Aim, int Day)> alikeOn)
    {
        alikeOn = [];
        var shared = new int[examples.Count];
        foreach (var token in tokens)
        {
            foreach (var example in postings[token]) shared[example]++;
        }

        var near = new List<(int Example, double Alike)>(Nearest + 1);
        for (var example = examples.Count - 1; example >= 0; example--)
        {
            if (shared[example] == 0 || standings[examples[example].Aim] == Standing.Out) continue;
            var alike = (double)shared[example] / (length + examples[example].Tokens.Length - shared[example]);
            if (alike >= Alike) alikeOn.Add((examples[example].Aim, examples[example].Day));
            var at = near.Count;
            while (at > 0 && Closer(example, alike, near[at - 1])) at--;
            if (at == Nearest) continue;
            near.Insert(at, (example, alike));
            if (near.Count > Nearest) near.RemoveAt(Nearest);
        }

        return near;
    }

    private bool Closer(int example, double alike, (int Example, double Alike) other) =>
        alike > other.Alike || alike.Equals(other.Alike) && examples[example].Weight > examples[other.Example].Weight;
}

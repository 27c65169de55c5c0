using System.Text;
using Daybook.Evaluation.Days;
using Daybook.Evaluation.Methods;
using Daybook.Evaluation.Observation;
using Daybook.Evaluation.Scoring;
using Daybook.Evaluation.Truth;

namespace Daybook.Evaluation;

/// <summary>A run: sets of days, methods, tables.</summary>
internal static class Run
{
    private const int DaysEach = 3;

    private static readonly Method[] Methods = [Product.Whole, Baselines.LastTask, Baselines.KeyOnly, Baselines.AppRules, Baselines.Naive, PerBatch.Design, Baselines.Ceiling];

    public static async Task<int> AllAsync(Arguments asked)
    {
        var samples = asked.HeldOut || asked.Train ? [] : SampleFolder.Under(asked.Days ?? Path.Combine(AppContext.BaseDirectory, "samples")).Select(SampleFolder.Read).ToArray();
        var seeds = asked.Limit > 0 ? asked.Limit : asked.Quick ? 6 : 84;
        var generated = asked.Days is not null ? [] : Generated.Seeds(asked.HeldOut ? Recipe.FirstHeldOut : asked.Train ? Recipe.FirstTrain : Recipe.FirstDev, seeds, DaysEach);
        if (asked.Explain is { } name)
        {
            var method = Methods.First(known => known.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
            Console.WriteLine(Mistakes.Of((asked.Train ? generated : samples).SelectMany(person => person.Days), method));
            return 0;
        }

        var text = new StringBuilder(Report.Title(asked.HeldOut ? "held-out seeds" : asked.Train ? "train seeds" : "development seeds and sample days")).AppendLine();
        if (samples.Length > 0) Add(text, "Sample days (medium):", samples, samples.Select(person => person.Name));
        foreach (var difficulty in Enum.GetNames<Difficulty>())
        {
            var people = generated.Where(person => person.Slices.Contains(difficulty)).ToArray();
            if (people.Length > 0) Add(text, $"Generated days, {difficulty.ToLowerInvariant()}:", people, []);
        }

        if (generated.Count > 0)
        {
            text.AppendLine("Generated days by slice, the product alone:").AppendLine();
            text.Append(Tables.Of(generated.SelectMany(person => person.Slices).Distinct().Order(StringComparer.Ordinal)
                .Select(slice => (slice, Score(Product.Whole, [.. generated.Where(person => person.Slices.Contains(slice))]))))).AppendLine();
        }

        Console.WriteLine(text);
        if (asked.Write) await Report.AppendAsync(text.ToString());
        return 0;
    }

    public static Scored Score(Method method, IReadOnlyList<LabelledDays> people) =>
        new(method.Name, [.. people.SelectMany(person => person.Days).Select(day => Tally.Of(day, method.Run(day)))]);

    private static void Add(StringBuilder text, string title, LabelledDays[] people, IEnumerable<string> apart)
    {
        text.AppendLine(title).AppendLine();
        var scored = Methods.Select(method => Score(method, people)).ToArray();
        text.Append(Tables.Of(scored.Select(item => (item.Method, item))
            .Concat(apart.Select(name => ($"– {name}", Score(Product.Whole, [people.First(person => person.Name == name)])))))).AppendLine();
    }
}

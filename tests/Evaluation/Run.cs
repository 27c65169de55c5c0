using System.Text;
using Daybook.Evaluation.Days;
using Daybook.Evaluation.Methods;
using Daybook.Evaluation.Scoring;

namespace Daybook.Evaluation;

/// <summary>A run: sets of days, methods, tables.</summary>
internal static class Run
{
    private static readonly Method[] Baselined = [Product.Whole, Baselines.LastTask, Baselines.KeyOnly, Baselines.AppRules, Baselines.Naive, PerBatch.Design, Baselines.Ceiling];

    public static async Task<int> AllAsync(Arguments asked)
    {
        var samples = SampleFolder.Under(asked.Days ?? Path.Combine(AppContext.BaseDirectory, "samples")).Select(SampleFolder.Read).ToArray();
        if (asked.Explain is { } method)
        {
            Console.WriteLine(Mistakes.Of(samples.SelectMany(person => person.Days), Baselined.First(known => known.Name.StartsWith(method, StringComparison.OrdinalIgnoreCase))));
            return 0;
        }

        var text = new StringBuilder(Report.Title(asked.HeldOut ? "held-out seeds" : "development seeds and sample days"));
        text.AppendLine().AppendLine("Sample days:").AppendLine();
        var scored = Baselined.Select(known => Score(known, samples)).ToArray();
        text.Append(Tables.Of(scored.Select(item => (item.Method, item)))).AppendLine();
        text.Append(Tables.Of(samples.Select(person => (person.Name, Score(Product.Whole, [person])))));
        Console.WriteLine(text);
        if (asked.Write) await Report.AppendAsync(text.ToString());
        return 0;
    }

    public static Scored Score(Method method, IReadOnlyList<LabelledDays> people) =>
        new(method.Name, [.. people.SelectMany(person => person.Days).Select(day => Tally.Of(day, method.Run(day)))]);
}

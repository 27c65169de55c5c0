using System.Globalization;
using System.Text;
using Daybook.Evaluation.Api;
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

    private static readonly Method[] Methods =
    [
        Product.Whole, FakeModel.Assisted, .. Ablations.All, Baselines.LastTask, Baselines.KeyOnly, Baselines.AppRules, Baselines.Naive, PerBatch.Design, Baselines.Ceiling,
    ];

    public static async Task<int> AllAsync(Arguments asked)
    {
        if (asked.Host is not null)
        {
            try
            {
                return await PostedAsync(asked, asked.Host);
            }
            catch (Exception failed) when (failed is InvalidOperationException or HttpRequestException or TimeoutException)
            {
                await Console.Error.WriteLineAsync(failed.Message);
                return 1;
            }
        }

        var samples = asked.HeldOut || asked.Train ? [] : SampleFolder.Under(asked.Days ?? Path.Combine(AppContext.BaseDirectory, "samples")).Select(SampleFolder.Read).ToArray();
        var seeds = asked.Limit > 0 ? asked.Limit : asked.Quick ? 6 : 84;
        var generated = asked.Days is not null ? [] : Generated.Seeds(asked.HeldOut ? Recipe.FirstHeldOut : asked.Train ? Recipe.FirstTrain : Recipe.FirstDev, seeds, DaysEach);
        if (asked.Explain == "learning")
        {
            Console.WriteLine(Learning(asked, seeds).Line);
            return 0;
        }

        if (asked.Explain is { } name)
        {
            var method = Methods.First(known => known.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
            Console.WriteLine(Mistakes.Of((asked.Train ? generated : samples).SelectMany(person => person.Days), method));
            return 0;
        }

        var text = new StringBuilder(Report.Title(asked.HeldOut ? "held-out seeds" : asked.Train ? "train seeds" : "development seeds and sample days")).AppendLine();
        var bars = new List<Bar>();
        var all = new List<Tally>();
        if (samples.Length > 0)
        {
            var scored = Add(text, "Sample days (medium):", samples, samples.Select(person => person.Name));
            text.Append(Tables.Shapes(scored.Take(2).Select(item => (item.Method, item)))).AppendLine();
            bars.AddRange(Bars.Medium("Sample days", scored[0].All));
            bars.Add(new Bar("Sample days, model right 90 %: task accuracy", scored.First(item => item.Method == FakeModel.Assisted.Name).All.Accuracy, 0.92));
            all.AddRange(scored[0].Days);
        }

        foreach (var difficulty in Enum.GetValues<Difficulty>())
        {
            var people = generated.Where(person => person.Slices.Contains(difficulty.ToString())).ToArray();
            if (people.Length == 0) continue;
            var where = $"Generated days, {difficulty.ToString().ToLowerInvariant()}";
            var scored = Add(text, $"{where}:", people, []);
            all.AddRange(scored[0].Days);
            bars.AddRange(difficulty switch
            {
                Difficulty.Easy => Bars.Of(where, scored[0].All, 0.96, 0.95),
                Difficulty.Medium => Bars.Medium(where, scored[0].All),
                _ => Bars.Of(where, scored[0].All, 0.72, 0.90),
            });
        }

        bars.AddRange(Bars.Everywhere(Tally.Sum(all)));
        if (generated.Count > 0)
        {
            bars.Add(Learning(asked, seeds));
            text.AppendLine("Generated days, the product alone: edges, rows and sureness:").AppendLine();
            text.Append(Tables.Shapes(Enum.GetNames<Difficulty>()
                .Select(difficulty => (difficulty, Score(Product.Whole, [.. generated.Where(person => person.Slices.Contains(difficulty))]))))).AppendLine();
            text.AppendLine("Generated days by slice, the product alone:").AppendLine();
            text.Append(Tables.Of(generated.SelectMany(person => person.Slices).Distinct().Order(StringComparer.Ordinal)
                .Select(slice => (slice, Score(Product.Whole, [.. generated.Where(person => person.Slices.Contains(slice))]))))).AppendLine();
        }

        text.Append(Bar.Table(bars));
        Console.WriteLine(text);
        if (asked.Write) await Report.AppendAsync(text.ToString());
        return 0;
    }

    /// <summary>What a host says of days that were posted to it, as any client would post them.</summary>
    private static async Task<int> PostedAsync(Arguments asked, Uri host)
    {
        using var owner = await Guest.OwnerAsync(host, asked.Token);
        var people = new List<(string Name, Scored Scored)>();
        foreach (var folder in SampleFolder.Under(asked.Days!))
        {
            var person = SampleFolder.Read(folder);
            Console.Error.WriteLine($"{person.Name}: {person.Samples.Samples.Count} samples, {person.Dates.Count} days");
            var said = await HostDays.RunAsync(owner, folder, person);
            people.Add((person.Name, new Scored(person.Name, [.. person.Days.Select(day => Tally.Of(day, said.GetValueOrDefault(day.Inputs.Day.Date, Prediction.Nothing)))])));
        }

        if (people.Count == 0) throw new InvalidOperationException($"There are no days in {asked.Days}: a folder of days has a setup.json.");
        var all = new Scored("Daybook", [.. people.SelectMany(person => person.Scored.Days)]);
        var text = new StringBuilder(Report.Title("days posted to a host")).AppendLine();
        text.Append(Tables.Of([(all.Method, all), .. people.Select(person => ($"– {person.Name}", person.Scored))])).AppendLine();
        text.Append(Tables.Shapes([(all.Method, all)])).AppendLine();
        text.Append(Bar.Table([.. Bars.Medium("Posted days", all.All), .. Bars.Sound(all.All)]));
        Console.WriteLine(text);
        if (asked.Write) await Report.AppendAsync(text.ToString());
        return 0;
    }

    public static Scored Score(Method method, IReadOnlyList<LabelledDays> people) =>
        new(method.Name, [.. people.SelectMany(person => person.Days).Select(day => Tally.Of(day, method.Run(day)))]);

    /// <summary>Five days are reviewed, the sixth is measured.</summary>
    private static Bar Learning(Arguments asked, int seeds)
    {
        const int reviewed = 5;
        var first = asked.HeldOut ? Recipe.FirstHeldOut : asked.Train ? Recipe.FirstTrain : Recipe.FirstDev;
        var hard = Enumerable.Range(first, seeds).Select(Recipe.Of).Where(recipe => recipe.Difficulty == Difficulty.Hard).Select(recipe => Generated.Of(recipe, reviewed + 1)).ToArray();
        var (before, after, days) = Reviewer.Curve(hard, reviewed);
        return new Bar("Hard days after five reviewed ones: accuracy gained", after.Accuracy - before.Accuracy, 0.05,
            Note: string.Create(CultureInfo.InvariantCulture, $"{before.Accuracy:0.000} → {after.Accuracy:0.000} on {days} days"));
    }

    private static Scored[] Add(StringBuilder text, string title, LabelledDays[] people, IEnumerable<string> apart)
    {
        text.AppendLine(title).AppendLine();
        var scored = Methods.Select(method => Score(method, people)).ToArray();
        text.Append(Tables.Of(scored.Select(item => (item.Method, item))
            .Concat(apart.Select(name => ($"– {name}", Score(Product.Whole, [people.First(person => person.Name == name)])))))).AppendLine();
        return scored;
    }
}

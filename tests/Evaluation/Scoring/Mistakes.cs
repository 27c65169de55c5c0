using System.Globalization;
using System.Text;
using Daybook.Enrichment.Days;
using Daybook.Evaluation.Days;
using Daybook.Evaluation.Methods;

namespace Daybook.Evaluation.Scoring;

/// <summary>What a method got wrong, by what was on the screen: where an idea would pay.</summary>
internal static class Mistakes
{
    public static string Of(IEnumerable<LabelledDay> days, Method method)
    {
        var lost = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var day in days)
        {
            var names = day.Inputs.Catalog.Tasks.ToDictionary(task => task.Id, task => task.Key);
            foreach (var project in day.Inputs.Catalog.Projects) names[project.Id] = project.Name;
            var spans = DayDerivation.Timeline(day.Inputs).Spans;
            var guesses = method.Run(day).Guesses;
            foreach (var truth in day.Truth.Where(truth => truth.Present))
            {
                foreach (var guess in guesses.Where(guess => guess.End > truth.Start && guess.Start < truth.End))
                {
                    var personal = guess.Kind == Enrichment.Contracts.BlockKind.Personal;
                    if (guess.Task == truth.Task && guess.Project == truth.Project && personal == (truth.Kind == TrueKind.Personal)) continue;
                    var (from, to) = (Math.Max(guess.Start, truth.Start), Math.Min(guess.End, truth.End));
                    foreach (var span in spans.Where(span => span.End > from && span.Start < to))
                    {
                        var facts = span.Facts;
                        var seen = $"{facts.App} · {facts.Title} · {facts.Host}{facts.Path} · {facts.Repository} · {facts.Branch} · {facts.File} · {facts.Calendar}";
                        var key = $"{truth.Kind} {Name(truth.Task ?? truth.Project)} ≠ {guess.Kind} {Name(guess.Task ?? guess.Project)} | {seen}";
                        lost[key] = lost.GetValueOrDefault(key) + Math.Min(span.End, to) - Math.Max(span.Start, from);
                    }
                }
            }

            string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "?") : "–";
        }

        var text = new StringBuilder();
        foreach (var (key, time) in lost.OrderByDescending(item => item.Value).Take(120))
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{time / 60000.0,6:0.0}  {key}"));
        return text.ToString();
    }
}

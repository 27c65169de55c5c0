using Daybook.Evaluation.Days;
using Daybook.Evaluation.Truth;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;

namespace Daybook.Evaluation.Observation;

/// <summary>A seed → a person's days: the truth, then what devices saw of it. Neither knows what the product would make of them.</summary>
internal static class Generated
{
    public static IReadOnlyList<LabelledDays> Seeds(int first, int count, int days) => [.. Enumerable.Range(first, count).Select(seed => Of(Recipe.Of(seed), days))];

    public static LabelledDays Of(Recipe recipe, int days)
    {
        var world = World.Of(recipe, new Random(recipe.Seed));
        var zone = recipe.Has(Knobs.Travel) ? "America/New_York" : "Europe/Berlin";
        var clock = DayClock.TryCreate(zone, TimeSpan.Zero)!;
        var first = recipe.Has(Knobs.ClocksChange) ? new DateOnly(2026, 3, 27) : new DateOnly(2026, 3, 2).AddDays(recipe.Seed % 5 * 7);
        var dates = Enumerable.Range(0, days).Select(first.AddDays).ToArray();
        var deeds = new Diary(recipe, world, new Random(recipe.Seed + 1_000_000)).Write(dates.Select(date => clock.Of(date).Start.AddHours(recipe.Has(Knobs.Midnight) ? 12 : 8)));
        var observer = new Observer(recipe, world, new Random(recipe.Seed + 2_000_000));
        var samples = observer.Look(deeds);
        var truth = deeds.Select(deed => new TrueSpan(
            deed.Start, deed.End, deed.Kind, deed.Task is { } task ? SampleFolder.Id(task.Key) : null, deed.Project is { } project ? SampleFolder.Id(project.Name) : null)).ToArray();
        var touched = truth.Select(span => clock.DayOf(DateTimeOffset.FromUnixTimeMilliseconds(span.Start))).Distinct().Order().ToArray();
        string[] slices = [recipe.Difficulty.ToString(), recipe.Profile.ToString(), .. Enum.GetValues<Knobs>().Where(knob => knob != Knobs.None && recipe.Has(knob)).Select(knob => knob.ToString())];
        return new LabelledDays($"seed {recipe.Seed}", slices, CatalogOf(world), samples, truth, clock, touched, [], observer.IntervalMs);
    }

    private static Catalog CatalogOf(World world) => new(
        [.. world.Projects.Select(project => new ProjectInfo(SampleFolder.Id(project.Name), project.Name, project.Key, "#4477aa", true, false)).OrderBy(project => project.Id)],
        [.. world.Tasks.Select(task => new TaskInfo(
            SampleFolder.Id(task.Key), SampleFolder.Id(task.Project.Name), task.Key, task.Title, task.Status, [], null,
            task.Status == "done" ? new DateTimeOffset(2026, 2, 20, 9, 0, 0, TimeSpan.Zero) : null)).OrderBy(task => task.Id)],
        [.. world.Projects.SelectMany(project => project.Repositories.Select(name => new RepositoryInfo(name, SampleFolder.Id(project.Name), null))).OrderBy(item => item.Repository, StringComparer.Ordinal)]);
}

using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;
using Daybook.Evaluation.Days;
using Daybook.Ingest.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Evaluation.Methods;

/// <summary>The product with one of its sources of evidence taken away: what each is worth.</summary>
internal static class Ablations
{
    public static readonly Method[] All =
    [
        new("without keys", day => Product.Run(With(day.Inputs, tasks: task => task with { Key = "" }))),
        new("without words of task titles", day => Product.Run(With(day.Inputs, tasks: task => task with { Title = "" }))),
        new("without repositories", day => Product.Run(day.Inputs with { Catalog = day.Inputs.Catalog with { Repositories = [] } })),
        new("without calendar", day => Product.Run(day.Inputs with { Samples = WithoutCalendar(day.Inputs.Samples) })),
        new("without reading the day as a whole", day => Alone(day.Inputs)),
    ];

    private static DayInputs With(DayInputs inputs, Func<TaskInfo, TaskInfo> tasks) =>
        inputs with { Catalog = inputs.Catalog with { Tasks = [.. inputs.Catalog.Tasks.Select(tasks)] } };

    private static DaySamples WithoutCalendar(DaySamples samples)
    {
        var calendars = samples.Devices.Where(device => device.Kind == DeviceKind.Range).Select(device => device.DeviceId).ToHashSet();
        return samples with { Samples = [.. samples.Samples.Where(sample => !calendars.Contains(sample.DeviceId))] };
    }

    /// <summary>Every context by itself, and continuity between equal neighbours.</summary>
    private static Prediction Alone(DayInputs inputs)
    {
        var candidates = new Candidates(inputs.Catalog, inputs.Day.Start);
        var timeline = DayDerivation.Timeline(inputs, candidates);
        var labeller = DayDerivation.Labeller(inputs, candidates, timeline);
        return Product.Of(
            BlockBuilder.Build(inputs.UserId, inputs.Day.Date, timeline, labeller.Of, Lessons.None, inputs.Catalog.Projects.Select(project => project.Id).ToHashSet()), 0);
    }
}

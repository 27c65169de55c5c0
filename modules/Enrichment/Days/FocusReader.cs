using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Kernel.Days;

namespace Daybook.Enrichment.Days;

/// <summary>The active part of a day's timeline, context by context.</summary>
internal sealed class FocusReader(DayLoader loader)
{
    public async Task<IReadOnlyList<FocusSpan>> ReadAsync(UserDay day, CancellationToken ct) =>
        await loader.LoadAsync(day, ct) is { } inputs ? Of(inputs) : [];

    internal static IReadOnlyList<FocusSpan> Of(DayInputs inputs)
    {
        var timeline = DayDerivation.Timeline(inputs);
        var contexts = timeline.Streams.Contexts;
        var known = new Candidates(inputs.Catalog, inputs.Day.Start).RepositoryNames;
        var devices = inputs.Samples.Devices.ToDictionary(device => device.DeviceId);
        var repositories = new Dictionary<int, string>();
        var spans = new List<FocusSpan>(timeline.Slices.Count);
        foreach (var slice in timeline.Slices)
        {
            if (slice.Presence != Presence.Active) continue;
            var context = contexts[slice.Context];
            if (!repositories.TryGetValue(slice.Context, out var repository))
                repositories[slice.Context] = repository = context.Repository ?? Facts.Of(context, false, contexts.TraitsOf(slice.Context), known).Repository;
            spans.Add(new FocusSpan(slice.Start, slice.End, context, repository, devices[timeline.Streams.Lanes[slice.Lane].DeviceId]));
        }

        return spans;
    }
}

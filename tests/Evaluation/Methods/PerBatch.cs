using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Evaluation.Days;
using Daybook.Ingest.Contracts;

namespace Daybook.Evaluation.Methods;

/// <summary>
/// How a design behaves that enriches batch by batch: five samples at a time over all devices, a stretch is what looks the same within a batch,
/// every stretch becomes an entry of whole minutes and at least one, whatever lies between its samples; idle is what was not sent.
/// </summary>
internal static class PerBatch
{
    private const int BatchSize = 5;

    public static readonly Method Design = new("per batch of five samples", Run);

    private static Prediction Run(LabelledDay day)
    {
        var open = new Candidates(day.Inputs.Catalog, day.Inputs.Day.Start);
        var contexts = day.Inputs.Samples.Contexts;
        var known = new Dictionary<int, (BlockKind Kind, Guid? Project, Guid? Task)>();
        var sent = day.Inputs.Samples.Samples.Where(sample => sample.State == SampleState.Active && sample.Source == SampleSource.Human)
            .OrderBy(sample => sample.EndMs).ThenBy(sample => sample.EventId).ToArray();
        var guesses = new List<Guess>();
        var rows = 0;
        foreach (var batch in sent.Chunk(BatchSize))
        {
            for (var first = 0; first < batch.Length;)
            {
                var next = first + 1;
                while (next < batch.Length && batch[next].Context == batch[first].Context) next++;
                var seconds = batch[first..next].Sum(sample => sample.DurationMs / 1000);
                var (kind, project, task) = LabelOf(batch[first].Context);
                if (task is not null) rows++;
                var minutes = Math.Max(1, (long)Math.Round(seconds / 60.0, MidpointRounding.AwayFromZero));
                guesses.Add(new Guess(batch[first].EndMs, batch[first].EndMs + minutes * 60_000, kind, project, task, 1));
                first = next;
            }
        }

        return new Prediction(guesses, rows, sent.Sum(sample => (long)sample.DurationMs), 0);

        (BlockKind Kind, Guid? Project, Guid? Task) LabelOf(int context)
        {
            if (known.TryGetValue(context, out var label)) return label;
            var facts = Facts.Of(contexts[context], false, Apps.TraitsOf(contexts[context]), open.RepositoryNames);
            var span = new Span(0, 1, Presence.Active, facts, facts.Signature(), Guid.Empty, 0);
            var kind = Baselines.KindOf(span);
            var task = kind == BlockKind.Work ? Baselines.Tokens(facts, open.Tasks) : null;
            return known[context] = (kind, task?.ProjectId, task?.Id);
        }
    }
}

namespace Daybook.Connectors.Hosting.Calls;

/// <summary>What a batch may hold. A connector that hands over more is stopped before its result is looked at further.</summary>
internal static class BatchLimits
{
    private const int MaxItems = 2_000;
    private const int MaxStreams = 2_000;
    private const int MaxNotes = 2_000;
    private const int MaxText = 64 * 1024;
    private const int MaxBatchText = 32 * 1024 * 1024;

    public static SyncBatch Check(SyncBatch? batch)
    {
        if (batch?.Streams is null || batch.WorkItems is null || batch.Problems is null || batch.Rejected is null) throw TooMuch("nothing where a list belongs");
        if (batch.Streams.Count > MaxStreams || batch.WorkItems.Count > MaxItems) throw TooMuch("too many items");
        if (batch.Problems.Count > MaxNotes || batch.Rejected.Count > MaxNotes) throw TooMuch("too many problems");
        if (batch.Checkpoint is { Value: null or { Length: > MaxText } }) throw TooMuch("a checkpoint over 64 KiB");

        long text = 0;
        var samples = 0;
        foreach (var stream in batch.Streams)
        {
            if (stream?.Samples is null || string.IsNullOrEmpty(stream.StreamId)) throw TooMuch("a stream without id or samples");
            if ((samples += stream.Samples.Count) > MaxItems) throw TooMuch("too many samples");
            foreach (var sample in stream.Samples)
            {
                if (string.IsNullOrEmpty(sample?.Id)) throw TooMuch("a sample without id");
                text += Count(sample.Id) + Count(sample.App) + Count(sample.Title) + Count(sample.Url) + Count(sample.File)
                    + Count(sample.Repository) + Count(sample.Branch) + Count(sample.Language) + Count(sample.Extra);
            }
        }

        foreach (var item in batch.WorkItems)
        {
            if (string.IsNullOrEmpty(item?.ExternalId)) throw TooMuch("a work item without id");
            text += Count(item.ExternalId) + Count(item.Key) + Count(item.Title) + Count(item.Status) + Count(item.Url) + item.Labels.Sum(Count);
        }

        return text > MaxBatchText ? throw TooMuch("too much text") : batch;
    }

    private static int Count(string? text) =>
        text is null ? 0 : text.Length <= MaxText ? text.Length : throw TooMuch("a text over 64 KiB");

    private static ConnectorFaultException TooMuch(string what) => new("oversized-result", $"The connector handed over {what}.");
}

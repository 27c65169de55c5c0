namespace Daybook.Connectors;

/// <summary>A piece of a sync: stored whole, with its checkpoint, or not at all.</summary>
public sealed record SyncBatch
{
    public IReadOnlyList<StreamBatch> Streams { get; init; } = [];
    public IReadOnlyList<SyncWorkItem> WorkItems { get; init; } = [];

    /// <summary>True after this batch; null leaves the last one.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>What went wrong without stopping the rest: the run ends as "partial".</summary>
    public IReadOnlyList<SyncProblem> Problems { get; init; } = [];

    /// <summary>Items the connector read but cannot hand over, so that counts add up to what the source holds.</summary>
    public IReadOnlyList<RejectedItem> Rejected { get; init; } = [];
}

/// <summary>An item that can never be stored: its position in the source's stream (from 0) and a stable word.</summary>
public sealed record RejectedItem(string StreamId, long Index, string Reason);

/// <summary>A part that failed: a stable slug, which part, a sentence.</summary>
public sealed record SyncProblem(string Slug, string Item, string Message);

/// <summary>What kind of stream it is; decides how its samples are read.</summary>
public enum StreamKind { Window, Presence, Browser, Editor, Range, CodingAgent }

/// <summary>Samples of one stream of one machine; empty when only the window is restated.</summary>
/// <param name="StreamId">The source's own stable id, for example "aw-watcher-window_laptop".</param>
/// <param name="Machine">The computer; streams of one machine are read together.</param>
public sealed record StreamBatch(string StreamId, string Name, string Machine, StreamKind Kind, IReadOnlyList<SyncSample> Samples)
{
    /// <summary>What the machine runs where the stream tells, for example "android"; else empty.</summary>
    public string Platform { get; init; } = "";

    /// <summary>
    /// When set, this batch holds everything of the source that <em>starts</em> in [From, To): stored samples of the stream that start there
    /// and are not in the batch are gone at the source.
    /// </summary>
    public DateTimeOffset? RestatedFrom { get; init; }
    public DateTimeOffset? RestatedTo { get; init; }
}

/// <summary>What the source says of the person.</summary>
public enum Presence { Active, Idle, Locked }

/// <summary>One observation covering [Start, Start + Duration].</summary>
/// <param name="Id">Stable identity within the stream, without the duration: the source's event id, or start and content.</param>
public sealed record SyncSample(string Id, DateTimeOffset Start, TimeSpan Duration)
{
    public Presence Presence { get; init; }
    public bool InCall { get; init; }
    public string? App { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
    public string? File { get; init; }
    public string? Repository { get; init; }
    public string? Branch { get; init; }
    public string? Language { get; init; }

    /// <summary>What else the source sent, as JSON text of at most 8 KiB.</summary>
    public string? Extra { get; init; }
}

/// <summary>A work item of a tracker; the host decides which project it lands in.</summary>
public sealed record SyncWorkItem(string ExternalId, string Key, string Title, string Status)
{
    public IReadOnlyList<string> Labels { get; init; } = [];
    public string? Url { get; init; }
}

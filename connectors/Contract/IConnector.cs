namespace Daybook.Connectors;

/// <summary>
/// Knows how to fetch from one kind of system. Has a public parameterless constructor, keeps no state between calls, and may be asked by
/// several runs at once. When it is <see cref="IDisposable"/> it is disposed before its code is unloaded.
/// </summary>
public interface IConnector
{
    ConnectorInfo Info { get; }

    /// <summary>The settings form, as data. Called once after loading; must not do I/O.</summary>
    SettingsSchema Settings { get; }

    /// <summary>
    /// Tries unsaved settings. Answers checks in words, within ten seconds; throws only when cancelled.
    /// </summary>
    Task<TestResult> TestAsync(ConnectorContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Fetches what is new since <paramref name="since"/> (null: from the beginning the settings allow). Each batch is stored together
    /// with its checkpoint in one transaction, so a crash costs at most one batch. A failed source is reported with
    /// <see cref="SyncBatch.Problems"/> and its checkpoint stays; throw <see cref="ConnectorException"/> when nothing can go on.
    /// A batch holds at most 2,000 samples and 2,000 work items. Cancellation is answered within a second.
    /// </summary>
    IAsyncEnumerable<SyncBatch> SyncAsync(ConnectorContext context, Checkpoint? since, CancellationToken cancellationToken);
}

/// <summary>A connector that can also read an exported file of its system.</summary>
public interface IFileImporter
{
    /// <summary>What the file is called by people, for example "aw-buckets-export.json".</summary>
    string FileHint { get; }

    /// <summary>Reads the file as a stream, never whole. Throws <see cref="ConnectorException"/> with slug "not-an-export" when it is something else.</summary>
    IAsyncEnumerable<SyncBatch> ImportAsync(Stream file, ConnectorContext context, CancellationToken cancellationToken);
}

/// <param name="Id">Lower-case letters, digits and dashes; stable for ever, for example "activitywatch".</param>
/// <param name="Provides">What a sync may bring: "samples", "work-items".</param>
public sealed record ConnectorInfo(string Id, string Name, string Description, Version Version, IReadOnlyList<string> Provides)
{
    /// <summary>Where people read more; shown as text.</summary>
    public string? Homepage { get; init; }
}

/// <summary>Opaque text by which a connector resumes, at most 64 KiB. Written in the transaction of the data it stands for.</summary>
public sealed record Checkpoint(string Value);

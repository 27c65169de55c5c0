namespace Daybook.Connectors.Hosting;

/// <summary>
/// Active: loaded and leased out. Disabled: switched off by settings. Incompatible: built against another contract. Faulty: broken files,
/// a failed load, or code that does not come back. Retiring: replaced, still in use. Missing: configured somewhere, but its code is absent.
/// </summary>
public enum ConnectorState { Active, Disabled, Incompatible, Faulty, Retiring, Missing }

/// <summary>What is known of a connector; everything but the id may be empty when its code could not be loaded.</summary>
public sealed record ConnectorEntry(string Id, string Name, string Version, ConnectorState State)
{
    /// <summary>Why it is not active, or what was wrong with another copy of it; a sentence for people.</summary>
    public string? Reason { get; init; }
    public string Description { get; init; } = "";
    public string? Homepage { get; init; }
    public IReadOnlyList<string> Provides { get; init; } = [];

    /// <summary>What its export file is called, when it reads one.</summary>
    public string? FileHint { get; init; }
    public bool Imports => FileHint is not null;
    public SettingsSchema Settings { get; init; } = new([]);
}

/// <summary>Where connectors come from and how long their code may take.</summary>
public sealed record HostingOptions
{
    /// <summary>Folders with one sub-folder per connector, the program's own first. A missing folder is an empty one.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Where copies are laid before they are loaded; ours alone.</summary>
    public required string RunFolder { get; init; }

    public IReadOnlyCollection<string> Disabled { get; init; } = [];

    /// <summary>How long constructor, info and schema may take together.</summary>
    public TimeSpan LoadDeadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan TestDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one batch of a sync may take.</summary>
    public TimeSpan BatchDeadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long code that was cancelled may take to come back before it is called stuck.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long running syncs of a replaced version may go on before they are cancelled.</summary>
    public TimeSpan RetireAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Stuck calls after which a connector is faulty until the next rescan loads it afresh.</summary>
    public int StuckLimit { get; init; } = 3;
}

/// <summary>Foreign code failed in a way it did not foresee. The slug is stable; the message names no secret and quotes no foreign text.</summary>
public sealed class ConnectorFaultException(string slug, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Slug { get; } = slug;
}

using Daybook.Ingest.Contracts;

namespace Daybook.Insights.Stats;

/// <summary>A heartbeat with everything that can be counted by.</summary>
/// <param name="AtMs">Unix milliseconds UTC.</param>
/// <param name="Entity">The file, address, domain or app it is about, as it was sent.</param>
/// <param name="Tool">The editor, browser or agent.</param>
/// <param name="Category">As sent, or what its kind of tool is for.</param>
/// <param name="Body">What was sent with this one alone, as JSON text; "" for nothing.</param>
/// <param name="Data">What was sent of its context beyond these, as JSON text.</param>
internal sealed record Beat(
    long AtMs, string? Entity, string? EntityType, string? Repository, string? Branch, string? Language, string Tool, string Machine, string Os,
    string? Category, SampleSource Source, bool IsWrite, DeviceKind Kind, int DeviceId, Guid EventId, string? UserAgent, string Body, string? Data)
{
    /// <summary>Watchers tell how long it lasted; heartbeats do not.</summary>
    public int CoveredMs { get; init; }

    /// <summary>The tool says that nobody is at it any more: ends its own time and claims none.</summary>
    public bool IsIdle { get; init; }

    /// <summary>What statistics by file count it under: the file, or the host of an address.</summary>
    public string FileKey { get; init; } = "";

    public long EndMs => AtMs + CoveredMs;

    public bool IsAgent => Source == SampleSource.Agent;
}

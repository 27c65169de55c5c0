using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Editors;

/// <summary>What became of a heartbeat.</summary>
internal enum HeartbeatOutcome { Waiting, Stored, Duplicate, Excluded, Rejected }

/// <summary>A message of an editor on its way in, its texts canonical. What it is about fills up while it is prepared; then it becomes a sample.</summary>
internal sealed class SentHeartbeat
{
    public long? TimeUs { get; set; }
    public string? Entity { get; set; }
    public string Type { get; set; } = "file";
    public string? Category { get; set; }
    public string? Project { get; set; }
    public string? Branch { get; set; }
    public string? Language { get; set; }
    public string? UserAgent { get; set; }
    public string? Machine { get; set; }
    public bool IsWrite { get; set; }
    public SampleState State { get; set; } = SampleState.Active;

    /// <summary>Who sent it; decides the stream it belongs to.</summary>
    public ClientTool? Tool { get; set; }

    /// <summary>JSON text of a list.</summary>
    public string? Dependencies { get; set; }

    public long? ProjectRootCount { get; set; }
    public string? ProjectFolder { get; set; }
    public string? Model { get; set; }
    public HeartbeatNumbers Numbers { get; set; }
    public Repairs Repairs { get; set; }

    public bool IsBrowsing => Type is "domain" or "url";

    /// <summary>The instant, once there is one.</summary>
    public DateTimeOffset Instant => DateTimeOffset.UnixEpoch.AddTicks(TimeUs!.Value * TimeSpan.TicksPerMicrosecond);

    public Guid Id { get; set; }
    public HeartbeatOutcome Outcome { get; private set; }

    /// <summary>Why it can never be stored.</summary>
    public (string Field, string Reason) Refusal { get; private set; }

    public void Refuse(string field, string reason)
    {
        if (Outcome != HeartbeatOutcome.Rejected) Refusal = (field, reason);
        Outcome = HeartbeatOutcome.Rejected;
    }

    public void Became(HeartbeatOutcome outcome) => Outcome = outcome;
}

/// <summary>What a heartbeat counts by itself. The AI counts are differences since the one before; lines may be negative.</summary>
internal readonly record struct HeartbeatNumbers
{
    public long? Lines { get; init; }
    public long? LineNumber { get; init; }
    public long? CursorPosition { get; init; }
    public long? AiLineChanges { get; init; }
    public long? HumanLineChanges { get; init; }
    public long? LineAdditions { get; init; }
    public long? LineDeletions { get; init; }
    public string? AiSession { get; init; }
    public long? AiInputTokens { get; init; }
    public long? AiOutputTokens { get; init; }
    public long? AiCachedInputTokens { get; init; }
    public long? AiPromptLength { get; init; }
}

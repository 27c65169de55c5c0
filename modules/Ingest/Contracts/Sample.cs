namespace Daybook.Ingest.Contracts;

/// <summary>What kind of evidence a sample is. Human: a person's input or focus; assist: an editor's heartbeat; agent: a program working alone; range: an interval somebody stated.</summary>
public enum SampleSource : short { Human = 0, Assist = 1, Agent = 2, Range = 3 }

/// <summary>What the device said of the person during the sample.</summary>
public enum SampleState : short { Active = 0, Idle = 1, Locked = 2, Paused = 3, Excluded = 4, Sleep = 5 }

/// <summary>What kind of stream a device is: decides how Enrichment reads its samples.</summary>
public enum DeviceKind : short
{
    /// <summary>The desktop agent: foreground window, idle seconds and state in every sample.</summary>
    Agent = 0,

    /// <summary>A window watcher: focus without presence.</summary>
    Window = 1,

    /// <summary>A presence watcher: active or idle, no context.</summary>
    Presence = 2,

    /// <summary>A browser watcher: the tab, only meant while the browser has focus.</summary>
    Browser = 3,

    /// <summary>An editor's heartbeats: file, repository, branch, language.</summary>
    Editor = 4,

    /// <summary>Stated intervals: calendar, manual timer.</summary>
    Range = 5,

    /// <summary>An AI coding agent.</summary>
    CodingAgent = 6,

    /// <summary>Kept for the client that sent it; says nothing of a person's time.</summary>
    Other = 7,
}

/// <summary>What was on the screen, each text canonical and cut to its field's limit. Stored once per person, referred to by hash.</summary>
/// <param name="Category">What a heartbeat calls the activity: "coding", "debugging", "ai coding", … (an open set).</param>
/// <param name="EntityType">What a heartbeat's entity is: "file", "app", "domain", "url", … (an open set).</param>
/// <param name="UserAgent">The program that sent it, as it names itself.</param>
/// <param name="Data">What the protocol says of this context beyond the house's fields, as JSON text.</param>
public sealed record SampleContext(
    string? App = null, string? BundleId = null, string? Title = null, string? Url = null, string? File = null, string? Repository = null,
    string? Branch = null, string? Language = null, string? Cwd = null, string? Command = null, string? CallApp = null, string? CalendarEvent = null,
    string? Category = null, string? EntityType = null, string? UserAgent = null, string? Data = null)
{
    public static readonly SampleContext Empty = new();
}

/// <summary>One observation on its way in, already in the house's words.</summary>
/// <param name="EventId">Identity within the device, for ever.</param>
/// <param name="End">The instant of the observation; it covers [End − DurationMs, End].</param>
/// <param name="DurationMs">0 to 24 days (2 073 600 000); outside it is bounded, and the verdict says repaired.</param>
/// <param name="IdleMs">How long the person had been without input at <paramref name="End"/>.</param>
/// <param name="Extra">What the protocol sent with this sample alone (not its context) beyond the house's fields, as JSON text, or null.</param>
public sealed record IncomingSample(
    Guid EventId, DateTimeOffset End, long DurationMs, long IdleMs, SampleState State, SampleSource Source, bool InCall,
    long Seq, string? BootId, SampleContext Context, string? Extra = null)
{
    /// <summary>Key presses during the sample; −1 when the source does not count.</summary>
    public int KeyEvents { get; init; } = -1;

    /// <summary>Mouse clicks and moves during the sample; −1 when the source does not count.</summary>
    public int MouseEvents { get; init; } = -1;

    /// <summary>An editor saved the file.</summary>
    public bool IsWrite { get; init; }

    /// <summary>By how much <see cref="End"/> was moved because the device's clock was wrong; kept beside the sample.</summary>
    public long SkewMs { get; init; }

    /// <summary><see cref="Seq"/> is a number that its protocol asks for the sample by.</summary>
    public bool IsNumbered { get; init; }
}

/// <summary>What became of one item. They add up to what was sent.</summary>
public enum Verdict { Accepted, Duplicate, Repaired, Conflict, Rejected }

/// <summary>The verdict on item <paramref name="Index"/>; a reason (a stable word) where it was not simply taken.</summary>
public sealed record ItemVerdict(int Index, Verdict Verdict, string? Reason = null);

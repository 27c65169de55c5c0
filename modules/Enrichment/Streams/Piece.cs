namespace Daybook.Enrichment.Streams;

/// <summary>What a piece says of the person. Ordered by how little it claims.</summary>
internal enum Presence : byte { Idle, Locked, Private, Active }

/// <summary>A stretch of one stream, [Start, End) in Unix milliseconds. Pieces of one lane are ordered and never overlap.</summary>
/// <param name="Context">Index into the day's <see cref="ContextTable"/>; <see cref="ContextTable.None"/> when nothing is known or kept.</param>
/// <param name="IdleMs">How long the person had been without input at the end: small is fresh.</param>
internal readonly record struct Piece(long Start, long End, Presence Presence, int Context, bool InCall, int IdleMs, int Device, Guid EventId)
{
    public long Length => End - Start;

    public Piece Cut(long start, long end) => this with { Start = Math.Max(Start, start), End = Math.Min(End, end) };
}

internal enum LaneKind : byte { Focus, Timer, Browser, Editor, PresenceOnly }

/// <summary>One competitor for the person's time: a stream that claims that somebody was there.</summary>
/// <param name="ProjectId">The project its owner set for everything of this source that nothing else explains.</param>
internal sealed record Lane(int DeviceId, string Name, LaneKind Kind, Guid? ProjectId, Piece[] Pieces);

/// <summary>A machine's, a calendar's or an agent's pieces that only comment on the day and never add time.</summary>
internal sealed record Annotation(int DeviceId, string Name, Piece[] Pieces);

/// <summary>Everything the sweep needs of a day.</summary>
internal sealed record DayStreams(ContextTable Contexts, IReadOnlyList<Lane> Lanes, IReadOnlyList<Annotation> Annotations);

using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;

namespace Daybook.Ingest.Door;

/// <summary>A sample as it may be stored. <paramref name="Index"/>: its place in what was sent.</summary>
internal sealed record SampleRow(
    int Index, Guid EventId, DateTimeOffset End, int DurationMs, int IdleMs, SampleState State, SampleSource Source, bool InCall,
    bool IsWrite, long Seq, string? BootId, long Context, SampleContext Texts, short KeyEvents, short MouseEvents, long SkewMs, string? Extra, Repairs Repairs)
{
    /// <summary>The protocol asks for the sample by <see cref="Seq"/>.</summary>
    public bool IsNumbered { get; init; }

    public SampleFlags Flags => SampleFlags.Of(State, Source, InCall, IsWrite, DurationMs, IsNumbered);

    public DateTimeOffset Start => End.AddMilliseconds(-DurationMs);

    /// <summary>
    /// The order in which rows are written. The index by time stays full, and neighbours in time lie side by side. It does not depend on who writes: two
    /// requests with the same samples wait for each other, but not in a circle.
    /// </summary>
    public static int ByTime(SampleRow one, SampleRow other)
    {
        var order = one.Start.CompareTo(other.Start);
        return order == 0 ? one.EventId.CompareTo(other.EventId) : order;
    }

    /// <summary>Whether the stored version says the same. The instant is compared as the device's own clock told it: corrections vary.</summary>
    public bool Says(StoredSample stored) =>
        DurationMs == stored.DurationMs && IdleMs == stored.IdleMs && State == stored.State && Source == stored.Source
        && InCall == stored.InCall && IsWrite == stored.IsWrite && Context == stored.Context && End.AddMilliseconds(-SkewMs) == stored.End.AddMilliseconds(-stored.SkewMs);
}

/// <summary>What is compared of a sample that is already there.</summary>
internal sealed record StoredSample(
    Guid EventId, DateTimeOffset End, int DurationMs, int IdleMs, SampleState State, SampleSource Source, bool InCall, bool IsWrite, long Context, long SkewMs)
{
    public DateTimeOffset Start => End.AddMilliseconds(-DurationMs);
}

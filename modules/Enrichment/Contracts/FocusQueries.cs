using Daybook.Ingest.Contracts;
using Daybook.Kernel.Days;

namespace Daybook.Enrichment.Contracts;

/// <summary>A stretch during which the person was there, [Start, End) in Unix milliseconds, and what was in front.</summary>
/// <param name="Repository">As it was said, or as it was read from a directory, a title or an address; "" when unknown.</param>
/// <param name="Device">The stream that saw it.</param>
public sealed record FocusSpan(long StartMs, long EndMs, SampleContext Context, string Repository, SampleDevice Device);

internal delegate Task<IReadOnlyList<FocusSpan>> ReadFocus(UserDay day, CancellationToken ct);

/// <summary>Asks the day's timeline, derived afresh from the samples, before anything is labelled.</summary>
public sealed class FocusQueries
{
    private readonly ReadFocus read;

    internal FocusQueries(ReadFocus read) => this.read = read;

    /// <summary>Disjoint, in order: the time at which a human source was active. Absence, a locked screen and what was withheld are not in it.</summary>
    public Task<IReadOnlyList<FocusSpan>> DayAsync(UserDay day, CancellationToken ct) => read(day, ct);
}

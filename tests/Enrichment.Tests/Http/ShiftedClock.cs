namespace Daybook.Enrichment.Tests.Http;

/// <summary>The real clock, as if today were another day: timers run, samples of that day are fresh.</summary>
internal sealed class ShiftedClock(DateTimeOffset now) : TimeProvider
{
    private readonly TimeSpan shift = now - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}

namespace Daybook.Enrichment.Tests.Http;

/// <summary>The real clock, as if today were another day: timers run, samples of that day are fresh.</summary>
internal sealed class ShiftedClock(DateTimeOffset now) : TimeProvider
{
    private TimeSpan shift = now - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;

    /// <summary>The day becomes a past one.</summary>
    public void Sleep(TimeSpan time) => shift += time;
}

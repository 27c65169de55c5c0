using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;

namespace Daybook.Ingest.Door;

/// <summary>Makes a sample canonical, or says why it can never be stored. Pure.</summary>
internal sealed class SampleJudge(Device device, DateTimeOffset now)
{
    public const string OutOfRange = "ts_out_of_range";
    public const string BadEventId = "bad_event_id";
    public const string Revoked = "device_revoked";

    // Samples carry integer milliseconds: 24 days fit.
    public const int MaxDurationMs = 24 * 86_400_000;
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    // Stated intervals may lie ahead: a calendar knows next week.
    private static readonly TimeSpan StatedAhead = TimeSpan.FromDays(366);

    private readonly HashSet<string> excluded = new(device.ExcludedBundleIds, StringComparer.OrdinalIgnoreCase);
    private SampleContext lastRaw = SampleContext.Empty;
    private SampleContext lastContext = SampleContext.Empty;
    private Repairs lastRepairs;
    private long lastHash;

    public static bool IsInRange(IncomingSample sample, DateTimeOffset now) =>
        sample.End >= Earliest && sample.End <= now + (sample.Source == SampleSource.Range ? StatedAhead : Ahead);

    /// <summary>The row, or null and the reason.</summary>
    public SampleRow? Judge(int index, IncomingSample sample, Repairs repairs, out string? reason)
    {
        reason = null;
        if (device.RevokedAt is not null) reason = Revoked;
        else if (sample.EventId == Guid.Empty) reason = BadEventId;
        else if (!IsInRange(sample, now)) reason = OutOfRange;
        if (reason is not null) return null;

        if (sample.SkewMs != 0) repairs |= Repairs.Clock;
        var duration = Bounded(sample.DurationMs, ref repairs);
        var idle = Bounded(sample.IdleMs, ref repairs);
        var state = Hidden(sample);
        var hash = state == SampleState.Active || state == SampleState.Idle ? Context(sample.Context, ref repairs) : 0;
        return new SampleRow(
            index, sample.EventId, Milliseconds(sample.End), duration, idle, state, sample.Source, sample.InCall,
            sample.IsWrite, Math.Max(0, sample.Seq), CanonicalText.Of(sample.BootId, 64, ref repairs), hash, hash == 0 ? SampleContext.Empty : lastContext,
            Count(sample.KeyEvents), Count(sample.MouseEvents), sample.SkewMs,
            state is SampleState.Active or SampleState.Idle ? CanonicalJson.Of(sample.Extra, ref repairs) : null, repairs) { IsNumbered = sample.IsNumbered };
    }

    /// <summary>What the person keeps to themselves: a paused device and excluded apps leave only that time passed.</summary>
    private SampleState Hidden(IncomingSample sample)
    {
        if (sample.State is not (SampleState.Active or SampleState.Idle)) return sample.State;
        if (device.PausedAt is { } paused && sample.End >= paused) return SampleState.Paused;
        return IsExcluded(sample.Context.BundleId) || IsExcluded(sample.Context.App) ? SampleState.Excluded : sample.State;
    }

    private bool IsExcluded(string? app) => app is not null && excluded.Contains(app);

    // The same context for minutes on end: its canonical form and its hash are made once.
    private long Context(SampleContext raw, ref Repairs repairs)
    {
        if (!ReferenceEquals(raw, lastRaw))
        {
            lastRepairs = Repairs.None;
            lastContext = CanonicalContext.Of(raw, ref lastRepairs);
            lastHash = ContextHash.Of(lastContext);
            lastRaw = raw;
        }

        repairs |= lastRepairs;
        return lastHash;
    }

    private static int Bounded(long ms, ref Repairs repairs)
    {
        if (ms is >= 0 and <= MaxDurationMs) return (int)ms;
        repairs |= Repairs.Number;
        return ms < 0 ? 0 : MaxDurationMs;
    }

    private static short Count(int events) => (short)Math.Clamp(events, -1, short.MaxValue);

    private static DateTimeOffset Milliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}

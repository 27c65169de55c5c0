using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Intake;
using Daybook.Ingest.Limits;
using Daybook.Ingest.Privacy;
using Daybook.Workspace.Contracts;

namespace Daybook.Ingest.Editors;

/// <summary>Which contract a request speaks: its word in identities, and how its streams are called.</summary>
internal sealed record HeartbeatContract(string Word, bool NamesKind)
{
    public static readonly HeartbeatContract WakaTime = new("waka", NamesKind: true);
    public static readonly HeartbeatContract DevTime = new("devtime", NamesKind: false);

    public string StreamOf(string machine, string tool, DeviceKind kind) =>
        NamesKind ? $"{Word}:{machine}/{tool}/{kind.ToString().ToLowerInvariant()}" : $"{Word}:{machine}/{tool}";
}

/// <summary>Takes the heartbeats of one request: placeholders, privacy, streams, limits, then one transaction for all of them.</summary>
internal sealed class HeartbeatIntake(
    UserQueries users, StreamBook streams, PrivacyStore privacy, LastHeartbeats last, SampleIntake intake, IngestLimiter limiter, IngestMeter meter,
    TimeProvider time)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClockOff = TimeSpan.FromHours(24);

    private sealed record Stream(Device Device)
    {
        public List<SentHeartbeat> Beats { get; } = [];
        public List<Arrival> Arrivals { get; } = [];
    }

    /// <summary>Every heartbeat has its outcome when this returns null; else how long to wait: nothing is stored then.</summary>
    public async Task<TimeSpan?> TakeAsync(int userId, HeartbeatContract contract, IReadOnlyList<SentHeartbeat> beats, CancellationToken ct)
    {
        var rules = await privacy.OfAsync(userId, ct);
        var samples = new HeartbeatSamples(contract.Word);
        foreach (var beat in beats)
            if (beat.Outcome == HeartbeatOutcome.Waiting) Settle(beat, samples);
        await last.FillAsync(userId, beats, rules, ct);

        var excluded = 0;
        foreach (var beat in beats)
        {
            if (beat.Outcome != HeartbeatOutcome.Waiting || IsKept(beat, rules)) continue;
            beat.Became(HeartbeatOutcome.Excluded);
            excluded++;
        }

        var found = await StreamsAsync(userId, contract, beats, ct);
        foreach (var stream in found)
            if (limiter.Refuse(stream.Device, stream.Beats.Count) is { } wait) return wait;
        meter.Exclude(excluded);
        if (found.Count > 0) await StoreAsync(userId, samples, found, Skew(beats), ct);
        return null;
    }

    /// <summary>False when the person wants nothing of it stored; else its paths are as they want them.</summary>
    private static bool IsKept(SentHeartbeat beat, PrivacyRules rules)
    {
        var file = beat.IsBrowsing ? null : beat.Entity;
        if (rules.Drops(beat.Project, file)) return false;
        if (!rules.HashesPaths) return true;
        if (file is not null && (beat.Type == "file" || file.AsSpan().ContainsAny('/', '\\'))) beat.Entity = rules.Hidden(file);
        if (beat.ProjectFolder is { } folder) beat.ProjectFolder = rules.Hidden(folder);
        return true;
    }

    /// <summary>What goes without saying is said, so that a message has one identity however it is put.</summary>
    private static void Settle(SentHeartbeat beat, HeartbeatSamples samples)
    {
        beat.Category ??= beat.IsBrowsing ? "browsing" : beat.Tool!.Agent is null ? "coding" : "ai coding";
        beat.Id = samples.IdOf(beat);
    }

    private async Task<List<Stream>> StreamsAsync(int userId, HeartbeatContract contract, IReadOnlyList<SentHeartbeat> beats, CancellationToken ct)
    {
        var found = new Dictionary<(string Machine, string Tool, DeviceKind Kind), Stream>();
        foreach (var beat in beats)
        {
            if (beat.Outcome != HeartbeatOutcome.Waiting) continue;
            var key = (beat.Machine ?? "", beat.Tool!.Tool, HeartbeatSamples.KindOf(beat));
            if (!found.TryGetValue(key, out var stream)) found[key] = stream = new Stream(await OpenAsync(userId, contract, key, beat.Tool.Os, ct));
            stream.Beats.Add(beat);
        }

        return [.. found.Values.OrderBy(stream => stream.Device.DeviceId)];
    }

    private Task<Device> OpenAsync(
        int userId, HeartbeatContract contract, (string Machine, string Tool, DeviceKind Kind) key, string os, CancellationToken ct)
    {
        var repairs = Repairs.None;
        var machine = CanonicalText.Of(key.Machine, CanonicalContext.Name, ref repairs) ?? "";
        var tool = CanonicalText.Of(key.Tool, 200, ref repairs) ?? "Unknown";
        return streams.OpenAsync(userId, new StreamInfo(contract.StreamOf(machine, tool, key.Kind), tool, machine, key.Kind, os), ct);
    }

    private async Task StoreAsync(int userId, HeartbeatSamples samples, List<Stream> found, long skewMs, CancellationToken ct)
    {
        var person = await users.FindRecentAsync(userId, ct) ?? throw new InvalidOperationException("There is no such person any more.");
        foreach (var stream in found)
        foreach (var beat in stream.Beats)
            stream.Arrivals.Add(new Arrival(samples.Make(beat, skewMs), beat.Repairs));
        var stored = await intake.StoreAsync([.. found.Select(stream => new Submission(stream.Device, person.Clock, stream.Arrivals))], ct);
        for (var i = 0; i < found.Count; i++)
        for (var j = 0; j < found[i].Beats.Count; j++)
            Conclude(found[i].Beats[j], stored[i].Verdicts[j]);
    }

    private static void Conclude(SentHeartbeat beat, ItemVerdict verdict)
    {
        if (verdict.Verdict != Verdict.Rejected)
            beat.Became(verdict.Verdict is Verdict.Duplicate or Verdict.Conflict ? HeartbeatOutcome.Duplicate : HeartbeatOutcome.Stored);
        else if (verdict.Reason == SampleJudge.Revoked)
            beat.Refuse("machine", "This device was revoked.");
        else
            beat.Refuse("time", "The time lies in the future or before the year 2000.");
    }

    /// <summary>Nobody sends the future: a clock that is ahead is set right for the whole request, for what waited was told by it, too.</summary>
    private long Skew(IReadOnlyList<SentHeartbeat> beats)
    {
        var now = time.GetUtcNow();
        var newest = DateTimeOffset.MinValue;
        foreach (var beat in beats)
            if (beat.Outcome == HeartbeatOutcome.Waiting && beat.Instant is var at && at > newest && at <= now + ClockOff) newest = at;
        return newest > now + Ahead ? (long)(now - newest).TotalMilliseconds : 0;
    }
}

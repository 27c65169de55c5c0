using Dapper;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Intake;
using Daybook.Ingest.Privacy;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;

namespace Daybook.Ingest.WakaTime.External;

/// <summary>A stored duration.</summary>
internal sealed record StoredDuration
{
    public Guid EventId { get; init; }
    public DateTimeOffset Start { get; init; }
    public int DurationMs { get; init; }
    public string? Title { get; init; }
    public string? EntityType { get; init; }
    public string? Category { get; init; }
    public string? Repository { get; init; }
    public string? Branch { get; init; }
    public string? Language { get; init; }
    public string? Data { get; init; }
}

/// <summary>Stores, corrects, lists and deletes what other programs state; all in the one stream of external durations.</summary>
internal sealed class ExternalIntake(StreamBook streams, DeviceStore devices, SampleStore samples, SampleGate gate, DayFeed feed, PrivacyStore privacy, Db db)
{
    private static readonly StreamInfo Stream = new("waka-external", "External durations", "", DeviceKind.Range, "");

    /// <summary>One verdict per duration, in order; what the person excludes counts as taken.</summary>
    public async Task<ItemVerdict[]> TakeAsync(UserSettings person, IReadOnlyList<ExternalDuration> durations, CancellationToken ct)
    {
        var rules = await privacy.OfAsync(person.UserId, ct);
        var device = await streams.OpenAsync(person.UserId, Stream, ct);
        var verdicts = durations.Select((_, index) => new ItemVerdict(index, Verdict.Accepted)).ToArray();
        // Of one that is sent twice at once, the last is what is meant.
        var kept = durations.Index().Where(item => !rules.Drops(item.Item.Project, null)).GroupBy(item => item.Item.Id).Select(group => group.Last()).ToArray();
        if (kept.Length == 0) return verdicts;
        await db.InTransactionAsync(async tx =>
        {
            await ForgetAsync(tx, device, person.Clock, [.. kept.Select(item => item.Item.Id)], ct);
            var arrivals = kept.Select(item => new Arrival(item.Item.Sample(), Repairs.None)).ToArray();
            var judged = await gate.AcceptAsync(tx, device, person.Clock, arrivals, growing: false, null, ct);
            for (var i = 0; i < kept.Length; i++) verdicts[kept[i].Index] = judged[i];
        }, ct);
        return verdicts;
    }

    public async Task<IReadOnlyList<StoredDuration>> ListAsync(int userId, LocalDay day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<StoredDuration>(new CommandDefinition(
            List, new { userId, client = Stream.ClientId, from = day.Start, to = day.End }, cancellationToken: ct))).AsList();
    }

    public async Task DeleteAsync(UserSettings person, Guid[] ids, CancellationToken ct)
    {
        var device = await streams.OpenAsync(person.UserId, Stream, ct);
        await db.InTransactionAsync(tx => ForgetAsync(tx, device, person.Clock, ids, ct), ct);
    }

    private async Task ForgetAsync(Npgsql.NpgsqlTransaction tx, Device device, DayClock clock, Guid[] ids, CancellationToken ct)
    {
        // What is deleted here comes again, often at the same moment: one after the other.
        await devices.LockAsync(tx, device, ct);
        var known = await samples.FindAsync(tx, device, ids, ct);
        if (known.Count == 0) return;
        await using var batch = new Npgsql.NpgsqlBatch(tx.Connection, tx) { BatchCommands = { samples.Delete(device, [.. known.Keys.Order()]) } };
        await batch.ExecuteNonQueryAsync(ct);
        var touched = new TouchedDays(device.UserId, clock);
        foreach (var sample in known.Values) touched.Add(sample.End.AddMilliseconds(-sample.DurationMs), sample.End);
        await feed.TouchAsync(tx, SampleQueries.SamplesFeed, touched.Days, ct);
    }

    private const string List = """
        select sample.event_id, sample.ts as start, sample.duration_ms, context.title, context.entity_type, context.category, context.repository, context.branch,
            context.language, context.data
        from ingest.device as device
        join ingest.sample as sample on sample.user_id = device.user_id and sample.device_id = device.device_id
        join ingest.context as context on context.user_id = sample.user_id and context.hash = sample.context
        where device.user_id = @userId and device.client_id = @client
            and sample.ts < @to and sample.ts > @from - interval '25 days' and sample.ts + sample.duration_ms * interval '1 millisecond' > @from
        order by sample.ts, sample.event_id
        """;
}

using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Kernel.Days;
using Daybook.Kernel.Time;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>A sample and what its protocol already had to mend in it.</summary>
internal readonly record struct Arrival(IncomingSample Sample, Repairs Repairs);

/// <summary>Takes samples of one device: canonical form, verdicts, storage, touched days.</summary>
internal sealed class SampleGate(
    SampleStore samples, ContextStore contexts, BootStore boots, DeviceStore devices, DayFeed feed, TimeProvider time)
{
    /// <summary>One verdict per arrival, in order. <paramref name="clock"/> says which local days are touched.</summary>
    public async Task<ItemVerdict[]> AcceptAsync(
        NpgsqlTransaction tx, Device device, DayClock clock, IReadOnlyList<Arrival> arrivals, bool growing, RestatedWindow? restated,
        CancellationToken ct)
    {
        var verdicts = new ItemVerdict[arrivals.Count];
        var (rows, repeats) = Judge(device, arrivals, growing, verdicts);
        var touched = new TouchedDays(device.UserId, clock);

        if (growing || restated is not null) await ReplaceAsync(tx, device, arrivals, rows, restated, verdicts, touched, ct);
        else if (rows.Count > 0) await InsertAsync(tx, device, arrivals, rows, verdicts, touched, ct);
        await RepeatAsync(tx, device, repeats, growing, verdicts, ct);
        await feed.TouchAsync(tx, SampleQueries.SamplesFeed, touched.Days, ct);
        return verdicts;
    }

    /// <summary>The rows that may be stored, one per event, sorted by id so that two writers never wait for each other in a circle.</summary>
    private (List<SampleRow> Rows, List<SampleRow> Repeats) Judge(
        Device device, IReadOnlyList<Arrival> arrivals, bool growing, ItemVerdict[] verdicts)
    {
        var judge = new SampleJudge(device, time.GetUtcNow());
        var byId = new Dictionary<Guid, SampleRow>(arrivals.Count);
        var repeats = new List<SampleRow>();
        for (var i = 0; i < arrivals.Count; i++)
        {
            if (judge.Judge(i, arrivals[i].Sample, arrivals[i].Repairs, out var reason) is not { } row)
            {
                verdicts[i] = new ItemVerdict(i, Verdict.Rejected, reason);
            }
            else if (!byId.TryAdd(row.EventId, row))
            {
                var first = byId[row.EventId];
                var isLonger = growing && row.DurationMs > first.DurationMs;
                byId[row.EventId] = isLonger ? row : first;
                repeats.Add(isLonger ? first : row);
            }
        }

        var rows = byId.Values.ToList();
        rows.Sort((a, b) => a.EventId.CompareTo(b.EventId));
        return (rows, repeats);
    }

    /// <summary>What came twice in one batch is compared with what is stored now, whichever of the two that is.</summary>
    private async Task RepeatAsync(
        NpgsqlTransaction tx, Device device, List<SampleRow> repeats, bool growing, ItemVerdict[] verdicts, CancellationToken ct)
    {
        if (repeats.Count == 0) return;
        var stored = await samples.FindAsync(tx, device, [.. repeats.Select(row => row.EventId)], ct);
        foreach (var row in repeats) verdicts[row.Index] = growing ? new ItemVerdict(row.Index, Verdict.Duplicate) : Repeated(row, stored);
    }

    private static ItemVerdict Repeated(SampleRow row, Dictionary<Guid, StoredSample> stored) =>
        !stored.TryGetValue(row.EventId, out var known) || row.Says(known)
            ? new ItemVerdict(row.Index, Verdict.Duplicate) : new ItemVerdict(row.Index, Verdict.Conflict, "other_content");

    private async Task InsertAsync(
        NpgsqlTransaction tx, Device device, IReadOnlyList<Arrival> arrivals, List<SampleRow> rows, ItemVerdict[] verdicts, TouchedDays touched,
        CancellationToken ct)
    {
        var interned = await boots.InternAsync(tx, device, rows, ct);
        var fresh = rows;
        if (await RunAsync(tx, contexts.Insert(device.UserId, rows), samples.Insert(device, rows, interned), ct) is { } newIds)
        {
            var isNew = newIds.ToHashSet();
            fresh = rows.FindAll(row => isNew.Contains(row.EventId));
            var old = rows.FindAll(row => !isNew.Contains(row.EventId));
            var stored = await samples.FindAsync(tx, device, [.. old.Select(row => row.EventId)], ct);
            foreach (var row in old) verdicts[row.Index] = Repeated(row, stored);
        }

        await samples.KeepClocksAsync(tx, device, fresh, replacing: false, ct);
        foreach (var row in fresh)
        {
            touched.Add(row.Start, row.End);
            verdicts[row.Index] = Taken(row, arrivals[row.Index].Sample.State);
        }
    }

    private async Task ReplaceAsync(
        NpgsqlTransaction tx, Device device, IReadOnlyList<Arrival> arrivals, List<SampleRow> rows, RestatedWindow? restated, ItemVerdict[] verdicts,
        TouchedDays touched, CancellationToken ct)
    {
        await devices.LockAsync(tx, device, ct);
        var stored = await samples.FindAsync(tx, device, [.. rows.Select(row => row.EventId)], ct);
        var changed = new List<SampleRow>();
        foreach (var row in rows)
        {
            if (!stored.TryGetValue(row.EventId, out var old))
            {
                verdicts[row.Index] = Taken(row, arrivals[row.Index].Sample.State);
            }
            else if (row.Says(old) || (row.DurationMs < old.DurationMs && !IsWholeTruth(restated, row)))
            {
                verdicts[row.Index] = new ItemVerdict(row.Index, Verdict.Duplicate);
                continue;
            }
            else if (row.DurationMs == old.DurationMs && !IsWholeTruth(restated, row))
            {
                verdicts[row.Index] = new ItemVerdict(row.Index, Verdict.Conflict, "other_content");
                continue;
            }
            else
            {
                verdicts[row.Index] = new ItemVerdict(row.Index, row.Repairs == Repairs.None ? Verdict.Accepted : Verdict.Repaired, "replaced");
                touched.Add(old.Start, old.End);
            }

            changed.Add(row);
            touched.Add(row.Start, row.End);
        }

        if (changed.Count > 0)
        {
            var interned = await boots.InternAsync(tx, device, changed, ct);
            await RunAsync(tx, contexts.Insert(device.UserId, changed), samples.Replace(device, changed, interned), ct);
            await samples.KeepClocksAsync(tx, device, changed, replacing: true, ct);
        }

        if (restated is null) return;

        // What was sent and refused is still there at the source.
        var sent = arrivals.Select(arrival => arrival.Sample.EventId).ToArray();
        foreach (var gone in await samples.DeleteGoneAsync(tx, device, restated, sent, ct)) touched.Add(gone.Start, gone.End);
    }

    private static bool IsWholeTruth(RestatedWindow? window, SampleRow row) => window is not null && row.Start >= window.From && row.Start < window.To;

    private static async Task<Guid[]?> RunAsync(NpgsqlTransaction tx, NpgsqlBatchCommand? first, NpgsqlBatchCommand second, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(tx.Connection, tx);
        if (first is not null) batch.BatchCommands.Add(first);
        batch.BatchCommands.Add(second);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) && !await reader.IsDBNullAsync(0, ct) ? reader.GetFieldValue<Guid[]>(0) : null;
    }

    private static ItemVerdict Taken(SampleRow row, SampleState told) =>
        row.Repairs != Repairs.None ? new ItemVerdict(row.Index, Verdict.Repaired, RepairWords.Of(row.Repairs))
        : row.State != told ? new ItemVerdict(row.Index, Verdict.Accepted, row.State == SampleState.Paused ? "paused" : "excluded")
        : new ItemVerdict(row.Index, Verdict.Accepted);
}

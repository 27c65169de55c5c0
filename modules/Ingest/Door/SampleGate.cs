using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Kernel.Days;
using Daybook.Kernel.Time;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>A sample and what its protocol already had to mend in it.</summary>
internal readonly record struct Arrival(IncomingSample Sample, Repairs Repairs);

/// <summary>Takes samples: canonical form, verdicts, storage, touched days. Of many devices at once where they are only added.</summary>
internal sealed class SampleGate(
    SampleStore samples, ContextStore contexts, BootStore boots, DeviceStore devices, DayFeed feed, TimeProvider time)
{
    /// <summary>One verdict per arrival, in order. <paramref name="clock"/> says which local days are touched.</summary>
    public async Task<ItemVerdict[]> AcceptAsync(
        NpgsqlTransaction tx, Device device, DayClock clock, IReadOnlyList<Arrival> arrivals, bool growing, RestatedWindow? restated,
        CancellationToken ct)
    {
        var entry = new GateEntry(device, clock, arrivals);
        if (!growing && restated is null)
        {
            Judge([entry]);
            await AcceptAsync(tx, [entry], [], ct);
            return entry.Verdicts;
        }

        (entry.Rows, entry.Repeats) = Judge(device, arrivals, growing, entry.Verdicts);
        await ReplaceAsync(tx, device, arrivals, entry.Rows, restated, entry.Verdicts, entry.Touched, ct);
        await RepeatAsync(tx, entry, growing, ct);
        await feed.TouchAsync(tx, SampleQueries.SamplesFeed, entry.Touched.Days, ct);
        return entry.Verdicts;
    }

    /// <summary>Judges each part, and what may be stored of it. An event that an earlier part brings, too, is a repeat of the later one.</summary>
    public void Judge(IReadOnlyList<GateEntry> entries)
    {
        var known = entries.Count > 1 ? new HashSet<(int DeviceId, Guid EventId)>() : null;
        foreach (var entry in entries)
        {
            (entry.Rows, entry.Repeats) = Judge(entry.Device, entry.Arrivals, growing: false, entry.Verdicts);
            if (known is null) continue;
            var later = entry.Rows.FindAll(row => !known.Add((entry.Device.DeviceId, row.EventId)));
            if (later.Count == 0) continue;
            entry.Repeats.AddRange(later);
            entry.Rows = [.. entry.Rows.Except(later)];
        }
    }

    /// <summary>
    /// Adds what is not there yet of what was judged: all parts in one statement, with what was heard of their devices. Answers the devices' highest sequence
    /// numbers by device.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, long>> AcceptAsync(
        NpgsqlTransaction tx, IReadOnlyList<GateEntry> entries, IReadOnlyCollection<HeardDevice> heard, CancellationToken ct)
    {
        var rows = await RowsAsync(tx, entries, ct);
        var (newIds, seqs) = await RunAsync(tx, rows, heard, ct);
        if (newIds is not null) await CompareAsync(tx, entries, newIds, ct);
        foreach (var entry in entries)
        {
            // What is still there of the rows was new.
            await samples.KeepClocksAsync(tx, entry.Device, entry.Rows, replacing: false, ct);
            foreach (var row in entry.Rows)
            {
                entry.Touched.Add(row.Start, row.End);
                entry.Verdicts[row.Index] = Taken(row, entry.Arrivals[row.Index].Sample.State);
            }

            await RepeatAsync(tx, entry, growing: false, ct);
        }

        var touched = entries.Count == 1 ? entries[0].Touched.Days : entries.SelectMany(entry => entry.Touched.Days).ToHashSet();
        await feed.TouchAsync(tx, SampleQueries.SamplesFeed, touched, ct);
        return seqs;
    }

    /// <summary>All parts' rows, by stream and in order of time.</summary>
    private async Task<List<DeviceRow>> RowsAsync(NpgsqlTransaction tx, IReadOnlyList<GateEntry> entries, CancellationToken ct)
    {
        var rows = new List<DeviceRow>();
        foreach (var entry in entries)
        {
            var interned = await boots.InternAsync(tx, entry.Device, entry.Rows, ct);
            foreach (var row in entry.Rows) rows.Add(new DeviceRow(entry, row, SampleColumns.Boot(row, interned)));
        }

        if (entries.Count > 1) rows.Sort(DeviceRow.ByStream);
        return rows;
    }

    /// <summary>Contexts, samples and devices in one round trip. The ids that were new, or null when all were.</summary>
    private async Task<(HashSet<(int DeviceId, Guid EventId)>? NewIds, Dictionary<int, long> Seqs)> RunAsync(
        NpgsqlTransaction tx, List<DeviceRow> rows, IReadOnlyCollection<HeardDevice> heard, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(tx.Connection, tx);
        if (rows.Count > 0)
        {
            if (contexts.Insert(rows) is { } texts) batch.BatchCommands.Add(texts);
            batch.BatchCommands.Add(samples.Insert(rows));
        }

        if (heard.Count > 0) batch.BatchCommands.Add(devices.AdvanceAll(heard, time.GetUtcNow()));
        var (newIds, seqs) = ((HashSet<(int, Guid)>?)null, new Dictionary<int, long>());
        if (batch.BatchCommands.Count == 0) return (newIds, seqs);
        await batch.PrepareAsync(ct);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (rows.Count > 0)
        {
            if (await reader.ReadAsync(ct) && !await reader.IsDBNullAsync(0, ct))
                newIds = [.. reader.GetFieldValue<int[]>(0).Zip(reader.GetFieldValue<Guid[]>(1))];
            await reader.NextResultAsync(ct);
        }

        while (heard.Count > 0 && await reader.ReadAsync(ct)) seqs[reader.GetInt32(0)] = reader.GetInt64(1);
        return (newIds, seqs);
    }

    /// <summary>Judges what was there before, and leaves each part the rows that were new.</summary>
    private async Task CompareAsync(
        NpgsqlTransaction tx, IReadOnlyList<GateEntry> entries, HashSet<(int DeviceId, Guid EventId)> newIds, CancellationToken ct)
    {
        foreach (var entry in entries)
        {
            var old = entry.Rows.FindAll(row => !newIds.Contains((entry.Device.DeviceId, row.EventId)));
            if (old.Count == 0) continue;
            entry.Rows.RemoveAll(row => !newIds.Contains((entry.Device.DeviceId, row.EventId)));
            var stored = await samples.FindAsync(tx, entry.Device, [.. old.Select(row => row.EventId)], ct);
            foreach (var row in old) entry.Verdicts[row.Index] = Repeated(row, stored);
        }
    }

    /// <summary>The rows that may be stored, one per event, in order of time.</summary>
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
        rows.Sort(SampleRow.ByTime);
        return (rows, repeats);
    }

    /// <summary>What came twice is compared with what is stored now, whichever of the two that is.</summary>
    private async Task RepeatAsync(NpgsqlTransaction tx, GateEntry entry, bool growing, CancellationToken ct)
    {
        if (entry.Repeats.Count == 0) return;
        var stored = await samples.FindAsync(tx, entry.Device, [.. entry.Repeats.Select(row => row.EventId)], ct);
        foreach (var row in entry.Repeats)
            entry.Verdicts[row.Index] = growing ? new ItemVerdict(row.Index, Verdict.Duplicate) : Repeated(row, stored);
    }

    private static ItemVerdict Repeated(SampleRow row, Dictionary<Guid, StoredSample> stored) =>
        !stored.TryGetValue(row.EventId, out var known) || row.Says(known)
            ? new ItemVerdict(row.Index, Verdict.Duplicate) : new ItemVerdict(row.Index, Verdict.Conflict, "other_content");

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

    private static async Task RunAsync(NpgsqlTransaction tx, NpgsqlBatchCommand? first, NpgsqlBatchCommand second, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(tx.Connection, tx);
        if (first is not null) batch.BatchCommands.Add(first);
        batch.BatchCommands.Add(second);
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static ItemVerdict Taken(SampleRow row, SampleState told) =>
        row.Repairs != Repairs.None ? new ItemVerdict(row.Index, Verdict.Repaired, RepairWords.Of(row.Repairs))
        : row.State != told ? new ItemVerdict(row.Index, Verdict.Accepted, row.State == SampleState.Paused ? "paused" : "excluded")
        : new ItemVerdict(row.Index, Verdict.Accepted);
}

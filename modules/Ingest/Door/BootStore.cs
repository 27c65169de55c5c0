using Dapper;
using Daybook.Ingest.Devices;
using Npgsql;

namespace Daybook.Ingest.Door;

/// <summary>Reads and writes ingest.boot: a device's boot ids as small integers, in the order they were first heard of. 0: none was told.</summary>
internal sealed class BootStore(DeviceStore devices)
{
    private static readonly IReadOnlyDictionary<string, int> None = new Dictionary<string, int>(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, int>> InternAsync(
        NpgsqlTransaction tx, Device device, IReadOnlyList<SampleRow> rows, CancellationToken ct)
    {
        HashSet<string>? names = null;
        foreach (var row in rows)
            if (row.BootId is { } name) (names ??= new(StringComparer.Ordinal)).Add(name);
        if (names is null) return None;

        var boots = await FindAsync(tx, device, names, ct);
        if (boots.Count == names.Count) return boots;
        await devices.LockAsync(tx, device, ct);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Insert, new { device.UserId, device.DeviceId, names = names.ToArray() }, tx, cancellationToken: ct));
        return await FindAsync(tx, device, names, ct);
    }

    private static async Task<Dictionary<string, int>> FindAsync(NpgsqlTransaction tx, Device device, HashSet<string> names, CancellationToken ct) =>
        (await tx.Connection!.QueryAsync<(string Name, int Boot)>(
            new CommandDefinition(Find, new { device.UserId, device.DeviceId, names = names.ToArray() }, tx, cancellationToken: ct)))
        .ToDictionary(boot => boot.Name, boot => boot.Boot, StringComparer.Ordinal);

    private const string Find = """
        select boot_id, boot from ingest.boot where user_id = @userId and device_id = @deviceId and boot_id = any(@names)
        """;

    private const string Insert = """
        insert into ingest.boot (user_id, device_id, boot, boot_id)
        select @userId, @deviceId,
            (select coalesce(max(boot), 0) from ingest.boot where user_id = @userId and device_id = @deviceId)
                + row_number() over (order by fresh.place),
            fresh.name
        from unnest(@names) with ordinality as fresh(name, place)
        where not exists (
            select 1 from ingest.boot as known
            where known.user_id = @userId and known.device_id = @deviceId and known.boot_id = fresh.name)
        """;
}

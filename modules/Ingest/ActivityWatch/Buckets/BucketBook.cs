using Daybook.Ingest.Canonical;
using Daybook.Ingest.Devices;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Ingest.ActivityWatch.Buckets;

/// <summary>What a client says of a bucket it makes.</summary>
internal sealed record BucketWish(string Id, string Type, string Client, string Hostname, string Data = "{}", DateTimeOffset? Created = null);

/// <summary>
/// Finds and makes buckets. A bucket's stream has the client id that the connector gives the same bucket of an ActivityWatch server, so that what
/// was imported before and what the watchers send now is one stream.
/// </summary>
internal sealed class BucketBook(Db db, BucketStore buckets, DeviceStore devices, TimeProvider time)
{
    public const int MaxId = 255;
    private const string Source = "activitywatch:";
    private const int MaxClientId = 512;

    public async Task<OpenBucket?> FindAsync(BucketOwner owner, string id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await buckets.FindAsync(connection, owner, id, ct);
    }

    /// <summary>False when the owner has a bucket of that name already.</summary>
    public Task<bool> MakeAsync(BucketOwner owner, BucketWish wish, CancellationToken ct) =>
        db.InTransactionAsync(tx => MakeAsync(tx, owner, wish, ct), ct);

    public async Task<bool> MakeAsync(NpgsqlTransaction tx, BucketOwner owner, BucketWish wish, CancellationToken ct)
    {
        if (await buckets.FindAsync(tx.Connection!, owner, wish.Id, ct) is not null) return false;
        var (id, type) = (Text(wish.Id, MaxId), Text(wish.Type, 100));
        var hostname = wish.Hostname == "!local" ? Environment.MachineName : Text(wish.Hostname, 200);
        var machine = await MachineAsync(tx, owner, hostname, ct);
        var wanted = new NewDevice(
            owner.UserId, ClientId(machine, id), Enrolled: false, BucketTypes.KindOf(type, id), id, machine, BucketTypes.Platform(type, id), ProjectId: null);
        var device = await DeviceAsync(tx, wanted, ct);

        // Another device has a bucket of the same name for the same machine: theirs is theirs.
        if (await buckets.IsTakenAsync(tx, owner.UserId, device.DeviceId, ct))
            device = await DeviceAsync(tx, wanted with { ClientId = wanted.ClientId + "#" + owner.DeviceId }, ct);
        return await buckets.AddAsync(tx, new Bucket
        {
            UserId = owner.UserId, OwnerDevice = owner.DeviceId, BucketId = id, DeviceId = device.DeviceId, Type = type,
            Client = Text(wish.Client, 200), Hostname = hostname, Data = wish.Data,
            Created = DateTimeOffset.FromUnixTimeMilliseconds((wish.Created ?? time.GetUtcNow()).ToUnixTimeMilliseconds()),
        }, ct);
    }

    /// <summary>How a client's own name for the stream enters its events' ids.</summary>
    public static string StreamId(Device device) =>
        device.ClientId.StartsWith(Source, StringComparison.Ordinal) ? device.ClientId[Source.Length..] : device.ClientId;

    private async Task<Device> DeviceAsync(NpgsqlTransaction tx, NewDevice wanted, CancellationToken ct) =>
        await devices.MakeAsync(tx, wanted, ct) ?? throw new InvalidOperationException("The bucket's device was not stored.");

    /// <summary>Where the client runs: what it says, or the device whose token it has, or the only machine the person's other buckets know.</summary>
    private async Task<string> MachineAsync(NpgsqlTransaction tx, BucketOwner owner, string hostname, CancellationToken ct)
    {
        if (BucketTypes.IsHost(hostname)) return hostname;
        if (owner.DeviceId != 0 && await devices.FindAsync(tx.Connection!, owner.UserId, owner.DeviceId, ct) is { Machine.Length: > 0 } device) return device.Machine;
        var known = (await buckets.ListAsync(tx.Connection!, owner, ct)).Select(bucket => bucket.Hostname).Where(BucketTypes.IsHost)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return known is [var only] ? only : "unknown";
    }

    private static string ClientId(string machine, string id)
    {
        var client = $"{Source}{machine}/{id}";
        return client.Length <= MaxClientId - 12 ? client : client[..(MaxClientId - 12)];
    }

    private static string Text(string text, int limit)
    {
        var repairs = Repairs.None;
        return CanonicalText.Of(text.Trim(), limit, ref repairs) ?? "unknown";
    }
}

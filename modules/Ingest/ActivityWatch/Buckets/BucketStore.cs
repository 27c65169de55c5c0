using System.Data.Common;
using System.Globalization;
using Dapper;
using Daybook.Ingest.Devices;
using Npgsql;

namespace Daybook.Ingest.ActivityWatch.Buckets;

/// <summary>Reads and writes ingest.bucket.</summary>
internal sealed class BucketStore
{
    /// <summary>The command that locks the bucket's stream and reads both; <see cref="Read"/> takes its row.</summary>
    public NpgsqlBatchCommand Lock(BucketOwner owner, string id)
    {
        var command = new NpgsqlBatchCommand(FindAndLock);
        Fill(command.Parameters, owner, id);
        return command;
    }

    /// <summary>Names the same bucket in another command: @user, @owner, @bucket and, when the id is one that was shown, @device.</summary>
    public static void Fill(NpgsqlParameterCollection parameters, BucketOwner owner, string id)
    {
        var (name, device) = Named(owner, id);
        parameters.Add(new NpgsqlParameter<int>("user", owner.UserId));
        parameters.Add(new NpgsqlParameter<int>("owner", owner.DeviceId));
        parameters.Add(new NpgsqlParameter<string>("bucket", id));
        parameters.Add(new NpgsqlParameter<string>("name", name));
        parameters.Add(new NpgsqlParameter<int>("device", device));
    }

    public static OpenBucket Read(DbDataReader reader) => new(reader.GetRowParser<Bucket>()(reader), reader.GetRowParser<Device>()(reader));

    public async Task<OpenBucket?> FindAsync(NpgsqlConnection connection, BucketOwner owner, string id, CancellationToken ct)
    {
        var (name, device) = Named(owner, id);
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(
            Find, new { user = owner.UserId, owner = owner.DeviceId, bucket = id, name, device }, cancellationToken: ct));
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    /// <summary>All buckets the owner sees, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<Bucket>> ListAsync(NpgsqlConnection connection, BucketOwner owner, CancellationToken ct)
    {
        var all = (await connection.QueryAsync<Bucket>(new CommandDefinition(
            List, new { user = owner.UserId, owner = owner.DeviceId }, cancellationToken: ct))).AsList();
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var bucket in all.OrderBy(bucket => bucket.OwnerDevice)) first.TryAdd(bucket.BucketId, bucket.OwnerDevice);
        return [.. all.Select(bucket => bucket with
        {
            ShownId = first[bucket.BucketId] == bucket.OwnerDevice ? bucket.BucketId : string.Create(CultureInfo.InvariantCulture, $"{bucket.BucketId}~{bucket.OwnerDevice}"),
        })];
    }

    /// <summary>False when there is one of that name already.</summary>
    public async Task<bool> AddAsync(NpgsqlTransaction tx, Bucket bucket, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Insert, bucket, tx, cancellationToken: ct)) == 1;

    /// <summary>Whether a bucket other than this one holds its events in the device.</summary>
    public Task<bool> IsTakenAsync(NpgsqlTransaction tx, int userId, int deviceId, CancellationToken ct) =>
        tx.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(Taken, new { userId, deviceId }, tx, cancellationToken: ct));

    public Task DescribeAsync(NpgsqlTransaction tx, Bucket bucket, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Update, bucket, tx, cancellationToken: ct));

    public Task RemoveAsync(NpgsqlTransaction tx, Bucket bucket, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Delete, bucket, tx, cancellationToken: ct));

    // "aw-watcher-window_laptop~12" is how the person sees device 12's bucket beside another of that name.
    private static (string Name, int Device) Named(BucketOwner owner, string id)
    {
        var at = owner.DeviceId == 0 ? id.LastIndexOf('~') : -1;
        return at > 0 && int.TryParse(id.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var device) ? (id[..at], device) : (id, owner.DeviceId);
    }

    private const string Find = """
        select bucket.owner_device, bucket.bucket_id, bucket.type, bucket.client, bucket.hostname, bucket.created, bucket.data, device.*
        from ingest.bucket as bucket
        join ingest.device as device on device.user_id = bucket.user_id and device.device_id = bucket.device_id
        where bucket.user_id = @user
            and (bucket.bucket_id = @bucket and (bucket.owner_device = @owner or @owner = 0) or bucket.bucket_id = @name and bucket.owner_device = @device)
        order by bucket.bucket_id = @bucket desc, bucket.owner_device
        limit 1
        """;

    private const string FindAndLock = """
        select bucket.owner_device, bucket.bucket_id, bucket.type, bucket.client, bucket.hostname, bucket.created, bucket.data, device.*
        from ingest.bucket as bucket
        join ingest.device as device on device.user_id = bucket.user_id and device.device_id = bucket.device_id
        where bucket.user_id = @user
            and (bucket.bucket_id = @bucket and (bucket.owner_device = @owner or @owner = 0) or bucket.bucket_id = @name and bucket.owner_device = @device)
        order by bucket.bucket_id = @bucket desc, bucket.owner_device
        limit 1
        for no key update of device
        """;

    private const string List = """
        select * from ingest.bucket where user_id = @user and (owner_device = @owner or @owner = 0) order by created, bucket_id, owner_device
        """;

    private const string Taken = "select exists (select 1 from ingest.bucket where user_id = @userId and device_id = @deviceId)";

    private const string Insert = """
        insert into ingest.bucket (user_id, owner_device, bucket_id, device_id, type, client, hostname, created, data)
        values (@UserId, @OwnerDevice, @BucketId, @DeviceId, @Type, @Client, @Hostname, @Created, @Data)
        on conflict do nothing
        """;

    private const string Update = """
        update ingest.bucket set type = @Type, client = @Client, hostname = @Hostname, data = @Data
        where user_id = @UserId and bucket_id = @BucketId and owner_device = @OwnerDevice
        """;

    private const string Delete = """
        delete from ingest.bucket where user_id = @UserId and bucket_id = @BucketId and owner_device = @OwnerDevice
        """;
}

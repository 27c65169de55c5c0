using Dapper;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Ingest.Devices;

/// <summary>A device about to be made.</summary>
internal sealed record NewDevice(
    int UserId, string ClientId, bool Enrolled, DeviceKind Kind, string Name, string Machine, string Platform, Guid? ProjectId);

/// <summary>What a device's part of a group says of the device itself.</summary>
internal readonly record struct HeardDevice(int UserId, int DeviceId, long Seq, long? SkewMs);

/// <summary>Reads and writes ingest.device.</summary>
internal sealed class DeviceStore(PersonChanges changes)
{
    public Task<Device?> FindAsync(NpgsqlConnection connection, int userId, int deviceId, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<Device>(new CommandDefinition(ById, new { userId, deviceId }, cancellationToken: ct));

    public Task<Device?> FindAsync(NpgsqlConnection connection, int userId, Guid publicId, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<Device>(new CommandDefinition(ByPublicId, new { userId, publicId }, cancellationToken: ct));

    /// <summary>The enrolled device with this client id, whoever owns it.</summary>
    public Task<Device?> FindEnrolledAsync(NpgsqlConnection connection, string clientId, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<Device>(new CommandDefinition(ByClientId, new { clientId }, cancellationToken: ct));

    /// <summary>The person's device with this client id.</summary>
    public Task<Device?> FindOwnAsync(NpgsqlConnection connection, int userId, string clientId, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<Device>(new CommandDefinition(OfPerson, new { userId, clientId }, cancellationToken: ct));

    /// <summary>The devices enrolled into the project, whoever owns them, in the order in which they are locked.</summary>
    public async Task<IReadOnlyList<Device>> OfProjectAsync(NpgsqlTransaction tx, Guid projectId, CancellationToken ct) =>
        [.. await tx.Connection!.QueryAsync<Device>(new CommandDefinition(OfProject, new { projectId }, tx, cancellationToken: ct))];

    /// <summary>Locks the device until the transaction ends, so that its samples are replaced by one writer at a time.</summary>
    public Task LockAsync(NpgsqlTransaction tx, Device device, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Lock, new { device.UserId, device.DeviceId }, tx, cancellationToken: ct));

    /// <summary>The person's device with this client id, made when it is new; null when the id is enrolled by somebody else.</summary>
    public async Task<Device?> MakeAsync(NpgsqlTransaction tx, NewDevice device, CancellationToken ct)
    {
        var values = new
        {
            device.UserId, publicId = Guid.CreateVersion7(), device.ClientId, device.Enrolled, kind = (short)device.Kind, device.Name, device.Machine,
            device.Platform, device.ProjectId,
        };
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Insert, values, tx, cancellationToken: ct));
        return await tx.Connection!.QuerySingleOrDefaultAsync<Device>(
            new CommandDefinition(OfPerson, new { device.UserId, device.ClientId }, tx, cancellationToken: ct));
    }

    /// <summary>Changes what is given of the device and leaves the rest.</summary>
    public async Task PlaceAsync(NpgsqlTransaction tx, Device device, DevicePlace place, DateTimeOffset? seen, CancellationToken ct)
    {
        if (!place.IsPlaceOf(device)) await changes.AnnounceAsync(tx, device.UserId, ct);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Place, new
        {
            device.UserId, device.DeviceId, place.Name, place.Machine, place.Platform, place.ProjectId, place.NoProject, seen,
        }, tx, cancellationToken: ct));
    }

    /// <summary>The device was heard of.</summary>
    public Task SeenAsync(NpgsqlConnection connection, Device device, DateTimeOffset seen, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(Seen, new { device.UserId, device.DeviceId, seen }, cancellationToken: ct));

    /// <summary>A batch of the device was taken. Answers the highest sequence number so far.</summary>
    public Task<long> AdvanceAsync(NpgsqlTransaction tx, Device device, long seq, long? skewMs, DateTimeOffset seen, CancellationToken ct) =>
        tx.Connection!.QuerySingleAsync<long>(new CommandDefinition(
            Advance, new { device.UserId, device.DeviceId, seq, skewMs, seen }, tx, cancellationToken: ct));

    /// <summary>The command that says the same of many devices. Answers their numbers and the highest sequence numbers so far.</summary>
    public NpgsqlBatchCommand AdvanceAll(IReadOnlyCollection<HeardDevice> heard, DateTimeOffset seen)
    {
        var command = new NpgsqlBatchCommand(AdvanceMany);
        command.Parameters.Add(new NpgsqlParameter<int[]>("users", [.. heard.Select(one => one.UserId)]));
        command.Parameters.Add(new NpgsqlParameter<int[]>("devices", [.. heard.Select(one => one.DeviceId)]));
        command.Parameters.Add(new NpgsqlParameter<long[]>("seqs", [.. heard.Select(one => one.Seq)]));
        command.Parameters.Add(new NpgsqlParameter<long?[]>("skews", [.. heard.Select(one => one.SkewMs)]));
        command.Parameters.Add(new NpgsqlParameter<DateTime>("seen", seen.UtcDateTime));
        return command;
    }

    public async Task ConfigureAsync(NpgsqlTransaction tx, Device device, CaptureConfig config, DateTimeOffset? pausedAt, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, device.UserId, ct);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Configure, new
        {
            device.UserId, device.DeviceId, config.ConfigEtag, config.SampleIntervalS, config.IdleThresholdS, config.ScreenshotPolicy,
            config.ScreenshotEveryNSamples, excluded = config.ExcludedBundleIds.ToArray(), pausedAt,
        }, tx, cancellationToken: ct));
    }

    /// <summary>Revoked at that instant, or no longer when it is null.</summary>
    public async Task RevokeAsync(NpgsqlTransaction tx, Device device, DateTimeOffset? at, CancellationToken ct)
    {
        await changes.AnnounceAsync(tx, device.UserId, ct);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(Revoke, new { device.UserId, device.DeviceId, at }, tx, cancellationToken: ct));
    }

    private const string ById = "select * from ingest.device where user_id = @userId and device_id = @deviceId";
    private const string ByPublicId = "select * from ingest.device where user_id = @userId and public_id = @publicId";
    private const string ByClientId = "select * from ingest.device where client_id = @clientId and enrolled";
    private const string OfPerson = "select * from ingest.device where user_id = @userId and client_id = @clientId";
    private const string OfProject = """
        select * from ingest.device where project_id = @projectId and enrolled and revoked_at is null order by user_id, device_id for no key update
        """;

    private const string Lock = "select 1 from ingest.device where user_id = @userId and device_id = @deviceId for no key update";

    private const string Insert = """
        insert into ingest.device (user_id, public_id, client_id, enrolled, kind, name, machine, platform, project_id)
        values (@userId, @publicId, @clientId, @enrolled, @kind, @name, @machine, @platform, @projectId)
        on conflict do nothing
        """;

    private const string Place = """
        update ingest.device set
            name = coalesce(@name, name), machine = coalesce(@machine, machine), platform = coalesce(@platform, platform),
            project_id = case when @noProject then null else coalesce(@projectId, project_id) end,
            last_seen_at = coalesce(@seen, last_seen_at)
        where user_id = @userId and device_id = @deviceId
        """;

    private const string Seen = """
        update ingest.device set last_seen_at = greatest(last_seen_at, @seen) where user_id = @userId and device_id = @deviceId
        """;

    private const string Advance = """
        update ingest.device set
            server_seq = greatest(server_seq, @seq), clock_skew_ms = coalesce(@skewMs, clock_skew_ms),
            last_seen_at = greatest(last_seen_at, @seen)
        where user_id = @userId and device_id = @deviceId
        returning server_seq
        """;

    // Locked in the order of their keys first: two that say it of the same devices never wait for each other in a circle.
    private const string AdvanceMany = """
        with locked as materialized (
            select device.user_id, device.device_id, heard.seq, heard.skew_ms
            from unnest(@users, @devices, @seqs, @skews) as heard(user_id, device_id, seq, skew_ms)
            join ingest.device as device on device.user_id = heard.user_id and device.device_id = heard.device_id
            order by device.user_id, device.device_id
            for no key update of device)
        update ingest.device as device set
            server_seq = greatest(device.server_seq, heard.seq), clock_skew_ms = coalesce(heard.skew_ms, device.clock_skew_ms),
            last_seen_at = greatest(device.last_seen_at, @seen)
        from locked as heard
        where device.user_id = heard.user_id and device.device_id = heard.device_id
        returning device.device_id, device.server_seq
        """;

    private const string Configure = """
        update ingest.device set
            config_etag = @configEtag, sample_interval_s = @sampleIntervalS, idle_threshold_s = @idleThresholdS,
            screenshot_policy = @screenshotPolicy, screenshot_every_n_samples = @screenshotEveryNSamples,
            excluded_bundle_ids = @excluded, paused_at = @pausedAt
        where user_id = @userId and device_id = @deviceId
        """;

    private const string Revoke = """
        update ingest.device set revoked_at = @at where user_id = @userId and device_id = @deviceId
        """;
}

using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Kernel.Problems;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Dapper;

namespace Daybook.Ingest.Devices;

/// <summary>What the endpoints for a person's own devices share: finding one, showing one, announcing a change.</summary>
internal sealed class DeviceDesk(Db db, DeviceStore devices, UserQueries users, CatalogQueries catalog, LiveEvents live, TimeProvider time)
{
    public static ProblemHttpResult Unknown => Problem.NotFound("device-unknown", "There is no such device.");

    public async Task<Device?> FindAsync(Caller caller, Guid id, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await devices.FindAsync(connection, caller.UserId, id, ct);
    }

    /// <summary>Changes the device in one transaction and tells the owner's pages.</summary>
    public Task ChangeAsync(Device device, Func<NpgsqlTransaction, Task> change, CancellationToken ct) => db.InTransactionAsync(async tx =>
    {
        await change(tx);
        await live.PublishAsync(tx, new LiveEvent(device.UserId, "device", device.PublicId.ToString()), ct);
    }, ct);

    /// <summary>The person's devices, last seen first, or only the one with this id.</summary>
    public async Task<IReadOnlyList<DeviceAnswer>> ShowAsync(Caller caller, Guid? only, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var clock = (await users.FindAsync(caller.UserId, ct))?.Clock;
        var today = clock?.Of(clock.DayOf(now)) ?? new LocalDay(DateOnly.MinValue, now, now);
        var projects = (await catalog.ForUserAsync(caller.UserId, ct)).Projects.ToDictionary(project => project.Id);
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<Device, DeviceSamples, DeviceAnswer>(
            new CommandDefinition(List, new { caller.UserId, only, today.Start, today.End }, cancellationToken: ct),
            (device, samples) => DeviceAnswer.Of(device, device.ProjectId is { } id ? projects.GetValueOrDefault(id) : null, samples), "today");
        return rows.AsList();
    }

    private const string List = """
        select device.*, day.samples as today, newest.at as last_at, newest.app as last_app, newest.repository as last_repository,
            newest.file as last_entity
        from ingest.device as device
        cross join lateral (
            select count(*) as samples from ingest.sample
            where user_id = device.user_id and device_id = device.device_id and ts >= @start and ts < @end) as day
        left join lateral (
            select last.ts + last.duration_ms * interval '1 millisecond' as at, context.app, context.repository, context.file
            from (
                select ts, duration_ms, context from ingest.sample
                where user_id = device.user_id and device_id = device.device_id
                order by ts desc
                limit 1) as last
            left join ingest.context as context on context.user_id = device.user_id and context.hash = last.context) as newest on true
        where device.user_id = @userId and (@only::uuid is null or device.public_id = @only)
        order by device.last_seen_at desc nulls last, device.device_id
        """;
}

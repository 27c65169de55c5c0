using System.Text.Json;
using Dapper;
using Daybook.Connectors;
using Npgsql;

namespace Daybook.Integrations.Storage;

/// <summary>The run is no longer this host's: its lease ran out and somebody closed it.</summary>
internal sealed class LeaseLostException() : Exception("The run's lease is lost.");

/// <summary>Writes sync runs; the only writer of integrations.sync_run. Every write of a running one is fenced by its lease.</summary>
internal sealed class RunStore(TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private const int KeptRuns = 200;
    private const int KeptProblems = 100;

    /// <summary>Begins a run, or answers the id of the one that is running. A run whose lease ran out is closed first.</summary>
    public async Task<(OwnedRun? Begun, Guid? Running)> BeginAsync(
        NpgsqlTransaction tx, int userId, Guid integrationId, string trigger, Guid owner, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        _ = await CloseLostAsync(tx, integrationId, ct);
        var running = await tx.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectRunning, new { integrationId }, tx, cancellationToken: ct));
        if (running is not null) return (null, running);
        var id = Guid.CreateVersion7(now);
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            Insert, new { userId, id, integrationId, trigger, owner, now, until = now + Lease }, tx, cancellationToken: ct));
        await tx.Connection!.ExecuteAsync(new CommandDefinition(DeleteOld, new { userId, integrationId, KeptRuns }, tx, cancellationToken: ct));
        return (new OwnedRun(userId, integrationId, id, owner, trigger), null);
    }

    /// <summary>Adds what a batch brought. Throws <see cref="LeaseLostException"/> when the run is no longer ours.</summary>
    public async Task AddAsync(NpgsqlTransaction tx, OwnedRun run, RunCounts counts, IReadOnlyList<RunProblem> problems, CancellationToken ct)
    {
        var kept = JsonSerializer.Serialize(problems.Take(KeptProblems));
        var written = await tx.Connection!.ExecuteAsync(new CommandDefinition(UpdateCounts, new
        {
            run.UserId, run.Id, run.Owner, counts.Read, counts.Accepted, counts.Duplicates, counts.Repaired, counts.Rejected, kept, KeptProblems,
            until = clock.GetUtcNow() + Lease,
        }, tx, cancellationToken: ct));
        if (written == 0) throw new LeaseLostException();
    }

    /// <summary>Renews the lease and says where the run is; answers whether somebody asked it to stop.</summary>
    public async Task<bool> BeatAsync(NpgsqlConnection connection, OwnedRun run, SyncProgress? at, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(UpdateProgress, new
        {
            run.UserId, run.Id, run.Owner, phase = Cut(at?.Phase, 64), item = Cut(at?.Item, 300), done = at?.Done, total = at?.Total, until = clock.GetUtcNow() + Lease,
        }, cancellationToken: ct)) ?? throw new LeaseLostException();

    /// <summary>Ends the run; false when it is no longer ours.</summary>
    public async Task<bool> EndAsync(NpgsqlTransaction tx, OwnedRun run, string state, RunError? error, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(UpdateEnd, new
        {
            run.UserId, run.Id, run.Owner, state, slug = error?.Slug, message = Cut(error?.Message, 1_000), now = clock.GetUtcNow(),
        }, tx, cancellationToken: ct)) == 1;

    public async Task<bool> AskToStopAsync(NpgsqlConnection connection, int userId, Guid integrationId, Guid id, CancellationToken ct) =>
        await connection.ExecuteAsync(new CommandDefinition(UpdateCancel, new { userId, integrationId, id }, cancellationToken: ct)) == 1;

    /// <summary>Closes the integration's run when its host is gone; answers its id.</summary>
    public Task<Guid?> CloseLostAsync(NpgsqlTransaction tx, Guid integrationId, CancellationToken ct) =>
        tx.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(UpdateLost, new { integrationId, now = clock.GetUtcNow() }, tx, cancellationToken: ct));

    private static string? Cut(string? text, int length) => text is null || text.Length <= length ? text?.Replace('\0', '\uFFFD') : text[..length].Replace('\0', '\uFFFD');

    private const string SelectRunning = """
        select id from integrations.sync_run where integration_id = @integrationId and state = 'running'
        """;

    private const string Insert = """
        insert into integrations.sync_run (user_id, id, integration_id, trigger, state, phase, lease_owner, lease_until, started_at)
        values (@userId, @id, @integrationId, @trigger, 'running', 'starting', @owner, @until, @now)
        """;

    private const string DeleteOld = """
        delete from integrations.sync_run
        where user_id = @userId and integration_id = @integrationId and id <= (
            select id from integrations.sync_run where user_id = @userId and integration_id = @integrationId order by id desc offset @KeptRuns limit 1)
        """;

    private const string UpdateCounts = """
        update integrations.sync_run
        set read = read + @Read, accepted = accepted + @Accepted, duplicates = duplicates + @Duplicates, repaired = repaired + @Repaired,
            rejected = rejected + @Rejected, lease_until = @until,
            problems = case when jsonb_array_length(problems) >= @KeptProblems then problems else problems || @kept::jsonb end
        where user_id = @UserId and id = @Id and state = 'running' and lease_owner = @Owner
        """;

    private const string UpdateProgress = """
        update integrations.sync_run
        set phase = coalesce(@phase, phase), item = @item, done = @done, total = @total, lease_until = @until
        where user_id = @UserId and id = @Id and state = 'running' and lease_owner = @Owner
        returning cancel_asked
        """;

    private const string UpdateEnd = """
        update integrations.sync_run
        set state = @state, error_slug = @slug, error_message = @message, finished_at = @now, lease_owner = null, lease_until = null, item = null,
            phase = 'finished'
        where user_id = @UserId and id = @Id and state = 'running' and lease_owner = @Owner
        """;

    private const string UpdateCancel = """
        update integrations.sync_run
        set cancel_asked = true
        where user_id = @userId and integration_id = @integrationId and id = @id and state = 'running'
        """;

    private const string UpdateLost = """
        update integrations.sync_run
        set state = 'failed', error_slug = 'interrupted', error_message = 'Daybook stopped in the middle of this run; what it had stored stays, and the next run goes on from there.',
            finished_at = @now, lease_owner = null, lease_until = null
        where integration_id = @integrationId and state = 'running' and lease_until < @now
        returning id
        """;
}

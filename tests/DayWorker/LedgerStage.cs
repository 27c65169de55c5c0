using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Npgsql;

namespace Daybook.DayWorker;

/// <summary>
/// Derives a day by copying its input's version, and writes every kept result into a ledger whose key forbids keeping two results of one
/// claim's change. Tables: ledger_input (user_id, day, version), ledger_output (user_id, day, version), ledger_effect (user_id, day, done, process).
/// </summary>
public sealed class LedgerStage(Db db, Action<UserDay> disturb) : IDayStage
{
    public const string Feed = "test.input";

    public const string Tables = """
        create table ledger_input (user_id integer, day date, version bigint not null, primary key (user_id, day));
        create table ledger_output (user_id integer, day date, version bigint not null, primary key (user_id, day));
        create table ledger_effect (user_id integer, day date, done bigint, process integer not null, primary key (user_id, day, done));
        """;

    public string Name => "test.ledger";
    public IReadOnlyList<string> Feeds => [Feed];
    public TimeSpan Debounce => TimeSpan.Zero;

    public async Task<DayCommit> RunAsync(UserDay day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var version = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select version from ledger_input where user_id = @UserId and day = @Day", day, cancellationToken: ct));
        disturb(day);
        return (tx, token) => WriteAsync(tx, day, version, token);
    }

    private static Task WriteAsync(NpgsqlTransaction tx, UserDay day, long version, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition("""
            insert into ledger_output values (@UserId, @Day, @version) on conflict (user_id, day) do update set version = excluded.version;
            insert into ledger_effect
            select user_id, day, done, @process from platform.day_work where user_id = @UserId and stage = 'test.ledger' and day = @Day;
            """, new { day.UserId, day.Day, version, process = Environment.ProcessId }, tx, cancellationToken: ct));
}

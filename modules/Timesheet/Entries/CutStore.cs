using Dapper;
using Npgsql;

namespace Daybook.Timesheet.Entries;

/// <summary>The one writer of timesheet.cut: instants at which a person split proposed time. Derivation splits there again.</summary>
internal sealed class CutStore
{
    public async Task<long[]> RangeAsync(NpgsqlTransaction tx, int userId, Stretch window, CancellationToken ct) =>
        [.. await tx.Connection!.QueryAsync<long>(new CommandDefinition(
            Range, new { userId, from = Instant(window.StartMs), to = Instant(window.EndMs) }, tx, cancellationToken: ct))];

    public async Task ChangeAsync(NpgsqlTransaction tx, int userId, IReadOnlyCollection<long> make, IReadOnlyCollection<long> remove, CancellationToken ct)
    {
        if (remove.Count > 0) await tx.Connection!.ExecuteAsync(new CommandDefinition(Remove, Many(userId, remove), tx, cancellationToken: ct));
        if (make.Count > 0) await tx.Connection!.ExecuteAsync(new CommandDefinition(Make, Many(userId, make), tx, cancellationToken: ct));
    }

    private static object Many(int userId, IEnumerable<long> cuts) => new { userId, cuts = cuts.Select(Instant).ToArray() };

    private static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private const string Range = """
        select (extract(epoch from at) * 1000)::bigint from timesheet.cut where user_id = @userId and at > @from and at < @to order by at
        """;

    private const string Make = """
        insert into timesheet.cut (user_id, at) select @userId, at from unnest(@cuts::timestamptz[]) at on conflict (user_id, at) do nothing
        """;

    private const string Remove = "delete from timesheet.cut where user_id = @userId and at = any(@cuts::timestamptz[])";
}

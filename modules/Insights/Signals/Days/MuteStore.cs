using Dapper;
using Npgsql;

namespace Daybook.Insights.Signals.Days;

/// <summary>The one writer of insights.signal_mute and insights.signal_asked: what a person does not want to hear of, and what they asked for.</summary>
internal sealed class MuteStore
{
    public Task MuteAsync(NpgsqlTransaction tx, int userId, string kind, DateTimeOffset? until, DateTimeOffset now, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new { userId, kind, until, now }, tx, cancellationToken: ct));

    public Task UnmuteAsync(NpgsqlTransaction tx, int userId, string kind, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Delete, new { userId, kind }, tx, cancellationToken: ct));

    /// <summary>Exactly these of the kinds that are off until somebody asks for them.</summary>
    public Task AskAsync(NpgsqlTransaction tx, int userId, IReadOnlyCollection<string> kinds, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Ask, new { userId, kinds = kinds.ToArray() }, tx, cancellationToken: ct));

    private const string Ask = """
        delete from insights.signal_asked where user_id = @userId and not kind = any(@kinds);
        insert into insights.signal_asked (user_id, kind) select @userId, unnest(@kinds) on conflict do nothing
        """;

    private const string Upsert = """
        insert into insights.signal_mute (user_id, kind, until, muted_at) values (@userId, @kind, @until, @now)
        on conflict (user_id, kind) do update set until = excluded.until, muted_at = excluded.muted_at
        """;

    private const string Delete = "delete from insights.signal_mute where user_id = @userId and kind = @kind";
}

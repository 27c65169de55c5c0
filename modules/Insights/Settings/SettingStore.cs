using Dapper;
using Daybook.Insights.Stats;
using Npgsql;

namespace Daybook.Insights.Settings;

/// <summary>The one writer of insights.setting.</summary>
internal sealed class SettingStore
{
    public async Task WriteAsync(NpgsqlTransaction tx, int userId, StatSettings settings, CancellationToken ct) =>
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            Write, new { userId, mode = (short)settings.Mode, minutes = (short)settings.TimeoutMinutes, browser = settings.IncludeBrowser }, tx, cancellationToken: ct));

    private const string Write = """
        insert into insights.setting (user_id, mode, timeout_minutes, include_browser) values (@userId, @mode, @minutes, @browser)
        on conflict (user_id) do update set mode = excluded.mode, timeout_minutes = excluded.timeout_minutes, include_browser = excluded.include_browser
        """;
}

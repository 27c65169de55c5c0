using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Insights.Stats;

/// <summary>Reads the rolled up days. Everything it answers for a range adds up to what it answers for the range's parts.</summary>
internal sealed class StatQueries(Db db)
{
    /// <summary>The time of each day that has any, in order.</summary>
    public async Task<IReadOnlyList<DayTotal>> DaysAsync(StatQuestion question, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        if (await StatFilters.ResolveAsync(connection, question, ct) is not { } filters) return [];
        var rows = await connection.QueryAsync<StatRow>(new CommandDefinition(
            filters.NeedsFiles ? StatSql.FileDays : StatSql.Days, filters.Parameters(question, null), cancellationToken: ct));
        return [.. rows.Select(row => new DayTotal(row.Day, row.Ms, row.Ai, row.AgentMs, row.SupervisedMs))];
    }

    /// <summary>The same, broken down; ordered by day and value.</summary>
    public Task<IReadOnlyList<DayPart>> PartsAsync(StatQuestion question, Dimension dimension, CancellationToken ct) =>
        PartsAsync(question, dimension, byDay: true, ct);

    /// <summary>The range as a whole, broken down; each part carries the first day.</summary>
    public Task<IReadOnlyList<DayPart>> SumsAsync(StatQuestion question, Dimension dimension, CancellationToken ct) =>
        PartsAsync(question, dimension, byDay: false, ct);

    public async Task<StatSettings> SettingsAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await SettingsAsync(connection, userId, ct);
    }

    /// <summary>The first and the last day on which anything was counted; null before that.</summary>
    public async Task<(DateOnly First, DateOnly Last)?> KnownDaysAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var (first, last) = await connection.QuerySingleAsync<(DateOnly?, DateOnly?)>(new CommandDefinition(StatSql.KnownDays, new { userId }, cancellationToken: ct));
        return first is { } from && last is { } to ? (from, to) : null;
    }

    /// <summary>What each tool would count alone: these overlap where tools ran side by side.</summary>
    public async Task<IReadOnlyDictionary<string, long>> OwnAsync(StatQuestion question, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Tool, long Ms)>(new CommandDefinition(
            StatSql.Own, new { question.UserId, question.Start, question.End, Strict = question.Mode == StatMode.Strict }, cancellationToken: ct));
        return rows.ToDictionary(row => row.Tool, row => row.Ms, StringComparer.Ordinal);
    }

    /// <summary>The hours of the days that have any; one's filters do not apply.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, int Hour, long Ms)>> HoursAsync(StatQuestion question, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(DateOnly, int, long)>(new CommandDefinition(
            StatSql.Hours, new { question.UserId, question.Start, question.End, Stream = (short)question.Stream, Mode = (short)question.Mode },
            cancellationToken: ct));
        return rows.AsList();
    }

    /// <summary>Every repository that any of the person's time was in.</summary>
    public async Task<IReadOnlyList<string>> RepositoriesAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(StatSql.Repositories, new { userId }, cancellationToken: ct))];
    }

    private static async Task<StatSettings> SettingsAsync(NpgsqlConnection connection, int userId, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<SettingRow>(new CommandDefinition(StatSql.Settings, new { userId }, cancellationToken: ct)) is { } row
            ? new StatSettings((StatMode)row.Mode, row.TimeoutMinutes, row.IncludeBrowser)
            : StatSettings.Default;

    private async Task<IReadOnlyList<DayPart>> PartsAsync(StatQuestion question, Dimension dimension, bool byDay, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        if (await StatFilters.ResolveAsync(connection, question, ct) is not { } filters) return [];
        var sql = dimension == Dimension.File ? StatSql.FileParts : filters.NeedsFiles ? StatSql.FileFacetParts : StatSql.Parts;
        var rows = (await connection.QueryAsync<StatRow>(new CommandDefinition(sql, filters.Parameters(question, dimension, byDay), cancellationToken: ct))).AsList();
        var texts = await TextsAsync(connection, question.UserId, dimension, rows, ct);
        return [.. rows.Select(row => new DayPart(row.Day, texts.GetValueOrDefault(row.Value, ""), row.Ms, row.Ai, row.AgentMs, row.SupervisedMs))
            .OrderBy(part => part.Day).ThenBy(part => part.Value, StringComparer.Ordinal)];
    }

    /// <summary>Each text once, not once per day: there are many rows and few texts.</summary>
    private static async Task<Dictionary<int, string>> TextsAsync(
        NpgsqlConnection connection, int userId, Dimension dimension, IEnumerable<StatRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(row => row.Value).Distinct().ToArray();
        if (dimension == Dimension.Source) return ids.ToDictionary(id => id, SourceWords.Of);
        var found = await connection.QueryAsync<(int Id, string Text)>(new CommandDefinition(StatSql.Texts, new { UserId = userId, ids }, cancellationToken: ct));
        var texts = found.ToDictionary(row => row.Id, row => row.Text);
        texts[0] = "";
        return texts;
    }

    private sealed record SettingRow
    {
        public short Mode { get; init; }
        public short TimeoutMinutes { get; init; }
        public bool IncludeBrowser { get; init; }
    }

    private sealed record StatRow
    {
        public DateOnly Day { get; init; }
        public int Value { get; init; }
        public long Ms { get; init; }
        public long AgentMs { get; init; }
        public long SupervisedMs { get; init; }
        public long LinesAi { get; init; }
        public long LinesHuman { get; init; }
        public long TokensIn { get; init; }
        public long TokensOut { get; init; }
        public long TokensCached { get; init; }
        public long Prompts { get; init; }

        public AiCounts Ai => new(LinesAi, LinesHuman, TokensIn, TokensOut, TokensCached, Prompts);
    }
}

using System.Text.Json;
using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Enrichment.Contracts;

/// <summary>Reads blocks. The feed <see cref="BlocksFeed"/> says which days were derived anew.</summary>
public sealed class BlockQueries(Db db)
{
    public const string BlocksFeed = "enrichment.blocks";

    /// <summary>The day as it was last derived: empty with 0 ms when it never was.</summary>
    public async Task<DayBlocks> DayAsync(int userId, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<BlockRow>(new CommandDefinition(Day, new { userId, day }, cancellationToken: ct));
        var blocks = rows.Select(row => row.ToBlock()).ToArray();
        return new DayBlocks(day, blocks.Sum(block => block.DurationMs), blocks);
    }

    /// <summary>Observed time of each day in the range that has any, both ends included.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, long>> ObservedAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(DateOnly Day, long ObservedMs)>(
            new CommandDefinition(Observed, new { userId, start, end }, cancellationToken: ct));
        return rows.ToDictionary(row => row.Day, row => row.ObservedMs);
    }

    private const string Day = """
        select key, started_at, ended_at, kind, category, project_id, task_id, description, confidence, stage, evidence, alternatives
        from enrichment.block where user_id = @userId and day = @day order by started_at
        """;

    private const string Observed = """
        select day, observed_ms from enrichment.day
        where user_id = @userId and day between @start and @end and observed_ms > 0 order by day
        """;
}

/// <summary>A row of enrichment.block.</summary>
internal sealed class BlockRow
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Guid Key { get; set; }
    public DateOnly Day { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset EndedAt { get; set; }
    public short Kind { get; set; }
    public string Category { get; set; } = "";
    public Guid? ProjectId { get; set; }
    public Guid? TaskId { get; set; }
    public string Description { get; set; } = "";
    public double Confidence { get; set; }
    public short Stage { get; set; }
    public string Evidence { get; set; } = "[]";
    public string Alternatives { get; set; } = "[]";

    public Block ToBlock() => new(
        Key, StartedAt.ToUnixTimeMilliseconds(), EndedAt.ToUnixTimeMilliseconds(), (BlockKind)Kind, Category, ProjectId, TaskId, Description,
        Confidence, (LabelStage)Stage, JsonSerializer.Deserialize<Evidence[]>(Evidence, Json)!,
        JsonSerializer.Deserialize<Alternative[]>(Alternatives, Json)!);
}

using Dapper;
using Daybook.Insights.Stats;
using Daybook.Kernel.Database;

namespace Daybook.Insights.Reports;

/// <summary>What one combination of dimensions comes to on one day.</summary>
/// <param name="Values">By the number of their dimension; all but files.</param>
internal sealed record FacetDay(DateOnly Day, long Ms, AiCounts Ai, IReadOnlyList<string> Values);

/// <summary>Reads rolled up days with all their dimensions at once: two small reads, whatever is then broken down.</summary>
internal sealed class DayFacets(Db db)
{
    public Task<IReadOnlyList<FacetDay>> LoadAsync(int userId, DateOnly start, DateOnly end, StatMode mode, CancellationToken ct) =>
        LoadAsync(Facets, userId, start, end, mode, ct);

    /// <summary>The range as a whole; each carries the first day.</summary>
    public Task<IReadOnlyList<FacetDay>> SumAsync(int userId, DateOnly start, DateOnly end, StatMode mode, CancellationToken ct) =>
        LoadAsync(FacetSums, userId, start, end, mode, ct);

    private async Task<IReadOnlyList<FacetDay>> LoadAsync(string sql, int userId, DateOnly start, DateOnly end, StatMode mode, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(sql, new { userId, start, end, mode = (short)mode }, cancellationToken: ct))).AsList();
        if (rows.Count == 0) return [];
        var ids = rows.SelectMany(row => row.Ids).Distinct().ToArray();
        var texts = (await connection.QueryAsync<(int Id, string Text)>(new CommandDefinition(Texts, new { userId, ids }, cancellationToken: ct)))
            .ToDictionary(row => row.Id, row => row.Text);
        return [.. rows.Select(row => new FacetDay(
            row.Day, row.Ms, new AiCounts(row.LinesAi, row.LinesHuman, row.TokensIn, row.TokensOut, row.TokensCached, row.Prompts),
            [.. row.Ids.Select(id => texts.GetValueOrDefault(id, "")), SourceWords.Of(row.Source)]))];
    }

    private sealed record Row
    {
        public DateOnly Day { get; init; }
        public int Tool { get; init; }
        public int Repository { get; init; }
        public int Language { get; init; }
        public int Branch { get; init; }
        public int Machine { get; init; }
        public int Os { get; init; }
        public int Category { get; init; }
        public short Source { get; init; }
        public long Ms { get; init; }
        public long LinesAi { get; init; }
        public long LinesHuman { get; init; }
        public long TokensIn { get; init; }
        public long TokensOut { get; init; }
        public long TokensCached { get; init; }
        public int Prompts { get; init; }

        /// <summary>In the order of the dimensions' numbers.</summary>
        public int[] Ids => [Tool, Repository, Language, Branch, Machine, Os, Category];
    }

    private const string Facets = """
        select total.day, facet.tool, facet.repository, facet.language, facet.branch, facet.machine, facet.os, facet.category, facet.source,
            (case @mode when 0 then total.ms when 1 then total.strict_ms else total.waka_ms end)::bigint as ms,
            total.lines_ai, total.lines_human, total.tokens_in, total.tokens_out, total.tokens_cached, total.prompts
        from insights.day_total as total
        join insights.facet as facet on facet.user_id = total.user_id and facet.facet_id = total.facet_id
        where total.user_id = @userId and total.stream = 0 and total.day between @start and @end
        """;

    // Summed first, named then: there are many days and few combinations.
    private const string FacetSums = """
        select @start::date as day, facet.tool, facet.repository, facet.language, facet.branch, facet.machine, facet.os, facet.category, facet.source,
            total.ms, total.lines_ai, total.lines_human, total.tokens_in, total.tokens_out, total.tokens_cached, total.prompts
        from (
            select facet_id, sum(case @mode when 0 then ms when 1 then strict_ms else waka_ms end)::bigint as ms, sum(lines_ai)::bigint as lines_ai,
                sum(lines_human)::bigint as lines_human, sum(tokens_in)::bigint as tokens_in, sum(tokens_out)::bigint as tokens_out,
                sum(tokens_cached)::bigint as tokens_cached, sum(prompts)::integer as prompts
            from insights.day_total
            where user_id = @userId and stream = 0 and day between @start and @end
            group by facet_id) as total
        join insights.facet as facet on facet.user_id = @userId and facet.facet_id = total.facet_id
        """;

    private const string Texts = "select value_id, text from insights.value where user_id = @userId and value_id = any(@ids)";
}

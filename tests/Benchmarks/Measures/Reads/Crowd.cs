using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures.Reads;

/// <summary>The same year for many more people: their rolled up days are copies, with ids of their own.</summary>
internal static class Crowd
{
    /// <summary>What statistics read.</summary>
    public static readonly string[] Tables =
    [
        "insights.day_total", "insights.day_file", "insights.day_hour", "insights.session", "insights.day_tool", "insights.day", "insights.facet", "insights.value",
    ];

    public static async Task FillAsync(DatabaseCopy copy, int user, int people, CancellationToken ct)
    {
        // Two at a time, the large ones beside the small ones.
        await Parallel.ForEachAsync(Statements, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = ct },
            async (sql, _) => await copy.DoAsync(sql, new { user, people }));
        await Bench.VacuumAsync(copy.ConnectionString, Tables);
    }

    private static readonly string[] Statements =
    [
        """
        insert into insights.day_file (user_id, day, facet_id, file, ms, strict_ms, waka_ms, agent_ms, supervised_ms, stream, lines_ai, lines_human)
        select 10000 + person, day, facet_id, file, ms, strict_ms, waka_ms, agent_ms, supervised_ms, stream, lines_ai, lines_human
        from generate_series(1, @people) as person, (select * from insights.day_file where user_id = @user order by stream, day, facet_id, file) as one
        """,
        """
        insert into insights.day_total (user_id, day, facet_id, ms, strict_ms, waka_ms, agent_ms, supervised_ms, prompts, stream, lines_ai, lines_human, tokens_in,
            tokens_out, tokens_cached)
        select 10000 + person, day, facet_id, ms, strict_ms, waka_ms, agent_ms, supervised_ms, prompts, stream, lines_ai, lines_human, tokens_in, tokens_out,
            tokens_cached
        from generate_series(1, @people) as person, (select * from insights.day_total where user_id = @user order by stream, day, facet_id) as one
        """,
        """
        insert into insights.day_hour (user_id, day, ms, strict_ms, waka_ms, stream, hour)
        select 10000 + person, day, ms, strict_ms, waka_ms, stream, hour
        from generate_series(1, @people) as person, (select * from insights.day_hour where user_id = @user order by stream, day, hour) as one
        """,
        """
        insert into insights.session (user_id, day, start_ms, end_ms, tool, repository, beats, source, from_before, into_next)
        select 10000 + person, day, start_ms, end_ms, tool, repository, beats, source, from_before, into_next
        from generate_series(1, @people) as person, (select * from insights.session where user_id = @user order by day, start_ms) as one
        """,
        """
        insert into insights.day_tool (user_id, day, tool, own_ms, own_strict_ms)
        select 10000 + person, day, tool, own_ms, own_strict_ms
        from generate_series(1, @people) as person, (select * from insights.day_tool where user_id = @user order by day, tool) as one
        """,
        """
        insert into insights.day (user_id, day, digest, head, tail)
        select 10000 + person, day, digest, head, tail
        from generate_series(1, @people) as person, (select * from insights.day where user_id = @user order by day) as one
        """,
        """
        insert into insights.facet (user_id, facet_id, tool, repository, language, branch, machine, os, category, source) overriding system value
        select 10000 + person, facet_id, tool, repository, language, branch, machine, os, category, source
        from generate_series(1, @people) as person, (select * from insights.facet where user_id = @user order by facet_id) as one
        """,
        """
        insert into insights.value (user_id, value_id, digest, text) overriding system value
        select 10000 + person, value_id, digest, text
        from generate_series(1, @people) as person, (select * from insights.value where user_id = @user order by value_id) as one
        """,
    ];
}

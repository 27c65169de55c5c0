namespace Daybook.Insights.Stats;

/// <summary>What statistics ask of the rolled up days. Every question reads one person's rows along the primary key.</summary>
internal static class StatSql
{
    public const string Days = """
        with facets as materialized (
            select facet_id from insights.facet
            where user_id = @UserId
                and (@Tools::integer[] is null or tool = any(@Tools)) and (@Repositories::integer[] is null or repository = any(@Repositories))
                and (@Languages::integer[] is null or language = any(@Languages)) and (@Branches::integer[] is null or branch = any(@Branches))
                and (@Machines::integer[] is null or machine = any(@Machines)) and (@Systems::integer[] is null or os = any(@Systems))
                and (@Categories::integer[] is null or category = any(@Categories)) and (@Sources::integer[] is null or source = any(@Sources)))
        select day, sum(case @Mode when 0 then ms when 1 then strict_ms else waka_ms end) as ms, sum(agent_ms) as agent_ms,
            sum(supervised_ms) as supervised_ms, sum(lines_ai)::bigint as lines_ai, sum(lines_human)::bigint as lines_human,
            sum(tokens_in)::bigint as tokens_in, sum(tokens_out)::bigint as tokens_out, sum(tokens_cached)::bigint as tokens_cached, sum(prompts) as prompts
        from insights.day_total join facets using (facet_id)
        where user_id = @UserId and stream = @Stream and day between @Start and @End
        group by day order by day
        """;

    public const string Parts = """
        with facets as materialized (
            select facet_id, case @Dimension when 0 then tool when 1 then repository when 2 then language when 3 then branch
                when 4 then machine when 5 then os when 6 then category else source end as value
            from insights.facet
            where user_id = @UserId
                and (@Tools::integer[] is null or tool = any(@Tools)) and (@Repositories::integer[] is null or repository = any(@Repositories))
                and (@Languages::integer[] is null or language = any(@Languages)) and (@Branches::integer[] is null or branch = any(@Branches))
                and (@Machines::integer[] is null or machine = any(@Machines)) and (@Systems::integer[] is null or os = any(@Systems))
                and (@Categories::integer[] is null or category = any(@Categories)) and (@Sources::integer[] is null or source = any(@Sources)))
        select case when @ByDay then day else @Start::date end as day, value, sum(case @Mode when 0 then ms when 1 then strict_ms else waka_ms end) as ms,
            sum(agent_ms) as agent_ms, sum(supervised_ms) as supervised_ms, sum(lines_ai)::bigint as lines_ai, sum(lines_human)::bigint as lines_human,
            sum(tokens_in)::bigint as tokens_in, sum(tokens_out)::bigint as tokens_out, sum(tokens_cached)::bigint as tokens_cached, sum(prompts) as prompts
        from insights.day_total join facets using (facet_id)
        where user_id = @UserId and stream = @Stream and day between @Start and @End
        group by 1, 2
        """;

    public const string FileDays = """
        with facets as materialized (
            select facet_id from insights.facet
            where user_id = @UserId
                and (@Tools::integer[] is null or tool = any(@Tools)) and (@Repositories::integer[] is null or repository = any(@Repositories))
                and (@Languages::integer[] is null or language = any(@Languages)) and (@Branches::integer[] is null or branch = any(@Branches))
                and (@Machines::integer[] is null or machine = any(@Machines)) and (@Systems::integer[] is null or os = any(@Systems))
                and (@Categories::integer[] is null or category = any(@Categories)) and (@Sources::integer[] is null or source = any(@Sources)))
        select day, sum(case @Mode when 0 then ms when 1 then strict_ms else waka_ms end) as ms, sum(agent_ms) as agent_ms,
            sum(supervised_ms) as supervised_ms, sum(lines_ai)::bigint as lines_ai, sum(lines_human)::bigint as lines_human
        from insights.day_file join facets using (facet_id)
        where user_id = @UserId and stream = @Stream and day between @Start and @End and file = any(@Files)
        group by day order by day
        """;

    public const string FileFacetParts = """
        with facets as materialized (
            select facet_id, case @Dimension when 0 then tool when 1 then repository when 2 then language when 3 then branch
                when 4 then machine when 5 then os when 6 then category else source end as value
            from insights.facet
            where user_id = @UserId
                and (@Tools::integer[] is null or tool = any(@Tools)) and (@Repositories::integer[] is null or repository = any(@Repositories))
                and (@Languages::integer[] is null or language = any(@Languages)) and (@Branches::integer[] is null or branch = any(@Branches))
                and (@Machines::integer[] is null or machine = any(@Machines)) and (@Systems::integer[] is null or os = any(@Systems))
                and (@Categories::integer[] is null or category = any(@Categories)) and (@Sources::integer[] is null or source = any(@Sources)))
        select case when @ByDay then day else @Start::date end as day, value, sum(case @Mode when 0 then ms when 1 then strict_ms else waka_ms end) as ms,
            sum(agent_ms) as agent_ms, sum(supervised_ms) as supervised_ms, sum(lines_ai)::bigint as lines_ai, sum(lines_human)::bigint as lines_human
        from insights.day_file join facets using (facet_id)
        where user_id = @UserId and stream = @Stream and day between @Start and @End and file = any(@Files)
        group by 1, 2
        """;

    public const string FileParts = """
        with facets as materialized (
            select facet_id from insights.facet
            where user_id = @UserId
                and (@Tools::integer[] is null or tool = any(@Tools)) and (@Repositories::integer[] is null or repository = any(@Repositories))
                and (@Languages::integer[] is null or language = any(@Languages)) and (@Branches::integer[] is null or branch = any(@Branches))
                and (@Machines::integer[] is null or machine = any(@Machines)) and (@Systems::integer[] is null or os = any(@Systems))
                and (@Categories::integer[] is null or category = any(@Categories)) and (@Sources::integer[] is null or source = any(@Sources)))
        select case when @ByDay then day else @Start::date end as day, file as value,
            sum(case @Mode when 0 then ms when 1 then strict_ms else waka_ms end) as ms,
            sum(agent_ms) as agent_ms, sum(supervised_ms) as supervised_ms, sum(lines_ai)::bigint as lines_ai, sum(lines_human)::bigint as lines_human
        from insights.day_file join facets using (facet_id)
        where user_id = @UserId and stream = @Stream and day between @Start and @End and (@Files::integer[] is null or file = any(@Files))
        group by 1, 2
        """;

    public const string Texts = "select value_id, text from insights.value where user_id = @UserId and value_id = any(@ids)";

    public const string Own = """
        select coalesce(named.text, '') as tool, sum(case when @Strict then own_strict_ms else own_ms end) as ms
        from insights.day_tool as own
        left join insights.value as named on named.user_id = own.user_id and named.value_id = own.tool
        where own.user_id = @UserId and own.day between @Start and @End
        group by 1
        """;

    public const string Hours = """
        select day, hour::integer, (case @Mode when 0 then ms when 1 then strict_ms else waka_ms end)::bigint
        from insights.day_hour
        where user_id = @UserId and stream = @Stream and day between @Start and @End
        order by day, hour
        """;

    public const string Values = """
        select value_id, text from insights.value where user_id = @UserId and digest = any(select md5(wanted)::uuid from unnest(@texts) as wanted)
        """;

    public const string Repositories = """
        select named.text from (select distinct repository from insights.facet where user_id = @userId) as known
        join insights.value as named on named.user_id = @userId and named.value_id = known.repository
        order by named.text collate "C"
        """;

    public const string Settings = "select mode, timeout_minutes, include_browser from insights.setting where user_id = @userId";

    public const string KnownDays = "select min(day), max(day) from insights.day where user_id = @userId";
}

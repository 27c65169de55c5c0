using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Insights.Rollup;

/// <summary>The one writer of a day's rows: writes what differs.</summary>
internal sealed class RollupStore(ValueStore values, Db db)
{
    /// <summary>Whether anything of the day changed.</summary>
    public async Task<bool> ReplaceAsync(NpgsqlTransaction tx, int userId, DateOnly day, DayRollup rollup, DayMarks marks, CancellationToken ct)
    {
        var known = await MarksAsync(tx.Connection!, userId, day, ct) ?? DayMarks.None;
        if (known == marks) return false;
        await RunAsync(marks == DayMarks.None ? ForgetDay : WriteDay, marks);
        if (known.Digest == marks.Digest) return false;

        var ids = await values.InternAsync(tx, userId, Texts(rollup), ct);
        var facets = await values.InternAsync(tx, userId, [.. rollup.Totals.Select(row => row.Facet)], ids, ct);
        await RunAsync(WriteTotals, Totals(rollup, facets));
        await RunAsync(WriteFiles, Files(rollup, facets, ids));
        await RunAsync(WriteTools, new
        {
            tools = rollup.Tools.Select(row => ids[row.Tool]).ToArray(), ms = rollup.Tools.Select(row => row.OwnMs).ToArray(),
            strict = rollup.Tools.Select(row => row.OwnStrictMs).ToArray(),
        });
        await RunAsync(WriteHours, new
        {
            streams = rollup.Hours.Select(row => (short)row.Stream).ToArray(), hours = rollup.Hours.Select(row => (short)row.Hour).ToArray(),
            ms = rollup.Hours.Select(row => row.Ms).ToArray(), strict = rollup.Hours.Select(row => row.StrictMs).ToArray(),
            waka = rollup.Hours.Select(row => row.WakaMs).ToArray(),
        });
        await RunAsync(WriteSessions, Sessions(rollup, ids));
        return true;

        Task RunAsync(string sql, object columns) => tx.Connection!.ExecuteAsync(new CommandDefinition(sql, With(columns, userId, day), tx, cancellationToken: ct));
    }

    /// <summary>What is known of the day; null before it was counted, and when there was nothing to count.</summary>
    public async Task<DayMarks?> MarksAsync(int userId, DateOnly day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await MarksAsync(connection, userId, day, ct);
    }

    private static Task<DayMarks?> MarksAsync(NpgsqlConnection connection, int userId, DateOnly day, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<DayMarks?>(new CommandDefinition(SelectMarks, new { userId, day }, cancellationToken: ct));

    private static DynamicParameters With(object columns, int userId, DateOnly day)
    {
        var parameters = new DynamicParameters(columns);
        parameters.Add("userId", userId);
        parameters.Add("day", day);
        return parameters;
    }

    private static IEnumerable<string> Texts(DayRollup rollup) =>
        rollup.Totals.SelectMany(row => (string[])[
                row.Facet.Tool, row.Facet.Repository, row.Facet.Language, row.Facet.Branch, row.Facet.Machine, row.Facet.Os, row.Facet.Category])
            .Concat(rollup.Files.Select(row => row.File)).Concat(rollup.Tools.Select(row => row.Tool))
            .Concat(rollup.Sessions.SelectMany(piece => (string[])[piece.Tool, piece.Repository]));

    private static object Totals(DayRollup rollup, IReadOnlyDictionary<Facet, int> facets) => new
    {
        streams = rollup.Totals.Select(row => (short)row.Stream).ToArray(),
        facets = rollup.Totals.Select(row => facets[row.Facet]).ToArray(),
        ms = rollup.Totals.Select(row => row.Time.Ms).ToArray(),
        strict = rollup.Totals.Select(row => row.Time.StrictMs).ToArray(),
        waka = rollup.Totals.Select(row => row.Time.WakaMs).ToArray(),
        agent = rollup.Totals.Select(row => row.Time.AgentMs).ToArray(),
        supervised = rollup.Totals.Select(row => row.Time.SupervisedMs).ToArray(),
        linesAi = rollup.Totals.Select(row => row.Ai.LinesAi).ToArray(),
        linesHuman = rollup.Totals.Select(row => row.Ai.LinesHuman).ToArray(),
        tokensIn = rollup.Totals.Select(row => row.Ai.TokensIn).ToArray(),
        tokensOut = rollup.Totals.Select(row => row.Ai.TokensOut).ToArray(),
        tokensCached = rollup.Totals.Select(row => row.Ai.TokensCached).ToArray(),
        prompts = rollup.Totals.Select(row => (int)row.Ai.Prompts).ToArray(),
    };

    private static object Files(DayRollup rollup, IReadOnlyDictionary<Facet, int> facets, IReadOnlyDictionary<string, int> ids) => new
    {
        streams = rollup.Files.Select(row => (short)row.Stream).ToArray(),
        facets = rollup.Files.Select(row => facets[row.Facet]).ToArray(),
        files = rollup.Files.Select(row => ids[row.File]).ToArray(),
        ms = rollup.Files.Select(row => row.Time.Ms).ToArray(),
        strict = rollup.Files.Select(row => row.Time.StrictMs).ToArray(),
        waka = rollup.Files.Select(row => row.Time.WakaMs).ToArray(),
        agent = rollup.Files.Select(row => row.Time.AgentMs).ToArray(),
        supervised = rollup.Files.Select(row => row.Time.SupervisedMs).ToArray(),
        linesAi = rollup.Files.Select(row => row.Ai.LinesAi).ToArray(),
        linesHuman = rollup.Files.Select(row => row.Ai.LinesHuman).ToArray(),
    };

    private static object Sessions(DayRollup rollup, IReadOnlyDictionary<string, int> ids) => new
    {
        starts = rollup.Sessions.Select(piece => piece.StartMs).ToArray(),
        ends = rollup.Sessions.Select(piece => piece.EndMs).ToArray(),
        tools = rollup.Sessions.Select(piece => ids[piece.Tool]).ToArray(),
        repositories = rollup.Sessions.Select(piece => ids[piece.Repository]).ToArray(),
        sources = rollup.Sessions.Select(piece => (short)piece.Source).ToArray(),
        beats = rollup.Sessions.Select(piece => piece.Beats).ToArray(),
        before = rollup.Sessions.Select(piece => piece.FromBefore).ToArray(),
        next = rollup.Sessions.Select(piece => piece.IntoNext).ToArray(),
    };

    private const string SelectMarks = "select digest, head, tail from insights.day where user_id = @userId and day = @day";

    private const string WriteDay = """
        insert into insights.day (user_id, day, digest, head, tail) values (@userId, @day, @Digest, @Head, @Tail)
        on conflict (user_id, day) do update set digest = excluded.digest, head = excluded.head, tail = excluded.tail
        """;

    private const string ForgetDay = "delete from insights.day where user_id = @userId and day = @day";

    private const string WriteTotals = """
        delete from insights.day_total where user_id = @userId and stream in (0, 1) and day = @day
            and (stream, facet_id) not in (select * from unnest(@streams, @facets));
        insert into insights.day_total as stored (user_id, day, stream, facet_id, ms, strict_ms, waka_ms, agent_ms, supervised_ms, lines_ai, lines_human,
            tokens_in, tokens_out, tokens_cached, prompts)
        select @userId, @day, new.* from unnest(@streams, @facets, @ms, @strict, @waka, @agent, @supervised, @linesAi, @linesHuman,
            @tokensIn, @tokensOut, @tokensCached, @prompts) as new
        on conflict (user_id, stream, day, facet_id) do update set ms = excluded.ms, strict_ms = excluded.strict_ms, waka_ms = excluded.waka_ms,
            agent_ms = excluded.agent_ms, supervised_ms = excluded.supervised_ms, lines_ai = excluded.lines_ai, lines_human = excluded.lines_human,
            tokens_in = excluded.tokens_in, tokens_out = excluded.tokens_out, tokens_cached = excluded.tokens_cached, prompts = excluded.prompts
        where stored is distinct from excluded
        """;

    private const string WriteFiles = """
        delete from insights.day_file where user_id = @userId and stream in (0, 1) and day = @day
            and (stream, facet_id, file) not in (select * from unnest(@streams, @facets, @files));
        insert into insights.day_file as stored (user_id, day, stream, facet_id, file, ms, strict_ms, waka_ms, agent_ms, supervised_ms, lines_ai, lines_human)
        select @userId, @day, new.* from unnest(@streams, @facets, @files, @ms, @strict, @waka, @agent, @supervised, @linesAi, @linesHuman) as new
        on conflict (user_id, stream, day, facet_id, file) do update set ms = excluded.ms, strict_ms = excluded.strict_ms, waka_ms = excluded.waka_ms,
            agent_ms = excluded.agent_ms, supervised_ms = excluded.supervised_ms, lines_ai = excluded.lines_ai, lines_human = excluded.lines_human
        where stored is distinct from excluded
        """;

    private const string WriteTools = """
        delete from insights.day_tool where user_id = @userId and day = @day and not tool = any(@tools);
        insert into insights.day_tool as stored (user_id, day, tool, own_ms, own_strict_ms)
        select @userId, @day, new.* from unnest(@tools, @ms, @strict) as new
        on conflict (user_id, day, tool) do update set own_ms = excluded.own_ms, own_strict_ms = excluded.own_strict_ms
        where stored is distinct from excluded
        """;

    private const string WriteHours = """
        delete from insights.day_hour where user_id = @userId and stream in (0, 1) and day = @day
            and (stream, hour) not in (select * from unnest(@streams, @hours));
        insert into insights.day_hour as stored (user_id, day, stream, hour, ms, strict_ms, waka_ms)
        select @userId, @day, new.* from unnest(@streams, @hours, @ms, @strict, @waka) as new
        on conflict (user_id, stream, day, hour) do update set ms = excluded.ms, strict_ms = excluded.strict_ms, waka_ms = excluded.waka_ms
        where stored is distinct from excluded
        """;

    private const string WriteSessions = """
        delete from insights.session where user_id = @userId and day = @day
            and (start_ms, tool, repository, source) not in (select * from unnest(@starts, @tools, @repositories, @sources));
        insert into insights.session as stored (user_id, day, start_ms, end_ms, tool, repository, source, beats, from_before, into_next)
        select @userId, @day, new.* from unnest(@starts, @ends, @tools, @repositories, @sources, @beats, @before, @next) as new
        on conflict (user_id, day, start_ms, tool, repository, source) do update set
            end_ms = excluded.end_ms, beats = excluded.beats, from_before = excluded.from_before, into_next = excluded.into_next
        where stored is distinct from excluded
        """;
}

using Dapper;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Insights.Sessions;

/// <summary>Which sessions: days, both ends included; null for any tool or repository.</summary>
internal sealed record SessionFilter(int UserId, DateOnly Start, DateOnly End, IReadOnlyList<string>? Tools, IReadOnlyList<string>? Repositories);

/// <summary>Reads sessions, the newest first. They are kept as one piece per day and joined here where they touch over midnight.</summary>
internal sealed class SessionQueries(Db db)
{
    private const int Most = 500;

    // Pieces that are joined, or that reach in from beyond the range, are more than the sessions they make.
    private const int Spare = 20;

    // A session that began before the range is shown whole, as one that outlasts it by as much; beyond that it is cut.
    private const int Overhang = 7;

    /// <summary>At most <paramref name="limit"/> sessions that touch the days, after <paramref name="after"/> in their order.</summary>
    public async Task<IReadOnlyList<Session>> ListAsync(SessionFilter filter, SessionKey? after, int limit, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var found = new List<Session>(limit);
        var open = new Dictionary<(int, int, short), (Piece Piece, Session Session, bool Inside)>();
        var top = filter.End.AddDays(Overhang);
        if (after is { } given && DateOnly.FromDayNumber(given.Day).AddDays(Overhang) is var near && near < top) top = near;
        var place = new SessionKey(top.AddDays(1).DayNumber, 0, 0, 0, 0);
        for (var size = Math.Min(limit + Spare, Most); ; size = Most)
        {
            var pieces = await ReadAsync(connection, filter, place, size, ct);
            foreach (var piece in pieces)
            {
                place = piece.Key;
                var day = piece.Day;
                if (day < filter.Start && open.Count == 0) return found;
                var key = (piece.Tool, piece.Repository, piece.Source);
                var inside = day >= filter.Start && day <= filter.End;
                var session = new Session(place, piece.ToolText, piece.RepositoryText, (SampleSource)piece.Source, piece.StartMs, piece.EndMs, piece.Beats);
                if (open.Remove(key, out var later))
                {
                    if (piece.IntoNext && piece.EndMs == later.Session.StartMs)
                    {
                        inside |= later.Inside;
                        session = session with { EndMs = later.Session.EndMs, Beats = session.Beats + later.Session.Beats };
                    }
                    else if (Give(later.Session, later.Inside))
                    {
                        return found;
                    }
                }

                if (piece.FromBefore && day > filter.Start.AddDays(-Overhang)) open[key] = (piece, session, inside);
                else if (Give(session, inside)) return found;
            }

            if (pieces.Count < size) break;
        }

        foreach (var left in open.Values.OrderByDescending(left => left.Session.Key))
        {
            if (Give(left.Session, left.Inside)) break;
        }

        return found;

        // True when the page is full.
        bool Give(Session session, bool inside)
        {
            if (inside && (after is null || session.Key.IsBefore(after.Value))) found.Add(session);
            return found.Count == limit;
        }
    }

    private static async Task<List<Piece>> ReadAsync(NpgsqlConnection connection, SessionFilter filter, SessionKey before, int size, CancellationToken ct) =>
        (await connection.QueryAsync<Piece>(new CommandDefinition(
            Pieces,
            new
            {
                filter.UserId, Low = filter.Start.AddDays(-Overhang), Day = DateOnly.FromDayNumber(before.Day), before.StartMs, before.Tool, before.Repository,
                before.Source, Tools = filter.Tools?.ToArray(), Repositories = filter.Repositories?.ToArray(), size,
            },
            cancellationToken: ct))).AsList();

    private sealed record Piece
    {
        public DateOnly Day { get; init; }
        public long StartMs { get; init; }
        public long EndMs { get; init; }
        public int Tool { get; init; }
        public int Repository { get; init; }
        public short Source { get; init; }
        public int Beats { get; init; }
        public bool FromBefore { get; init; }
        public bool IntoNext { get; init; }
        public string ToolText { get; init; } = "";
        public string RepositoryText { get; init; } = "";

        public SessionKey Key => new(Day.DayNumber, StartMs, Tool, Repository, Source);
    }

    private const string Pieces = """
        select piece.day, start_ms, end_ms, piece.tool, piece.repository, source, beats, from_before, into_next,
            coalesce(tool.text, '') as tool_text, coalesce(repository.text, '') as repository_text
        from insights.session as piece
        left join insights.value as tool on tool.user_id = piece.user_id and tool.value_id = piece.tool
        left join insights.value as repository on repository.user_id = piece.user_id and repository.value_id = piece.repository
        where piece.user_id = @UserId and piece.day >= @Low
            and (piece.day, start_ms, piece.tool, piece.repository, source) < (@Day, @StartMs, @Tool, @Repository, @Source)
            and (@Tools::text[] is null or coalesce(tool.text, '') = any(@Tools))
            and (@Repositories::text[] is null or coalesce(repository.text, '') = any(@Repositories))
        order by piece.day desc, start_ms desc, piece.tool desc, piece.repository desc, source desc
        limit @size
        """;
}

using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Insights.WakaTime.Lists;

/// <summary>When a project was first and last worked on.</summary>
internal sealed record ProjectTime(string Name, DateTimeOffset First, DateTimeOffset Last);

/// <summary>Reads from the sessions what is known of projects and of the latest activity.</summary>
internal sealed class ProjectTimes(Db db)
{
    /// <summary>Every project, the latest first.</summary>
    public async Task<IReadOnlyList<ProjectTime>> AllAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<(string Name, long First, long Last)>(new CommandDefinition(Projects, new { userId }, cancellationToken: ct));
        return [.. rows.Select(row => new ProjectTime(row.Name, DateTimeOffset.FromUnixTimeMilliseconds(row.First), DateTimeOffset.FromUnixTimeMilliseconds(row.Last)))];
    }

    /// <summary>The end, the tool and the project of the latest session.</summary>
    public async Task<(DateTimeOffset At, string? Tool, string? Project)?> LatestAsync(int userId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(long End, string? Tool, string? Project)?>(
            new CommandDefinition(Latest, new { userId }, cancellationToken: ct));
        return row is { } found ? (DateTimeOffset.FromUnixTimeMilliseconds(found.End), found.Tool, found.Project) : null;
    }

    private const string Projects = """
        select value.text, min(session.start_ms), max(session.end_ms)
        from insights.session as session
        join insights.value as value on value.user_id = session.user_id and value.value_id = session.repository
        where session.user_id = @userId
        group by value.text order by 3 desc, 1
        """;

    private const string Latest = """
        select session.end_ms, tool.text, project.text
        from insights.session as session
        left join insights.value as tool on tool.user_id = session.user_id and tool.value_id = session.tool
        left join insights.value as project on project.user_id = session.user_id and project.value_id = session.repository
        where session.user_id = @userId
        order by session.day desc, session.end_ms desc limit 1
        """;
}

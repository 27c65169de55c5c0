using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Workspace.Contracts;

/// <summary>Somebody's time that was shown, and of which days.</summary>
public sealed record LookedAt(int UserId, DateOnly First, DateOnly Last);

/// <summary>
/// Who looked at whose time, when, at what and which days. Written before the answer leaves, so that no look goes unrecorded; the one
/// who was looked at reads it. Looking again is another look, however soon. The one writer of workspace.access_log.
/// </summary>
public sealed class AccessLog(Db db, TimeProvider time)
{
    /// <param name="what">A stable word the pages translate, for example <c>team</c> or <c>report</c>.</param>
    /// <param name="subjects">Whose time was shown; the viewer's own is no look.</param>
    public Task RecordAsync(
        int viewer, Guid workspaceId, string what, DateOnly first, DateOnly last, IReadOnlyCollection<int> subjects, CancellationToken ct) =>
        RecordAsync(viewer, workspaceId, what, [.. subjects.Select(subject => new LookedAt(subject, first, last))], ct);

    /// <summary>One line for each person, over all the days of theirs that were shown.</summary>
    public async Task RecordAsync(int viewer, Guid workspaceId, string what, IReadOnlyCollection<LookedAt> shown, CancellationToken ct)
    {
        var seen = shown.Where(look => look.UserId != viewer).GroupBy(look => look.UserId).OrderBy(looks => looks.Key)
            .Select(looks => new LookedAt(looks.Key, looks.Min(look => look.First), looks.Max(look => look.Last))).ToArray();
        if (seen.Length == 0) return;
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(Insert, new
        {
            seen = Array.ConvertAll(seen, look => look.UserId), ids = Array.ConvertAll(seen, _ => Guid.CreateVersion7()),
            first = Array.ConvertAll(seen, look => look.First), last = Array.ConvertAll(seen, look => look.Last), at = time.GetUtcNow(), viewer, workspaceId, what,
        }, cancellationToken: ct));
    }

    private const string Insert = """
        insert into workspace.access_log (user_id, id, at, viewer_id, workspace_id, what, first_day, last_day)
        select seen.user_id, seen.id, @at, @viewer, @workspaceId, @what, seen.first_day, seen.last_day
        from unnest(@seen::integer[], @ids::uuid[], @first::date[], @last::date[]) as seen (user_id, id, first_day, last_day)
        """;
}

using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Workspace.Contracts;

/// <summary>
/// Who looked at whose time, when, at what and which days. Written before the answer leaves, so that no look goes unrecorded; the one
/// who was looked at reads it. The one writer of workspace.access_log.
/// </summary>
public sealed class AccessLog(Db db, TimeProvider time)
{
    /// <param name="what">A stable word the pages translate, for example <c>team</c> or <c>report</c>.</param>
    /// <param name="subjects">Whose time was shown; the viewer's own is no look.</param>
    public async Task RecordAsync(
        int viewer, Guid workspaceId, string what, DateOnly first, DateOnly last, IReadOnlyCollection<int> subjects, CancellationToken ct)
    {
        int[] seen = [.. subjects.Where(subject => subject != viewer).Distinct().Order()];
        if (seen.Length == 0) return;
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(
            Insert, new { seen, ids = Array.ConvertAll(seen, _ => Guid.CreateVersion7()), at = time.GetUtcNow(), viewer, workspaceId, what, first, last },
            cancellationToken: ct));
    }

    private const string Insert = """
        insert into workspace.access_log (user_id, id, at, viewer_id, workspace_id, what, first_day, last_day)
        select seen.user_id, seen.id, @at, @viewer, @workspaceId, @what, @first, @last
        from unnest(@seen::integer[], @ids::uuid[]) as seen (user_id, id)
        """;
}

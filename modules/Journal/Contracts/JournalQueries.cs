using Dapper;
using Daybook.Kernel.Database;

namespace Daybook.Journal.Contracts;

/// <summary>A day's journal as its person sees it.</summary>
/// <param name="Text">What the person made of it, where they edited it; else what was written. Plain text, without their notes.</param>
/// <param name="State">"draft" while the day goes on, "final" from its local close on.</param>
public sealed record JournalDay(DateOnly Date, Guid Id, string Text, string State);

/// <summary>Reads journals. There is nothing private or dismissed in them unless the person wrote it there.</summary>
public sealed class JournalQueries(Db db)
{
    /// <summary>The days in the range, both ends included, that have a text; in order.</summary>
    public async Task<IReadOnlyList<JournalDay>> RangeAsync(int userId, DateOnly start, DateOnly end, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<JournalDay>(new CommandDefinition(Range, new { userId, start, end }, cancellationToken: ct));
        return rows.AsList();
    }

    private const string Range = """
        select day as date, id, coalesce(edited, body) as text, state
        from journal.work_log where user_id = @userId and day between @start and @end and state <> 'none' order by day
        """;
}

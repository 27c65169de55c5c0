using System.Text.Json;
using Dapper;
using Daybook.Timesheet.Entries;
using Npgsql;

namespace Daybook.Timesheet.Shaping;

/// <summary>A split or merge: the entries it took and made, and where it cut proposed time or healed a cut.</summary>
internal sealed record Shape(
    int UserId, Guid Id, Stretch Stretch, IReadOnlyList<TimeEntry> Before, IReadOnlyList<TimeEntry> After, IReadOnlyList<long> CutsMade,
    IReadOnlyList<long> CutsGone);

/// <summary>The one writer of timesheet.shape.</summary>
internal sealed class ShapeStore(TimeProvider time)
{
    public Task WriteAsync(NpgsqlTransaction tx, Shape shape, CancellationToken ct) => tx.Connection!.ExecuteAsync(new CommandDefinition(Write, new
    {
        shape.UserId, shape.Id, shape.Stretch.StartMs, shape.Stretch.EndMs, before = Rows(shape.Before), after = Rows(shape.After),
        made = shape.CutsMade.ToArray(), gone = shape.CutsGone.ToArray(), now = time.GetUtcNow(),
    }, tx, cancellationToken: ct));

    public async Task<Shape?> FindAsync(NpgsqlTransaction tx, int userId, Guid id, CancellationToken ct)
    {
        var row = await tx.Connection!.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Find, new { userId, id }, tx, cancellationToken: ct));
        return row is null ? null : new Shape(userId, id, new Stretch(row.StartMs, row.EndMs), Entries(row.Before), Entries(row.After), row.CutsMade, row.CutsGone);
    }

    public Task RemoveAsync(NpgsqlTransaction tx, int userId, Guid id, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Remove, new { userId, id }, tx, cancellationToken: ct));

    private static string Rows(IEnumerable<TimeEntry> entries) => JsonSerializer.Serialize(entries.Select(EntryRow.Of), EntryRow.Json);

    private static TimeEntry[] Entries(string json) => [.. (JsonSerializer.Deserialize<List<EntryRow>>(json, EntryRow.Json) ?? []).Select(row => row.ToEntry())];

    private sealed record Row
    {
        public long StartMs { get; init; }
        public long EndMs { get; init; }
        public string Before { get; init; } = "[]";
        public string After { get; init; } = "[]";
        public long[] CutsMade { get; init; } = [];
        public long[] CutsGone { get; init; } = [];
    }

    // What stands in it is a person's text: a week is long enough for second thoughts.
    private const string Write = """
        with old as (delete from timesheet.shape where user_id = @UserId and made_at < @now - interval '7 days')
        insert into timesheet.shape (user_id, shape_id, start_ms, end_ms, before, after, cuts_made, cuts_gone, made_at)
        values (@UserId, @Id, @StartMs, @EndMs, @before::jsonb, @after::jsonb, @made, @gone, @now)
        """;

    private const string Find = """
        select start_ms, end_ms, before::text as before, after::text as after, cuts_made, cuts_gone from timesheet.shape
        where user_id = @userId and shape_id = @id
        """;

    private const string Remove = "delete from timesheet.shape where user_id = @userId and shape_id = @id";
}

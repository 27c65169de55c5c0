using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Database;
using Daybook.Kernel.Time;
using Daybook.Testing;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Npgsql;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Stored;

public sealed class EntryQueriesTests : IClassFixture<PostgresFixture>, IAsyncDisposable
{
    private static int people = 500_000;
    private readonly int user = Interlocked.Increment(ref people);
    private readonly NpgsqlDataSource source;
    private readonly DayClock clock = new(TimeZoneInfo.Utc, TimeSpan.Zero);

    public EntryQueriesTests(PostgresFixture postgres)
    {
        DapperMappings.Register();
        source = NpgsqlDataSource.Create(postgres.ConnectionString);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    [Fact]
    public async Task An_entry_across_midnight_has_a_piece_in_each_day_and_the_pieces_add_up()
    {
        var night = Mine(Reviewed(EntryStatus.Confirmed, 23 * 60, 25 * 60));
        await WriteAsync(night);

        var both = await ReadAsync(Date, Date.AddDays(1));
        var second = await ReadAsync(Date.AddDays(1), Date.AddDays(1));

        both.Select(piece => (piece.Day, piece.DurationMs)).ShouldBe([(Date, 3_600_000L), (Date.AddDays(1), 3_600_000L)]);
        second.ShouldHaveSingleItem().ShouldBe(both[1]);
        both.ShouldAllBe(piece => piece.Id == night.Id && piece.Counts && piece.Reviewed);
    }

    [Fact]
    public async Task Dismissed_and_parallel_time_is_told_and_counts_for_nothing_and_idle_time_is_not_told()
    {
        await WriteAsync(
            Mine(Reviewed(EntryStatus.Dismissed, 540, 560)),
            Mine(Reviewed(EntryStatus.Manual, 550, 620, lane: EntryLane.Parallel)),
            Mine(As(Reviewed(EntryStatus.Confirmed, 630, 640), BlockKind.Idle)));

        var pieces = await ReadAsync(Date, Date);

        pieces.Select(piece => (piece.Status, piece.Parallel, piece.Counts))
            .ShouldBe([(EntryStatus.Dismissed, false, false), (EntryStatus.Manual, true, false)]);
    }

    [Fact]
    public async Task Private_time_has_no_words()
    {
        await WriteAsync(Mine(As(Reviewed(EntryStatus.Confirmed, 540, 560), BlockKind.Private)));

        (await ReadAsync(Date, Date)).ShouldHaveSingleItem().Description.ShouldBe("");
    }

    private TimeEntry Mine(TimeEntry entry) => entry with { UserId = user };

    private static TimeEntry As(TimeEntry entry, BlockKind kind) =>
        entry with { State = entry.State with { Label = entry.Label with { Kind = kind, Description = "words" } } };

    private Task<IReadOnlyList<EntryPiece>> ReadAsync(DateOnly start, DateOnly end) => new EntryQueries(new Db(source)).RangeAsync(user, clock, start, end, default);

    private async Task WriteAsync(params TimeEntry[] entries)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var tx = await connection.BeginTransactionAsync();
        await new EntryStore(TimeProvider.System).WriteAsync(tx, entries, default);
        await tx.CommitAsync();
    }
}

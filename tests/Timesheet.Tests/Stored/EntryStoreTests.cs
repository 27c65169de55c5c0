using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Daybook.Timesheet.Contracts;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Periods;
using Daybook.Timesheet.Reconcile;
using Daybook.Timesheet.Tests.Reconcile;
using Npgsql;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Stored;

public sealed class EntryStoreTests : IClassFixture<PostgresFixture>, IAsyncDisposable
{
    private static int people;
    private readonly int user = Interlocked.Increment(ref people);
    private readonly NpgsqlDataSource source;
    private readonly Db db;
    private readonly EntryStore store = new(TimeProvider.System);

    public EntryStoreTests(PostgresFixture postgres)
    {
        DapperMappings.Register();
        source = NpgsqlDataSource.Create(postgres.ConnectionString);
        db = new Db(source);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    [Fact]
    public async Task Entries_come_back_as_they_were_written_to_the_millisecond()
    {
        var label = new EntryLabel(BlockKind.Neutral, "Mail", Project, Key(3), "Zeile\n„eins“ \U0001F600", 0.123456789, LabelStage.Continuity,
            [new Evidence("title", "=SUM(1)", "r1@3", 0.25), new Evidence("app", "x")]);
        var state = new EntryState(EntryStatus.Corrected, At(540) + 7, At(541) + 999, label, At(700) + 1);
        var entry = new TimeEntry(user, Guid.CreateVersion7(), Date, EntryLane.Primary, Key(1), state, state with { Status = EntryStatus.Inferred, ReviewedMs = null });

        var read = await InTransaction(async tx =>
        {
            await store.WriteAsync(tx, [entry], default);
            return await store.ByIdAsync(tx, user, [entry.Id], default);
        });

        read.ShouldHaveSingleItem().ShouldBe(entry);
    }

    [Fact]
    public async Task The_database_refuses_a_second_entry_for_the_same_time()
    {
        var one = Mine(Reviewed(EntryStatus.Confirmed, 540, 600));
        var other = Mine(Reviewed(EntryStatus.Manual, 599, 620));

        var refusal = await Should.ThrowAsync<PostgresException>(() => InTransaction(async tx => { await store.WriteAsync(tx, [one, other], default); return 0; }));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.ExclusionViolation);
    }

    [Fact]
    public async Task Parallel_entries_and_other_people_may_share_the_time()
    {
        var one = Mine(Reviewed(EntryStatus.Confirmed, 540, 600));
        var beside = Mine(Reviewed(EntryStatus.Manual, 550, 620, lane: EntryLane.Parallel));
        var other = one with { UserId = user + 100_000 };

        await InTransaction(async tx => { await store.WriteAsync(tx, [one, beside, other], default); return 0; });
    }

    [Fact]
    public async Task Neighbours_may_change_places_within_one_transaction()
    {
        await Settle(Derived(Block(1, 540, 600), Block(2, 600, 660, project: Project)));
        var before = await Rows();

        await Settle(Derived(Block(1, 540, 630), Block(2, 630, 690, project: Project)));

        var after = await Rows();
        Inferred(after).ShouldBe([(540, 630), (630, 690)]);
        after.Select(row => row.Id).ShouldBe(before.Select(row => row.Id));
    }

    [Fact]
    public async Task Settling_the_same_day_twice_writes_nothing_the_second_time()
    {
        var derived = Derived(Block(1, 540, 600), Block(2, 600, 660, BlockKind.Idle));

        (await Settle(derived)).ShouldBeTrue();
        (await Settle(derived)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_day_that_does_not_add_up_keeps_its_old_result()
    {
        await Settle(Derived(Block(1, 540, 600)));

        await Should.ThrowAsync<ConservationException>(() => Settle(Derived(Block(1, 540, 600), Block(2, 590, 660))));

        Inferred(await Rows()).ShouldBe([(540, 600)]);
    }

    [Fact]
    public async Task The_table_alone_shows_that_the_day_adds_up()
    {
        await InTransaction(async tx => { await store.WriteAsync(tx, [Mine(Reviewed(EntryStatus.Manual, 590, 640))], default); return 0; });

        await Settle(Derived(Block(1, 540, 600), Block(2, 600, 630, BlockKind.Idle), Block(3, 650, 700, BlockKind.Private)));

        await using var command = source.CreateCommand($"""
            select (select sum(extract(epoch from ended_at - started_at) * 1000)::bigint from timesheet.time_entry where user_id = {user})
                 - (select observed_ms from timesheet.settled_day where user_id = {user})
            """);
        (await command.ExecuteScalarAsync()).ShouldBe(10 * 60_000L, "ten manual minutes lie outside what was observed");
    }

    private TimeEntry Mine(TimeEntry entry) => entry with { UserId = user };

    private Task<bool> Settle(DayBlocks derived) => InTransaction(async tx =>
    {
        await store.LockAsync(tx, user, default);
        return await new DaySettler(store, new CutStore(), new PeriodLocks(db), new LateDays(db, TimeProvider.System)).SettleAsync(tx, user, Day, derived, default);
    });

    private Task<IReadOnlyList<TimeEntry>> Rows() =>
        InTransaction(tx => store.OfDayAsync(tx, user, Date, new Stretch(At(0), At(1440)), [], default));

    private Task<T> InTransaction<T>(Func<NpgsqlTransaction, Task<T>> work) => db.InTransactionAsync(work, default);
}

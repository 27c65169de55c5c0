using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Tests.Samples;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Stored;

public sealed class BlockStoreTests : IClassFixture<PostgresFixture>, IAsyncDisposable
{
    private readonly NpgsqlDataSource source;
    private readonly Db db;
    private readonly BlockStore store;

    public BlockStoreTests(PostgresFixture postgres)
    {
        DapperMappings.Register();
        source = NpgsqlDataSource.Create(postgres.ConnectionString);
        db = new Db(source);
        store = new BlockStore(db, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static DayBlocks Derive(int user, int hours)
    {
        var week = SampleDays.Tracker("backend");
        var day = week.Clock.Of(new DateOnly(2026, 3, 2));
        var samples = week.Of(day);
        var until = day.Start.AddHours(hours).ToUnixTimeMilliseconds();
        samples = samples with { Samples = [.. samples.Samples.Where(sample => sample.EndMs <= until)] };
        return DayDerivation.Blocks(new DayInputs(user, day, week.Clock, samples, week.Catalog, []));
    }

    private Task<bool> Write(int user, DayBlocks day) =>
        db.InTransactionAsync(tx => store.ReplaceAsync(tx, user, day, DayDerivation.Digest(day), null, CancellationToken.None), CancellationToken.None);

    [Fact]
    public async Task What_is_read_is_what_was_derived_to_the_byte()
    {
        var derived = Derive(1, 24);
        (await Write(1, derived)).ShouldBeTrue();
        var read = await new BlockQueries(db).DayAsync(1, derived.Day, CancellationToken.None);
        read.Blocks.Count.ShouldBeGreaterThan(10);
        DayDerivation.Digest(read).ShouldBe(DayDerivation.Digest(derived));
        var observed = await new BlockQueries(db).ObservedAsync(1, derived.Day.AddDays(-3), derived.Day, CancellationToken.None);
        observed.ShouldBe(new Dictionary<DateOnly, long> { [derived.Day] = derived.ObservedMs });
    }

    [Fact]
    public async Task The_same_result_again_writes_nothing() 
    {
        (await Write(2, Derive(2, 24))).ShouldBeTrue();
        (await Write(2, Derive(2, 24))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_day_that_grows_ends_as_if_it_had_come_at_once()
    {
        foreach (var hours in (int[])[9, 10, 11, 13, 15, 24]) await Write(3, Derive(3, hours));
        var read = await new BlockQueries(db).DayAsync(3, new DateOnly(2026, 3, 2), CancellationToken.None);
        DayDerivation.Digest(read).ShouldBe(DayDerivation.Digest(Derive(3, 24)));
    }

    [Fact]
    public async Task A_day_without_samples_leaves_no_row()
    {
        (await Write(4, new DayBlocks(new DateOnly(2026, 3, 2), 0, []))).ShouldBeFalse();
        (await Write(4, Derive(4, 24))).ShouldBeTrue();
        (await Write(4, new DayBlocks(new DateOnly(2026, 3, 2), 0, []))).ShouldBeTrue();
        (await new BlockQueries(db).DayAsync(4, new DateOnly(2026, 3, 2), CancellationToken.None)).ObservedMs.ShouldBe(0);
    }
}

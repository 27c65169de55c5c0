using Daybook.Kernel.Days;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Kernel.Tests;

public sealed class DayQueueTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int nextUser;

    // Each test has its own person and feed, so that they share a database without meeting.
    private readonly UserDay day = new(Interlocked.Increment(ref nextUser), new DateOnly(2026, 3, 2));
    private string Feed => $"feed.{day.UserId}";
    private string Stage => $"stage.{day.UserId}";

    [Fact]
    public async Task A_touch_makes_one_run_for_every_stage_that_listens_and_none_for_others()
    {
        var ran = new List<string>();
        FakeStage Listening(string name, string feed) => new(name, feed, (_, _) => { ran.Add(name); return Task.FromResult(FakeStage.Nothing); });
        await using var queue = new DayQueue(postgres.ConnectionString, 60, Listening(Stage, Feed), Listening(Stage + "b", Feed), Listening(Stage + "c", "other"));

        await queue.TouchAsync(Feed, day, day);
        (await queue.Queries.PendingAsync(day.UserId, day.Day, day.Day, None)).ShouldBe([day.Day]);
        await queue.RunAllDueAsync();

        ran.Order().ShouldBe([Stage, Stage + "b"]);
        (await queue.Queries.PendingAsync(day.UserId, day.Day, day.Day, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_touch_during_a_run_causes_exactly_one_more_run()
    {
        var runs = 0;
        DayQueue queue = null!;
        queue = new DayQueue(postgres.ConnectionString, 60, new FakeStage(Stage, Feed, async (_, _) =>
        {
            if (++runs == 1)
            {
                await queue.TouchAsync(Feed, day);
                await queue.TouchAsync(Feed, day);
            }

            return FakeStage.Nothing;
        }));
        await using var _ = queue;

        await queue.TouchAsync(Feed, day);
        await queue.RunAllDueAsync();

        runs.ShouldBe(2);
    }

    [Fact]
    public async Task A_touch_that_is_rolled_back_never_was()
    {
        await using var queue = new DayQueue(postgres.ConnectionString, 60, new FakeStage(Stage, Feed, (_, _) => Task.FromResult(FakeStage.Nothing)));
        await Should.ThrowAsync<InvalidOperationException>(() => queue.Db.InTransactionAsync(async tx =>
        {
            await queue.Feed.TouchAsync(tx, Feed, [day], None);
            throw new InvalidOperationException("no");
        }, None));

        (await queue.RunAllDueAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task An_expired_lease_commits_nothing()
    {
        var committed = 0;
        DayCommit commit = (_, _) => { committed++; return Task.CompletedTask; };
        await using var queue = new DayQueue(postgres.ConnectionString, 60, new FakeStage(Stage, Feed, (_, _) => Task.FromResult(commit)));
        await queue.TouchAsync(Feed, day);

        var claim = (await queue.Store.ClaimAsync([Stage], TimeSpan.FromMilliseconds(1), None))!;
        await queue.ExecuteAsync($"update platform.day_work set lease_until = now() - interval '1 second' where stage = '{Stage}'");
        (await queue.Db.InTransactionAsync(tx => queue.Store.CompleteAsync(tx, claim, None), None)).ShouldBeFalse();
        (await queue.RunAllDueAsync()).ShouldBe(1);
        (await queue.Db.InTransactionAsync(tx => queue.Store.CompleteAsync(tx, claim, None), None)).ShouldBeFalse();
        (await queue.Store.FailAsync(claim, "late", TimeSpan.Zero, None)).ShouldBeFalse();

        committed.ShouldBe(1);
        (await queue.ScalarAsync<long>($"select done from platform.day_work where stage = '{Stage}'")).ShouldBe(claim.Dirty);
    }

    [Fact]
    public async Task A_long_run_keeps_its_lease_by_renewing_it()
    {
        var runs = 0;
        await using var queue = new DayQueue(postgres.ConnectionString, 1, new FakeStage(Stage, Feed, async (_, ct) =>
        {
            runs++;
            await Task.Delay(2500, ct);
            return FakeStage.Nothing;
        }));
        await queue.TouchAsync(Feed, day);

        var other = Task.Run(async () =>
        {
            await Task.Delay(1500);
            return await queue.Runner.RunOneAsync(None);
        });
        await queue.Runner.RunOneAsync(None);

        (await other).ShouldBeFalse();
        runs.ShouldBe(1);
        (await queue.Queries.PendingAsync(day.UserId, day.Day, day.Day, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failing_day_is_parked_after_five_attempts_with_its_reason_while_others_go_on()
    {
        var good = day with { Day = day.Day.AddDays(1) };
        var (failed, derived) = (0, 0);
        await using var queue = new DayQueue(postgres.ConnectionString, 60, new FakeStage(Stage, Feed, (which, _) =>
        {
            if (which == good) { derived++; return Task.FromResult(FakeStage.Nothing); }
            failed++;
            throw new InvalidOperationException("the sum is off by 3 ms");
        }));
        await queue.TouchAsync(Feed, day, good);

        for (var attempt = 0; attempt < 8; attempt++)
        {
            await queue.RunAllDueAsync();
            await queue.ExecuteAsync($"update platform.day_work set not_before = now() where stage = '{Stage}'");
        }

        (failed, derived).ShouldBe((5, 1));
        var parked = (await queue.Admin.SummaryAsync([day.UserId], None)).Parked.ShouldHaveSingleItem();
        (parked.Day, parked.Attempts).ShouldBe((day.Day, 5));
        parked.Error.ShouldBe("InvalidOperationException: the sum is off by 3 ms");

        (await queue.Admin.RetryAsync(Stage, day.UserId, day.Day, None)).ShouldBe(1);
        await queue.RunAllDueAsync();
        failed.ShouldBe(6);
    }

    [Fact]
    public async Task A_parked_day_tries_again_when_its_input_changes()
    {
        var broken = true;
        await using var queue = new DayQueue(postgres.ConnectionString, 60, new FakeStage(Stage, Feed, (_, _) =>
            broken ? throw new InvalidOperationException("bad") : Task.FromResult(FakeStage.Nothing)));
        await queue.TouchAsync(Feed, day);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await queue.RunAllDueAsync();
            await queue.ExecuteAsync($"update platform.day_work set not_before = now() where stage = '{Stage}'");
        }

        (await queue.RunAllDueAsync()).ShouldBe(0);
        broken = false;
        await queue.TouchAsync(Feed, day);
        await queue.RunAllDueAsync();

        (await queue.Queries.PendingAsync(day.UserId, day.Day, day.Day, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failing_commit_keeps_nothing_and_counts_as_a_failure()
    {
        DayCommit commit = async (tx, ct) =>
        {
            await using var command = new Npgsql.NpgsqlCommand("insert into platform.schedule (name, cron) values ('half', 'x')", tx.Connection, tx);
            await command.ExecuteNonQueryAsync(ct);
            throw new InvalidOperationException("half way");
        };
        await using var queue = new DayQueue(postgres.ConnectionString, 60, new FakeStage(Stage, Feed, (_, _) => Task.FromResult(commit)));
        await queue.TouchAsync(Feed, day);
        await queue.Runner.RunOneAsync(None);

        (await queue.ScalarAsync<long>("select count(*) from platform.schedule where name = 'half'")).ShouldBe(0);
        (await queue.ScalarAsync<string>($"select last_error from platform.day_work where stage = '{Stage}'")).ShouldContain("half way");
    }

    [Fact]
    public async Task Known_days_are_touched_the_latest_first_and_with_their_neighbours_when_asked()
    {
        await using var queue = new DayQueue(postgres.ConnectionString, 60, new FakeStage(Stage, Feed, (_, _) => Task.FromResult(FakeStage.Nothing)));
        await queue.TouchAsync(Feed, day, day with { Day = day.Day.AddDays(-40) });
        await queue.RunAllDueAsync();
        await queue.Db.InTransactionAsync(tx => queue.Feed.TouchKnownAsync(tx, Feed, day.UserId, 1, None), None);
        (await queue.Queries.PendingAsync(day.UserId, DateOnly.MinValue, DateOnly.MaxValue, None)).ShouldBe([day.Day]);
        await queue.Db.InTransactionAsync(tx => queue.Feed.TouchKnownAsync(tx, Feed, day.UserId, 1, None, neighbours: true), None);

        (await queue.Queries.PendingAsync(day.UserId, DateOnly.MinValue, DateOnly.MaxValue, None))
            .ShouldBe([day.Day.AddDays(-1), day.Day, day.Day.AddDays(1)]);
    }
}

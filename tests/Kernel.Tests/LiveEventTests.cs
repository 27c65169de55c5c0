using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Kernel.Tests;

public sealed class LiveEventTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_change_reaches_its_person_on_every_host_after_the_commit_and_nobody_else()
    {
        await using var sender = new DayQueue(postgres.ConnectionString, 60);
        await using var receiver = new DayQueue(postgres.ConnectionString, 60);
        var live = receiver.Services.GetRequiredService<LiveEvents>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var mine = live.SubscribeAsync(1, patience.Token).GetAsyncEnumerator();
        var first = mine.MoveNextAsync().AsTask();
        var listener = receiver.Services.GetRequiredService<PostgresListener>();
        await listener.StartAsync(None);

        // The listener says "reset" when it begins to listen: from then on nothing is missed.
        (await first).ShouldBeTrue();
        mine.Current.Kind.ShouldBe("reset");
        var next = mine.MoveNextAsync().AsTask();
        await PublishAsync(sender, new LiveEvent(2, "day", "2026-03-02"), commit: true);
        await PublishAsync(sender, new LiveEvent(1, "day", "2026-03-03"), commit: false);
        await PublishAsync(sender, new LiveEvent(1, "day", "2026-03-04"), commit: true);

        (await next).ShouldBeTrue();
        mine.Current.ShouldBe(new LiveEvent(1, "day", "2026-03-04"));
        await listener.StopAsync(None);
    }

    private static async Task PublishAsync(DayQueue queue, LiveEvent change, bool commit)
    {
        var live = queue.Services.GetRequiredService<LiveEvents>();
        await using var connection = await queue.Db.OpenAsync(None);
        await using var tx = await connection.BeginTransactionAsync();
        await live.PublishAsync(tx, change, None);
        if (commit) await tx.CommitAsync();
    }
}

using System.Diagnostics;
using System.Text;
using Daybook.Connectors.Compliance;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.Hosting.Tests;

/// <summary>Connectors that misbehave while they are called: each call ends by its deadline in our words, and the host goes on.</summary>
public sealed class IsolationTests : IAsyncLifetime, IDisposable
{
    private readonly DropFolder drop = new();
    private readonly Recorder recorder = new();
    private ConnectorCatalog catalog = null!;

    public async ValueTask InitializeAsync()
    {
        drop.Lay();
        catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        catalog.Dispose();
        recorder.Dispose();
        drop.Dispose();
    }

    [Theory]
    [InlineData("throw", "connector-failed")]
    [InlineData("block", "connector-stuck")]
    [InlineData("spin", "connector-stuck")]
    [InlineData("ignore-cancel", "connector-stuck")]
    [InlineData("wait", "connector-too-slow")]
    public async Task A_misbehaving_call_ends_by_its_deadline_with_a_slug_and_without_foreign_words(string behave, string slug)
    {
        var watch = Stopwatch.StartNew();
        using var lease = catalog.Lease("sample").ShouldNotBeNull();
        var inTest = await Should.ThrowAsync<ConnectorFaultException>(() => lease.TestAsync(Context(behave), TestContext.Current.CancellationToken));
        var inSync = await Should.ThrowAsync<ConnectorFaultException>(() => SyncAsync(lease, behave, TestContext.Current.CancellationToken));
        foreach (var fault in new[] { inTest, inSync })
        {
            fault.Slug.ShouldBe(slug);
            fault.Message.ShouldNotContain("secret");
        }

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Its_own_words_come_through_as_they_are()
    {
        using var lease = catalog.Lease("sample").ShouldNotBeNull();
        var said = await Should.ThrowAsync<ConnectorException>(() => SyncAsync(lease, "say-no", TestContext.Current.CancellationToken));
        (said.Slug, said.Message).ShouldBe(("said-no", "It said no."));
    }

    [Theory]
    [InlineData("oversized")]
    [InlineData("huge-text")]
    public async Task Oversized_batches_are_refused(string behave)
    {
        using var lease = catalog.Lease("sample").ShouldNotBeNull();
        (await Should.ThrowAsync<ConnectorFaultException>(() => SyncAsync(lease, behave, TestContext.Current.CancellationToken))).Slug
            .ShouldBe("oversized-result");
    }

    [Fact]
    public async Task An_exception_nobody_waits_for_ends_nothing_else()
    {
        using var lease = catalog.Lease("sample").ShouldNotBeNull();
        (await lease.TestAsync(Context("void"), TestContext.Current.CancellationToken)).Checks.ShouldHaveSingleItem();
        (await SyncAsync(lease, "well", TestContext.Current.CancellationToken)).ShouldBe(3);
    }

    [Fact]
    public async Task Cancelling_is_prompt_even_when_the_connector_ignores_it()
    {
        using var lease = catalog.Lease("sample").ShouldNotBeNull();
        foreach (var behave in new[] { "wait", "ignore-cancel" })
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            cancel.CancelAfter(100);
            var watch = Stopwatch.StartNew();
            await Should.ThrowAsync<OperationCanceledException>(() => SyncAsync(lease, behave, cancel.Token));
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public async Task Code_that_is_stuck_three_times_is_faulty_until_it_is_loaded_afresh()
    {
        for (var time = 0; time < 3; time++)
        {
            using var lease = catalog.Lease("sample").ShouldNotBeNull();
            await Should.ThrowAsync<ConnectorFaultException>(() => lease.TestAsync(Context("block"), TestContext.Current.CancellationToken));
        }

        catalog.Find("sample")!.State.ShouldBe(ConnectorState.Faulty);
        catalog.Find("sample")!.Reason.ShouldBe("its test did not come back within 0.5 s");
        catalog.Lease("sample").ShouldBeNull();

        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.State.ShouldBe(ConnectorState.Active);
    }

    [Fact]
    public async Task Forty_blocked_connector_calls_leave_the_thread_pool_free()
    {
        var options = drop.Options with { StuckLimit = 1_000 };
        using var many = drop.Catalog(options);
        await many.RescanAsync(TestContext.Current.CancellationToken);
        var blocked = Enumerable.Range(0, 40).Select(async _ =>
        {
            using var lease = many.Lease("sample").ShouldNotBeNull();
            await Should.ThrowAsync<ConnectorFaultException>(() => lease.TestAsync(Context("block"), TestContext.Current.CancellationToken));
        }).ToList();
        await Task.Delay(200, TestContext.Current.CancellationToken);

        var watch = Stopwatch.StartNew();
        await Task.Run(() => Task.CompletedTask, TestContext.Current.CancellationToken);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMilliseconds(500));
        await Task.WhenAll(blocked);
    }

    [Fact]
    public async Task Resuming_starts_after_the_checkpoint()
    {
        using var lease = catalog.Lease("sample").ShouldNotBeNull();
        var left = 0;
        await foreach (var _ in lease.SyncAsync(Context("well"), new Checkpoint("2"), TestContext.Current.CancellationToken)) left++;
        left.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_is_imported_in_batches()
    {
        using var lease = catalog.Lease("sample").ShouldNotBeNull();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("a\nbb\nccc"));
        var batches = 0;
        await foreach (var _ in lease.ImportAsync(file, Context("well"), TestContext.Current.CancellationToken)) batches++;
        batches.ShouldBe(3);
    }

    private ConnectorContext Context(string behave) => recorder.Context(ComplianceSource.From($$"""{"behave":"{{behave}}","batches":3}"""));

    private async Task<int> SyncAsync(ConnectorLease lease, string behave, CancellationToken ct)
    {
        var batches = 0;
        await foreach (var _ in lease.SyncAsync(Context(behave), null, ct)) batches++;
        return batches;
    }
}

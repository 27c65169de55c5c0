using Daybook.Connectors.Compliance;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.Hosting.Tests;

public sealed class ReplacingTests : IDisposable
{
    private readonly DropFolder drop = new();

    public void Dispose() => drop.Dispose();

    [Fact]
    public async Task The_higher_version_counts_and_the_programs_own_wins_among_equals()
    {
        drop.Lay("1.0.0", drop.Bundled);
        drop.Lay("1.1.0");
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.Version.ShouldBe("1.1.0");

        drop.Lay("1.0.0");
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.Version.ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_broken_newer_copy_leaves_the_older_one_working_and_says_why()
    {
        drop.Lay("1.0.0", drop.Bundled);
        drop.Lay("2.0.0", extra: ("throw.dll", [1]));
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        var entry = catalog.Find("sample")!;
        (entry.State, entry.Version).ShouldBe((ConnectorState.Active, "1.0.0"));
        entry.Reason.ShouldBe("another copy (2.0.0) was refused: its code could not be started");
    }

    [Fact]
    public async Task A_rescan_without_changes_keeps_the_running_code()
    {
        drop.Lay();
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        using var lease = catalog.Lease("sample").ShouldNotBeNull();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Entries.ShouldHaveSingleItem().State.ShouldBe(ConnectorState.Active);
        lease.Retired.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_replaced_version_finishes_what_it_does_or_is_stopped_then_goes()
    {
        drop.Lay("1.0.0");
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        await ReplaceWhileRunningAsync(catalog);
        for (var attempt = 0; attempt < 100 && catalog.Entries.Count > 1; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        catalog.Entries.ShouldHaveSingleItem().Version.ShouldBe("1.1.0");
    }

    private async Task ReplaceWhileRunningAsync(ConnectorCatalog catalog)
    {
        using var recorder = new Recorder();
        using (var lease = catalog.Lease("sample").ShouldNotBeNull())
        {
            drop.Lay("1.1.0");
            await catalog.RescanAsync(TestContext.Current.CancellationToken);
            catalog.Entries.Select(entry => (entry.Version, entry.State))
                .ShouldBe([("1.1.0", ConnectorState.Active), ("1.0.0", ConnectorState.Retiring)]);

            var wait = recorder.Context(ComplianceSource.From("""{"behave":"wait"}"""));
            await Should.ThrowAsync<OperationCanceledException>(async () =>
            {
                await foreach (var _ in lease.SyncAsync(wait, null, TestContext.Current.CancellationToken)) { }
            });
        }
    }

    [Fact]
    public async Task A_connector_that_is_gone_is_no_longer_listed()
    {
        var folder = drop.Lay();
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample").ShouldBeNull();
        catalog.Lease("sample").ShouldBeNull();
    }
}

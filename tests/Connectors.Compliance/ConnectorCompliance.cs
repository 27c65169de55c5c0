using System.Diagnostics;
using System.Runtime.CompilerServices;
using Daybook.Connectors.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.Compliance;

/// <summary>What every connector has to keep. A connector's tests inherit it and bring a stand-in for its system.</summary>
public abstract class ConnectorCompliance<TConnector> where TConnector : IConnector, new()
{
    /// <summary>The ready folder that building the connector laid, with its connector.json.</summary>
    protected virtual string Folder => Path.Combine(Artifacts(), "connectors", new TConnector().Info.Id);

    protected abstract Task<ComplianceSource> StartAsync();

    [Fact]
    public void The_settings_form_is_well_formed() => SchemaRules.Problems(new TConnector().Settings).ShouldBeEmpty();

    [Fact]
    public void It_uses_nothing_of_ours_but_the_contract() =>
        typeof(TConnector).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("Daybook", StringComparison.Ordinal))
            .ShouldBe([typeof(IConnector).Assembly.GetName().Name!]);

    [Fact]
    public async Task Settings_that_work_pass_the_test()
    {
        await using var source = await StartAsync();
        using var recorder = new Recorder();
        var result = await new TConnector().TestAsync(recorder.Context(source.Settings), TestContext.Current.CancellationToken);
        result.Ok.ShouldBeTrue(string.Join("; ", result.Checks.Where(check => !check.Ok).Select(check => check.Message)));
    }

    [Fact]
    public async Task Wrong_settings_fail_the_test_with_words_within_ten_seconds()
    {
        await using var source = await StartAsync();
        source.WrongSettings.ShouldNotBeEmpty();
        foreach (var wrong in source.WrongSettings)
        {
            using var recorder = new Recorder();
            var watch = Stopwatch.StartNew();
            var result = await new TConnector().TestAsync(recorder.Context(wrong), TestContext.Current.CancellationToken);
            result.Ok.ShouldBeFalse();
            result.Checks.Where(check => !check.Ok).ShouldAllBe(check => check.Message.Contains(' ', StringComparison.Ordinal));
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task A_sync_resumes_from_every_checkpoint_it_gave()
    {
        await using var source = await StartAsync();
        var batches = await SyncAsync(source, null);
        var all = Ids(batches);
        all.Count.ShouldBeGreaterThan(0);
        for (var stop = 0; stop < batches.Count; stop++)
        {
            var kept = batches.Take(stop + 1).ToList();
            var checkpoint = kept.LastOrDefault(batch => batch.Checkpoint is not null)?.Checkpoint;
            var together = Ids(kept).Union(Ids(await SyncAsync(source, checkpoint))).ToHashSet(StringComparer.Ordinal);
            together.SetEquals(all).ShouldBeTrue($"after batch {stop} of {batches.Count}");
        }
    }

    [Fact]
    public async Task The_same_source_twice_gives_the_same_identities()
    {
        await using var source = await StartAsync();
        Ids(await SyncAsync(source, null)).SetEquals(Ids(await SyncAsync(source, null))).ShouldBeTrue();
    }

    [Fact]
    public async Task Batches_and_checkpoints_keep_their_size()
    {
        await using var source = await StartAsync();
        var batches = await SyncAsync(source, null);
        batches.ShouldAllBe(batch => batch.Streams.Sum(stream => stream.Samples.Count) <= 2_000 && batch.WorkItems.Count <= 2_000);
        batches.Where(batch => batch.Checkpoint is not null).ShouldAllBe(batch => batch.Checkpoint!.Value.Length <= 64 * 1024);
    }

    [Fact]
    public async Task A_cancelled_sync_ends_within_a_second()
    {
        await using var source = await StartAsync();
        using var recorder = new Recorder();
        using var cancel = new CancellationTokenSource();
        await using var batches = new TConnector().SyncAsync(recorder.Context(source.Settings), null, cancel.Token).GetAsyncEnumerator(cancel.Token);
        (await batches.MoveNextAsync()).ShouldBeTrue();
        await cancel.CancelAsync();
        var watch = Stopwatch.StartNew();
        await Should.ThrowAsync<OperationCanceledException>(async () => { while (await batches.MoveNextAsync()) { } });
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Nothing_secret_is_said()
    {
        await using var source = await StartAsync();
        using var recorder = new Recorder();
        foreach (var settings in source.WrongSettings.Append(source.Settings))
        {
            recorder.Note(await new TConnector().TestAsync(recorder.Context(settings), TestContext.Current.CancellationToken));
            try
            {
                await foreach (var batch in new TConnector().SyncAsync(recorder.Context(settings), null, TestContext.Current.CancellationToken))
                    foreach (var problem in batch.Problems) recorder.Said.Enqueue($"{problem.Item} {problem.Message}");
            }
            catch (ConnectorException said)
            {
                recorder.Said.Enqueue(said.Message);
            }
        }

        foreach (var secret in source.Secrets) recorder.Said.ShouldAllBe(said => !said.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Its_code_unloads_after_a_test_and_a_sync()
    {
        await using var source = await StartAsync();
        var home = Directory.CreateTempSubdirectory("daybook-compliance");
        try
        {
            using var catalog = new ConnectorCatalog(
                new HostingOptions { Folders = [Path.Combine(home.FullName, "in")], RunFolder = Path.Combine(home.FullName, "run") },
                TimeProvider.System, NullLogger<ConnectorCatalog>.Instance);
            CopyTo(Path.Combine(home.FullName, "in", "it"));
            await catalog.RescanAsync(TestContext.Current.CancellationToken);
            await UseAsync(catalog, source);
            Directory.Delete(Path.Combine(home.FullName, "in"), recursive: true);
            await catalog.RescanAsync(TestContext.Current.CancellationToken);
            for (var attempt = 0; attempt < 100 && catalog.Entries.Count > 0; attempt++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            catalog.Entries.ShouldBeEmpty("its load context is still alive: a timer, a static event or reflection-based JSON holds it");
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAsync(ConnectorCatalog catalog, ComplianceSource source)
    {
        var id = new TConnector().Info.Id;
        catalog.Find(id)!.State.ShouldBe(ConnectorState.Active, catalog.Find(id)!.Reason);
        using var recorder = new Recorder();
        using var lease = catalog.Lease(id).ShouldNotBeNull();
        (await lease.TestAsync(recorder.Context(source.Settings), TestContext.Current.CancellationToken)).Ok.ShouldBeTrue();
        var batches = 0;
        await foreach (var _ in lease.SyncAsync(recorder.Context(source.Settings), null, TestContext.Current.CancellationToken)) batches++;
        batches.ShouldBeGreaterThan(0);
    }

    private static async Task<List<SyncBatch>> SyncAsync(ComplianceSource source, Checkpoint? since)
    {
        using var recorder = new Recorder();
        var batches = new List<SyncBatch>();
        await foreach (var batch in new TConnector().SyncAsync(recorder.Context(source.Settings), since, TestContext.Current.CancellationToken))
            batches.Add(batch);
        return batches;
    }

    private static HashSet<string> Ids(IEnumerable<SyncBatch> batches) =>
        batches.SelectMany(batch => batch.Streams.SelectMany(stream => stream.Samples.Select(sample => stream.StreamId + "\n" + sample.Id))
            .Concat(batch.WorkItems.Select(item => item.ExternalId))).ToHashSet(StringComparer.Ordinal);

    private void CopyTo(string target)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private static string Artifacts()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !Directory.Exists(Path.Combine(at.FullName, "artifacts"))) at = at.Parent;
        return Path.Combine(at.ShouldNotBeNull().FullName, "artifacts");
    }
}

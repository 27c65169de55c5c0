using Shouldly;
using Xunit;

namespace Daybook.Connectors.Hosting.Tests;

public sealed class LoadingTests : IDisposable
{
    private readonly DropFolder drop = new();

    public void Dispose() => drop.Dispose();

    [Fact]
    public async Task A_good_folder_becomes_an_active_connector_with_its_form()
    {
        drop.Lay();
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        var entry = catalog.Entries.ShouldHaveSingleItem();
        entry.State.ShouldBe(ConnectorState.Active, entry.Reason);
        (entry.Id, entry.Name, entry.Version, entry.FileHint).ShouldBe(("sample", "Sample", "1.0.0", "sample.txt"));
        entry.Settings.Fields.Select(field => field.Key).ShouldBe(["behave", "batches", "token"]);
    }

    [Theory]
    [InlineData("1.0", ConnectorState.Active)]
    [InlineData("1.7", ConnectorState.Incompatible)]
    [InlineData("2.0", ConnectorState.Incompatible)]
    [InlineData("0.9", ConnectorState.Incompatible)]
    public async Task The_gate_reads_the_contract_from_the_assembly_before_loading(string contract, ConnectorState expected)
    {
        drop.Lay(extra: ("Daybook.Connectors.Sample.dll", DropFolder.BuiltAgainst(Version.Parse(contract))));
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.State.ShouldBe(expected);
        if (expected == ConnectorState.Incompatible) catalog.Find("sample")!.Reason.ShouldBe($"built for contract {contract}, this host has 1.0");
        using var lease = catalog.Lease("sample");
        (lease is not null).ShouldBe(expected == ConnectorState.Active);
    }

    [Fact]
    public async Task A_stray_copy_of_the_contract_in_the_folder_is_not_used()
    {
        drop.Lay(extra: ("Daybook.Connectors.Contract.dll", File.ReadAllBytes(typeof(IConnector).Assembly.Location)));
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.State.ShouldBe(ConnectorState.Active, catalog.Find("sample")!.Reason);
    }

    [Fact]
    public async Task One_flipped_byte_in_any_file_keeps_it_out()
    {
        var folder = drop.Lay(extra: ("dependency.dll", [1, 2, 3, 4]));
        foreach (var file in Directory.EnumerateFiles(folder).Where(file => !file.EndsWith("connector.json", StringComparison.Ordinal)))
        {
            var honest = File.ReadAllBytes(file);
            var altered = honest.ToArray();
            altered[^1] ^= 1;
            File.WriteAllBytes(file, altered);
            using var catalog = drop.Catalog();
            await catalog.RescanAsync(TestContext.Current.CancellationToken);
            var entry = catalog.Find("sample")!;
            entry.State.ShouldBe(ConnectorState.Faulty);
            entry.Reason.ShouldBe($"{Path.GetFileName(file)} is not what connector.json says");
            File.WriteAllBytes(file, honest);
        }
    }

    [Fact]
    public async Task A_planted_file_that_the_manifest_does_not_list_is_not_even_copied()
    {
        var folder = drop.Lay();
        File.WriteAllBytes(Path.Combine(folder, "planted.dll"), [1]);
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.State.ShouldBe(ConnectorState.Active);
        Directory.EnumerateFiles(drop.Run, "planted.dll", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("not json at all", "connector.json cannot be read")]
    [InlineData("""{"id":"../evil"}""", "connector.json has no usable id")]
    [InlineData("""{"id":"sample","version":"x"}""", "connector.json has no usable version")]
    [InlineData("""{"id":"sample","version":"1.0","files":[]}""", "connector.json lists no usable files")]
    [InlineData("""{"id":"sample","version":"1.0","main":"../../x.dll","files":[{"path":"../../x.dll","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]}""", "connector.json lists no usable files")]
    [InlineData("""{"id":"sample","version":"1.0","main":"a.dll","files":[{"path":"b.dll","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]}""", "connector.json does not list its main assembly")]
    [InlineData("""{"id":"sample","version":"1.0","main":"a.dll","files":[{"path":"a.dll","sha256":"zz00000000000000000000000000000000000000000000000000000000000000"}]}""", "connector.json has a hash that is none")]
    [InlineData("""{"id":"sample","version":"1.0","main":"a.dll","files":[{"path":"a.dll","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}]}""", "a.dll is missing")]
    public async Task A_broken_manifest_is_an_entry_with_a_reason(string manifest, string reason)
    {
        var folder = drop.Lay();
        File.WriteAllText(Path.Combine(folder, "connector.json"), manifest);
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        var entry = catalog.Entries.ShouldHaveSingleItem();
        (entry.State, entry.Reason).ShouldBe((ConnectorState.Faulty, reason));
    }

    [Fact]
    public async Task A_linked_file_and_a_folder_open_to_others_are_refused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no mode bits to test.");
            return;
        }

        var folder = drop.Lay(extra: ("dependency.dll", [1]));
        File.Move(Path.Combine(folder, "dependency.dll"), Path.Combine(drop.Dropped, "elsewhere"));
        File.CreateSymbolicLink(Path.Combine(folder, "dependency.dll"), Path.Combine(drop.Dropped, "elsewhere"));
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.Reason.ShouldBe("dependency.dll is a link");

        drop.Lay();
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherWrite);
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.Reason.ShouldBe("its folder can be written by other users of this machine");
    }

    [Theory]
    [InlineData("throw.dll", "its code could not be started")]
    [InlineData("hang.dll", "loading did not come back within 2 s")]
    public async Task A_constructor_that_throws_or_hangs_is_a_faulty_connector_and_nothing_more(string marker, string reason)
    {
        drop.Lay(extra: (marker, [1]));
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        (catalog.Find("sample")!.State, catalog.Find("sample")!.Reason).ShouldBe((ConnectorState.Faulty, reason));
    }

    [Fact]
    public async Task Another_id_in_the_code_than_in_the_manifest_is_refused()
    {
        DropFolder.Sign(drop.Lay(), id: "other");
        using var catalog = drop.Catalog();
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("other")!.Reason.ShouldBe("it calls itself something else than its connector.json");
    }

    [Fact]
    public async Task A_disabled_connector_is_not_loaded()
    {
        drop.Lay();
        using var catalog = drop.Catalog(drop.Options with { Disabled = ["sample"] });
        await catalog.RescanAsync(TestContext.Current.CancellationToken);
        catalog.Find("sample")!.State.ShouldBe(ConnectorState.Disabled);
        Directory.Exists(drop.Run).ShouldBeFalse();
    }
}

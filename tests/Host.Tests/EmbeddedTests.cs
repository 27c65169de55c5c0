using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

/// <summary>The host in its own process on its embedded database, treated badly.</summary>
[Trait("speed", "slow")]
public sealed class EmbeddedTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("daybook-host-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_killed_host_finds_its_data_again()
    {
        await using (var first = await StartAsync())
        {
            (await first.NeedsSetupAsync()).ShouldBeTrue();
            await first.SetupAsync();
            first.Said.ShouldContain($"First run: make the owner's account at {first.Address.GetLeftPart(UriPartial.Authority)}/setup");
            await first.KillAsync();
        }

        await using var second = await StartAsync();

        (await second.NeedsSetupAsync()).ShouldBeFalse();
        second.Said.ShouldContain("The database of an earlier run is still up");
    }

    [Fact]
    public async Task A_host_and_a_database_killed_together_come_back_with_their_data()
    {
        await using (var first = await StartAsync())
        {
            await first.SetupAsync();
            await first.KillAsync();
            KillDatabase();
        }

        await using var second = await StartAsync();

        (await second.NeedsSetupAsync()).ShouldBeFalse();
        second.Said.ShouldContain("stale postmaster.pid");
    }

    [Fact]
    public async Task A_database_killed_under_a_running_host_is_started_again()
    {
        await using var host = await StartAsync();
        await host.SetupAsync();
        KillDatabase();

        for (var i = 0; i < 100 && !await host.IsReadyAsync(); i++) await Task.Delay(200);

        (await host.IsReadyAsync()).ShouldBeTrue(host.Said);
        (await host.NeedsSetupAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task Being_asked_to_end_stops_host_and_database_cleanly(int signal)
    {
        await using var host = await StartAsync();
        File.Exists(PidFile).ShouldBeTrue();

        (await host.SignalAsync(signal)).ShouldBe(0, host.Said);

        File.Exists(PidFile).ShouldBeFalse("the database was not shut down");
        host.Said.ShouldNotContain("Unhandled");
    }

    [Fact]
    public async Task A_pid_file_that_names_a_stranger_is_not_believed()
    {
        await using (await StartAsync())
        {
        }

        await File.WriteAllTextAsync(PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n" + data + "\n");

        await using var host = await StartAsync();
        host.Said.ShouldContain("stale postmaster.pid");
        (await host.IsReadyAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_half_made_database_is_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(data, "postgres.new-4711", "base"));
        Directory.CreateDirectory(Path.Combine(data, "postgres", "base", "1"));
        await File.WriteAllTextAsync(Path.Combine(data, "postgres", "PG_VERSION"), "18\n");

        await using var host = await StartAsync();

        host.Said.ShouldContain("interrupted while it made the database");
        host.Said.ShouldContain("never finished");
        (await host.IsReadyAsync()).ShouldBeTrue();
        Directory.Exists(Path.Combine(data, "postgres.new-4711")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_host_on_the_same_data_is_refused_in_words()
    {
        await using var host = await StartAsync();

        var (code, said) = await HostProcess.RefusedAsync("--port", "0", "--data", data);

        code.ShouldBe(1);
        said.ShouldContain($"Another Daybook already runs on {data}.");
        (await host.IsReadyAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Damaged_and_foreign_data_are_refused_in_words_and_left_alone()
    {
        await using (await StartAsync())
        {
        }

        var version = Path.Combine(data, "postgres", "PG_VERSION");
        await File.WriteAllTextAsync(version, "17\n");
        var older = await HostProcess.RefusedAsync("--port", "0", "--data", data);
        older.Code.ShouldBe(1);
        older.Said.ShouldContain("made by PostgreSQL 17");

        await File.WriteAllTextAsync(version, "18\n");
        File.Delete(Path.Combine(data, "postgres", "global", "pg_control"));
        var damaged = await HostProcess.RefusedAsync("--port", "0", "--data", data);
        damaged.Code.ShouldBe(1);
        damaged.Said.ShouldContain("is damaged");
        Directory.Exists(Path.Combine(data, "postgres", "base")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var (code, said) = await HostProcess.RefusedAsync("--port", port, "--data", data);

        code.ShouldBe(1);
        said.ShouldContain($"Port {port} is taken by another program.");
        File.Exists(PidFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--prot", "8080")]
    [InlineData("--port", "many")]
    [InlineData("--data")]
    public async Task A_mistyped_argument_is_refused_with_the_usage(params string[] arguments)
    {
        var (code, said) = await HostProcess.RefusedAsync(arguments);

        code.ShouldBe(2);
        said.ShouldContain("Usage: run [--port N|0]");
    }

    private string PidFile => Path.Combine(data, "postgres", "postmaster.pid");

    [Fact]
    public async Task Data_in_a_folder_that_the_server_s_user_cannot_enter_are_kept_where_he_can()
    {
        // As under /root: only who owns the outer folder gets in. Without root the server runs as that very user.
        var inner = Directory.CreateDirectory(Path.Combine(data, "inner")).FullName;
        try
        {
            await using (var first = await HostProcess.StartAsync("--port", "0", "--data", inner)) await first.SetupAsync();
            await using var second = await HostProcess.StartAsync("--port", "0", "--data", inner);

            (await second.NeedsSetupAsync()).ShouldBeFalse();
            File.Exists(Path.Combine(inner, "postgres", "PG_VERSION")).ShouldBeTrue();
        }
        finally
        {
            if (Directory.ResolveLinkTarget(Path.Combine(inner, "postgres"), returnFinalTarget: true) is { } elsewhere) Directory.Delete(elsewhere.FullName, recursive: true);
        }
    }

    private Task<HostProcess> StartAsync() => HostProcess.StartAsync("--port", "0", "--data", data);

    private void KillDatabase()
    {
        var pid = int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);
        using var server = System.Diagnostics.Process.GetProcessById(pid);
        server.Kill();
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Daybook.AwStub;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests.Storm;

/// <summary>A week that is captured in calm weather, and the same week while host and database are killed again and again.</summary>
[Trait("speed", "slow")]
public sealed class SameTimesheetTests(ITestOutputHelper output) : IDisposable
{
    private readonly List<string> folders = [];
    private readonly TimeSpan watched = SampleWeeks.Shift(weeksAgo: 1);
    private readonly TimeSpan tracked = SampleWeeks.Shift(weeksAgo: 2);

    public void Dispose() => folders.ForEach(folder => Directory.Delete(folder, recursive: true));

    [Fact]
    public async Task Killing_host_or_database_at_any_moment_ends_in_the_same_timesheet_and_loses_nothing_acknowledged()
    {
        await using var watcher = await AwServer.StartAsync();
        SampleWeeks.Fill(watcher.Store, "backend", watched);
        // Slow enough that the kills hit the middle of a sync.
        watcher.Misbehave = async _ => { await Task.Delay(40); return false; };

        var calm = await RunAsync("calm", watcher, kills: 0);
        var stormy = await RunAsync("stormy", watcher, kills: 6);

        calm.ShouldContain("Harbor");
        calm.ShouldContain("| inferred |");
        stormy.ShouldBe(calm);
    }

    private async Task<string> RunAsync(string name, AwServer watcher, int kills)
    {
        var (data, port) = (Directory.CreateTempSubdirectory($"daybook-{name}-").FullName, FreePort());
        folders.Add(data);
        var host = await StartAsync(data, port);
        try
        {
            using var household = new Household(port);
            await household.MoveInAsync(SampleWeeks.Setup("backend"), watcher.Address);
            var batches = SampleWeeks.Batches("backend", tracked);
            var sending = household.SendAsync(batches);
            await household.NudgeAsync();
            var dice = new Random(20261121);
            for (var kill = 0; kill < kills; kill++)
            {
                await Task.Delay(dice.Next(150, 1500));
                if (kill % 3 != 1) await host.KillAsync();
                if (kill % 3 != 0) KillDatabase(data);
                if (kill % 3 == 1) await ReadyAsync(host);
                else
                {
                    await host.DisposeAsync();
                    host = await StartAsync(data, port);
                }

                await household.NudgeAsync();
            }

            var accepted = await sending;
            (await household.SendAsync(batches)).ShouldBe(0, "something acknowledged was lost");
            await household.SyncAsync();
            var (start, _) = SampleWeeks.Range(tracked);
            var (_, end) = SampleWeeks.Range(watched);
            var sheet = await household.SheetAsync(start, end);
            output.WriteLine($"{name}: {kills} kills, {batches.Count} batches, {accepted} events new to the sender, {sheet.Split('\n').Length} lines of timesheet");
            return sheet;
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static Task<HostProcess> StartAsync(string data, int port) =>
        HostProcess.StartAsync("--port", port.ToString(CultureInfo.InvariantCulture), "--data", data);

    private static async Task ReadyAsync(HostProcess host)
    {
        for (var wait = 0; wait < 300; wait++)
        {
            if (await host.IsReadyAsync()) return;
            await Task.Delay(100);
        }

        throw new TimeoutException("The host did not get its database back: " + host.Said);
    }

    private static void KillDatabase(string data)
    {
        var file = Path.Combine(data, "postgres", "postmaster.pid");
        using var server = System.Diagnostics.Process.GetProcessById(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
        server.Kill();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using Dapper;
using Daybook.DayWorker;
using Daybook.Kernel.Days;
using Daybook.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Kernel.Tests;

/// <summary>32 workers in eight processes; some freeze beyond their leases, some are killed, and the input goes on changing.</summary>
public sealed class ManyWorkersTests(PostgresFixture postgres, ITestOutputHelper output) : IClassFixture<PostgresFixture>
{
    private const int Keys = 2000;
    private const int Processes = 8;

    [Fact]
    public async Task Every_last_change_is_derived_and_nothing_is_done_twice_whatever_happens_to_the_workers()
    {
        await using var queue = new DayQueue(postgres.ConnectionString, 60, new LedgerStage(null!, _ => { }));
        await queue.ExecuteAsync(LedgerStage.Tables);
        var days = Enumerable.Range(0, Keys).Select(key => new UserDay(1 + key / 50, new DateOnly(2026, 1, 1).AddDays(key % 50))).ToArray();
        await ChangeAsync(queue, days);

        await using var herd = new Herd(postgres.ConnectionString);
        var dice = new Random(20261121);
        var clock = Stopwatch.StartNew();
        using var over = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var tending = herd.TendUntilAsync(over.Token);
        while (!over.IsCancellationRequested)
        {
            if (clock.Elapsed < TimeSpan.FromSeconds(12)) await ChangeAsync(queue, [.. days.Where(_ => dice.NextDouble() < 0.05)]);
            else if (await queue.ScalarAsync<long>("select count(*) from platform.day_work where dirty > done") == 0) break;
            await Task.Delay(200);
        }

        await over.CancelAsync();
        await tending;

        var stale = await queue.ScalarAsync<long>("""
            select count(*) from ledger_input i left join ledger_output o using (user_id, day) where o.version is distinct from i.version
            """);
        var effects = await queue.ScalarAsync<long>("select count(*) from ledger_effect");
        var changes = await queue.ScalarAsync<long>("select sum(version) from ledger_input");
        var parked = await queue.ScalarAsync<long>("select count(*) from platform.day_work where parked_at is not null");
        output.WriteLine($"keys={Keys} changes={changes} effects={effects} stale={stale} parked={parked} freezes={herd.Freezes} kills={herd.Kills} seconds={clock.Elapsed.TotalSeconds:f0}");

        stale.ShouldBe(0);
        parked.ShouldBe(0);
        effects.ShouldBeInRange(Keys, changes);
        herd.Freezes.ShouldBeGreaterThan(10);
        herd.Kills.ShouldBeGreaterThan(5);
    }

    private static Task ChangeAsync(DayQueue queue, UserDay[] days) => queue.Db.InTransactionAsync(async tx =>
    {
        await tx.Connection!.ExecuteAsync("""
            insert into ledger_input as input select d.user_id, d.day, 1 from unnest(@users, @days) as d(user_id, day)
            on conflict (user_id, day) do update set version = input.version + 1
            """, new { users = days.Select(day => day.UserId).ToArray(), days = days.Select(day => day.Day).ToArray() }, tx);
        await queue.Feed.TouchAsync(tx, LedgerStage.Feed, days, CancellationToken.None);
    }, CancellationToken.None);

    /// <summary>Keeps eight worker processes going: thaws the frozen after their lease, replaces the killed.</summary>
    private sealed class Herd(string connectionString) : IAsyncDisposable
    {
        private const int Workers = 4;
        private const int LeaseSeconds = 1;
        private readonly Process?[] processes = new Process?[Processes];
        private readonly Dictionary<int, Stopwatch> frozen = [];

        public int Freezes { get; private set; }
        public int Kills { get; private set; }

        public async Task TendUntilAsync(CancellationToken over)
        {
            while (!over.IsCancellationRequested)
            {
                await TendAsync();
                await Task.Delay(100, CancellationToken.None);
            }
        }

        private async Task TendAsync()
        {
            for (var slot = 0; slot < Processes; slot++)
            {
                if (processes[slot] is { HasExited: true } dead)
                {
                    dead.ExitCode.ShouldBe(137, "a worker process ended by itself");
                    Kills++;
                    dead.Dispose();
                    processes[slot] = null;
                }

                processes[slot] ??= Start();
                await ThawAsync(processes[slot]!);
            }
        }

        private async Task ThawAsync(Process process)
        {
            if (!IsStopped(process.Id)) return;
            if (!frozen.TryGetValue(process.Id, out var since))
            {
                frozen[process.Id] = Stopwatch.StartNew();
                Freezes++;
            }
            else if (since.Elapsed > TimeSpan.FromSeconds(LeaseSeconds + 0.7))
            {
                frozen.Remove(process.Id);
                await Process.Start("kill", ["-CONT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExitAsync();
            }
        }

        private Process Start()
        {
            var pool = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Workers + 4 }.ConnectionString;
            var worker = Path.Combine(AppContext.BaseDirectory, "Daybook.DayWorker.dll");
            return Process.Start(new ProcessStartInfo("dotnet", [worker, pool, "4", "1", "0.10", "0.05"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        }

        private static bool IsStopped(int pid)
        {
            var stat = $"/proc/{pid}/stat";
            try
            {
                return File.ReadAllText(stat).Split(") ")[^1].StartsWith('T');
            }
            catch (IOException)
            {
                return false;
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var process in processes.OfType<Process>())
            {
                if (!process.HasExited) process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }
        }
    }
}

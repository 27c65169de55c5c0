using System.Diagnostics;
using System.Globalization;
using Dapper;

namespace Daybook.Benchmarks.Rig;

/// <summary>
/// Who spent the processors' time while a side of a measurement ran: the clients (this process), the host, PostgreSQL's backends with its writers. Linux
/// only, where PostgreSQL runs on this machine; elsewhere nothing is told.
/// </summary>
internal sealed class CpuShares(Bench bench, Func<HostProcess?> host)
{
    private const double TickMs = 10;
    private readonly List<(double Clients, double Host, double Postgres)> spent = [];

    /// <summary>Runs one stretch that answers rows a second, and keeps what a row cost.</summary>
    public async Task<double> OfAsync(TimeSpan stretch, Func<TimeSpan, Task<double>> run)
    {
        var before = await TakeAsync();
        var perSecond = await run(stretch);
        var after = await TakeAsync();
        var rows = perSecond * stretch.TotalSeconds;
        double Micros(double from, double to) => (to - from) * 1000 / rows;
        spent.Add((Micros(before.Clients, after.Clients), Micros(before.Host, after.Host), Micros(before.Postgres, after.Postgres)));
        return perSecond;
    }

    /// <summary>"clients 9 µs, host 24 µs, PostgreSQL 31 µs a row".</summary>
    public override string ToString()
    {
        if (spent.Count == 0 || !OperatingSystem.IsLinux()) return "";
        var asHost = host() is null ? "" : $"host {Of(one => one.Host)}, ";
        return $"processor time a row: clients {Of(one => one.Clients)}, {asHost}PostgreSQL {Of(one => one.Postgres)} µs";
    }

    private string Of(Func<(double Clients, double Host, double Postgres), double> share) =>
        Median.Of(spent.Select(share)).ToString("0.0", CultureInfo.InvariantCulture);

    private async Task<(double Clients, double Host, double Postgres)> TakeAsync()
    {
        if (!OperatingSystem.IsLinux()) return default;
        await using var connection = await bench.Source.OpenConnectionAsync();
        var servers = (await connection.QueryAsync<int>("select pid from pg_stat_activity")).Sum(MillisecondsOf);
        using var self = Process.GetCurrentProcess();
        return (self.TotalProcessorTime.TotalMilliseconds, host()?.Cpu.TotalMilliseconds ?? 0, servers);
    }

    private static double MillisecondsOf(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) * TickMs;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}

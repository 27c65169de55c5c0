using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Daybook.Benchmarks.Rig;

/// <summary>A child process that says where it listens: the release host, or the small server that a measurement compares it with.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string Ready = "Daybook is ready at ";
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<Uri?> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool isDisposed;

    private HostProcess(string assembly, string[] arguments, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => ready.TrySetResult(null);
    }

    public Uri Address { get; private set; } = new("http://unused");

    public string Said => string.Join('\n', lines);

    /// <summary>Processor time so far, all threads.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<HostProcess> StartAsync(
        string assembly, string[] arguments, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var host = new HostProcess(assembly, arguments, settings);
        host.process.Start();
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        if (await host.ready.Task.WaitAsync(TimeSpan.FromSeconds(90), ct) is { } address)
        {
            host.Address = address;
            return host;
        }

        var said = host.Said;
        await host.DisposeAsync();
        throw new InvalidOperationException("The host ended: " + said);
    }

    /// <summary>Memory in use now and at its highest, in MiB.</summary>
    public (double Now, double Peak) Memory()
    {
        if (!OperatingSystem.IsLinux())
        {
            process.Refresh();
            return (process.WorkingSet64 / 1048576.0, process.PeakWorkingSet64 / 1048576.0);
        }

        var status = File.ReadLines($"/proc/{process.Id}/status").Select(line => line.Split(':', 2)).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return (Kib(status["VmRSS"]) / 1024, Kib(status["VmHWM"]) / 1024);
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed) return;
        isDisposed = true;
        if (!process.HasExited)
        {
            using (Process.Start(new ProcessStartInfo("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))) { }
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }

    private static double Kib(string text) => double.Parse(text.Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);

    private void Take(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        if (lines.Count > 200) lines.TryDequeue(out _);
        if (line.StartsWith(Ready, StringComparison.Ordinal)) ready.TrySetResult(new Uri(line[Ready.Length..]));
    }
}

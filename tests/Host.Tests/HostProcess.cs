using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;

namespace Daybook.Host.Tests;

/// <summary>The host as people run it: its own process, the embedded database, a data directory.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private const string Ready = "Daybook is ready at ";
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri?> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(string[] arguments)
    {
        // A test run in the background ignores SIGINT, and its children inherit that; the host must not.
        string[] hearing = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(hearing[0], [.. hearing[1..], Path.Combine(AppContext.BaseDirectory, "Daybook.Host.dll"), "--no-browser", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("ConnectionStrings__Daybook");
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) =>
        {
            process.WaitForExit();
            ready.TrySetResult(null);
            ended.TrySetResult();
        };
    }

    public string Said => string.Join('\n', lines);
    public Uri Address { get; private set; } = new("http://unused");
    public int Pid => process.Id;

    public static async Task<HostProcess> StartAsync(params string[] arguments)
    {
        var host = Begin(arguments);
        try
        {
            host.Address = await host.ready.Task.WaitAsync(TimeSpan.FromSeconds(120)) ?? throw new InvalidOperationException("The host ended: " + host.Said);
        }
        catch (TimeoutException late)
        {
            await host.KillAsync();
            throw new TimeoutException("The host is not ready after two minutes: " + host.Said, late);
        }

        return host;
    }

    /// <summary>Runs a host that is expected to refuse: its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> RefusedAsync(params string[] arguments)
    {
        await using var host = Begin(arguments);
        await host.ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return (host.process.ExitCode, host.Said);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await ended.Task;
    }

    /// <summary>Asks it to end, as Ctrl-C (2) or a service manager (15) does.</summary>
    public async Task<int> SignalAsync(int signal)
    {
        Marshal.ThrowExceptionForHR(Kill(process.Id, signal));
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    public async Task<bool> IsReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        try
        {
            return (await http.GetAsync("/readyz")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<bool> NeedsSetupAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        return (await http.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/setup")).GetProperty("needed").GetBoolean();
    }

    public async Task SetupAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        (await http.PostAsJsonAsync("/api/v1/setup", new
        {
            email = "kim@example.org", password = "correct horse battery staple", name = "Kim", time_zone = "Europe/Berlin", workspace_name = "Studio",
        })).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await SignalAsync(15);
        process.Dispose();
    }

    private static HostProcess Begin(string[] arguments)
    {
        var host = new HostProcess(arguments);
        host.process.Start();
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        return host;
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        if (line.StartsWith(Ready, StringComparison.Ordinal)) ready.TrySetResult(new Uri(line[Ready.Length..]));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}

using System.Diagnostics;
using Daybook.Host.Demo;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Daybook.Host.Start;

/// <summary>Starts the host, says where it is, and waits for the end.</summary>
internal static class Running
{
    public static async Task<int> RunAsync(WebApplication app, StartArguments start)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException failure) when (failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"Port {start.Port} is taken by another program. Choose another with --port N, or --port 0 for any free one.");
            return 1;
        }

        if (Address(app) is { } address) await AnnounceAsync(app, start, address);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task AnnounceAsync(WebApplication app, StartArguments start, string address)
    {
        var ending = app.Lifetime.ApplicationStopping;
        try
        {
            if (start.Demo) await LoadDemoAsync(app, address, ending);
            var link = await SetupLinkAsync(app, address, ending);
            Console.WriteLine($"Daybook is ready at {address}" + (link is null ? "" : $"{Environment.NewLine}First run: make the owner's account at {link}"));
            if (app.Services.GetRequiredService<WatcherListener>() is { Port: { } watchers } listener) await AnnounceWatchersAsync(app, listener.Email, watchers, ending);
            if (!start.NoBrowser && !start.Demo && !Console.IsOutputRedirected) OpenBrowser(link ?? address);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Stopped while it was getting ready.
        }
    }

    private static async Task AnnounceWatchersAsync(WebApplication app, string email, int port, CancellationToken ct)
    {
        Console.WriteLine($"Watchers of ActivityWatch reach it at http://127.0.0.1:{port}");
        try
        {
            if (email.Length > 0 && await app.Services.GetRequiredService<WatcherPerson>().FindAsync(ct) is null)
                await Console.Error.WriteLineAsync($"Nobody signs in as {email}: watchers are refused until somebody does.");
        }
        catch (Npgsql.NpgsqlException)
        {
            // The database is away; watchers wait for it.
        }
    }

    // A demo that cannot be loaded is no reason not to run: the next start goes on where this one ended.
    private static async Task LoadDemoAsync(WebApplication app, string address, CancellationToken ct)
    {
        try
        {
            await DemoLoader.RunAsync(app, address, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The demo could not be loaded: {failure.Message}");
        }
    }

    /// <summary>Where the host can be reached from this machine; null when it listens on no socket (tests in memory).</summary>
    private static string? Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
            .FirstOrDefault()?.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal);

    /// <summary>The page of the first run, with the token that a host open to the network asks for; null when there is an owner.</summary>
    private static async Task<string?> SetupLinkAsync(WebApplication app, string address, CancellationToken ct)
    {
        using var http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("demo");
        try
        {
            using var answer = await http.GetAsync(new Uri(address + "/api/v1/setup"), ct);
            if (!answer.IsSuccessStatusCode || await answer.Content.ReadFromJsonAsync<SetupState>(ct) is not { Needed: true }) return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }

        return address + "/setup" + (app.Configuration[Settings.SetupToken] is { } token ? "?token=" + token : "");
    }

    private static void OpenBrowser(string address)
    {
        try
        {
            if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
                using (Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })) return;
            if (Environment.GetEnvironmentVariable("DISPLAY") is null && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null) return;
            using (Process.Start(new ProcessStartInfo("xdg-open", address) { UseShellExecute = false })) return;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No browser here: the address stands on the terminal.
        }
    }

    private sealed record SetupState(bool Needed);
}

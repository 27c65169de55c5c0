using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Daybook.Testing;

namespace Daybook.Host.Tests.Watchers;

/// <summary>A host in its own process, whose second listener is on: watchers come without credentials, the owner with a session.</summary>
internal sealed class WatcherHost : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly HostProcess _process;

    private WatcherHost(HostProcess process, DirectoryInfo data, int port)
    {
        (_process, _data, Port) = (process, data, port);
        Owner = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = process.Address };
        Watcher = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), Timeout = TimeSpan.FromMinutes(4) };
    }

    public HttpClient Owner { get; }
    public HttpClient Watcher { get; }
    public int Port { get; }
    public string Said => _process.Said;
    public Uri Address => _process.Address;

    public static async Task<WatcherHost> StartAsync(string connectionString)
    {
        var (data, port) = (Directory.CreateTempSubdirectory("daybook-watchers-"), FreePort());
        var process = await HostProcess.StartAsync(
            "--port", "0", "--data", data.FullName, "--activitywatch", string.Create(CultureInfo.InvariantCulture, $"--ActivityWatch:Port={port}"),
            "--ConnectionStrings:Daybook=" + connectionString, "--Daybook:AllowUnsafeDatabase=true");
        var host = new WatcherHost(process, data, port);
        var made = await host.Owner.PostAsJsonAsync("/api/v1/setup", new
        {
            email = "kim@example.org", password = DaybookApp.Password, name = "Kim", time_zone = "Europe/Berlin", workspace_name = "Studio",
        });
        made.EnsureSuccessStatusCode();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        Watcher.Dispose();
        await _process.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

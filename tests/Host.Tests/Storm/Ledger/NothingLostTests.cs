using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests.Storm.Ledger;

/// <summary>
/// Programs of all three protocols send while host and database are killed at random moments; a ledger says what was acknowledged.
/// The same harness on a database that may lose or repeat must find that it did.
/// </summary>
[Trait("speed", "slow")]
public sealed class NothingLostTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Events = 50_000;
    private const int Kills = 25;
    private readonly string folder = Directory.CreateTempSubdirectory("daybook-ledger-").FullName;
    private readonly int port = FreePort();
    private StormDatabase database = null!;
    private HostProcess? host;

    public async ValueTask InitializeAsync()
    {
        database = await StormDatabase.StartAsync();
        host = await StartHostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // A host that did not start is none; its database runs all the same.
        if (host is not null) await host.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whatever_was_acknowledged_is_there_once_however_often_host_and_database_are_killed()
    {
        var senders = await SendersAsync(repeat: false);
        var (lost, twice, acknowledged) = await RunAsync(senders, Events, Kills);
        acknowledged.ShouldBeGreaterThanOrEqualTo(Events);
        lost.ShouldBe(0);
        twice.ShouldBe(0);
    }

    [Fact]
    public async Task A_database_without_its_unique_key_is_caught_storing_twice()
    {
        await database.ExecuteAsync("alter table ingest.sample drop constraint sample_pkey", "create index on ingest.sample (user_id, device_id, event_id)");

        // Watchers' statements name the key, and fail without it.
        var senders = (await SendersAsync(repeat: true)).Where(sender => sender is TrackerSender or EditorSender).ToList();
        var (_, twice, _) = await RunAsync(senders, 500, 0);
        twice.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_database_that_acknowledges_before_its_log_is_on_disk_is_caught_losing()
    {
        var senders = await SendersAsync(repeat: false);
        await database.AcknowledgeEarlyAsync();
        var (lost, _, _) = await RunAsync(senders, 4_000, 0, strikeAtEnd: true);
        lost.ShouldBeGreaterThan(0);
    }

    private async Task<(int Lost, int Twice, int Acknowledged)> RunAsync(IReadOnlyList<Sender> senders, int events, int kills, bool strikeAtEnd = false)
    {
        var (struck, clock) = (0, Stopwatch.StartNew());
        using var http = Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(25));
        var sending = senders.Select(sender => sender.RunAsync(http, () => Volatile.Read(ref struck) >= kills && senders.Sum(one => one.Acknowledged.Count) >= events, stop.Token)).ToArray();
        var dice = new Random(20261121);
        for (; struck < kills; Interlocked.Increment(ref struck))
        {
            await Task.WhenAny(Task.Delay(dice.Next(200, 2_000)), Task.WhenAll(sending));
            if (struck % 3 != 0) await host!.KillAsync();
            if (struck % 3 != 1) await database.StrikeAsync(TimeSpan.FromMilliseconds(dice.Next(0, 800)));
            if (struck % 3 == 0) continue;
            await host!.DisposeAsync();
            host = await StartHostAsync();
        }

        await Task.WhenAll(sending);
        if (strikeAtEnd) await database.StrikeAsync(TimeSpan.Zero);
        senders.SelectMany(sender => sender.Surprises).ShouldBeEmpty();

        var stored = await database.StoredAsync();
        var acknowledged = senders.SelectMany(sender => sender.Acknowledged).ToList();
        var (lost, twice) = (acknowledged.Where(name => !stored.ContainsKey(name)).ToList(), stored.Where(pair => pair.Value > 1).Select(pair => pair.Key).ToList());
        output.WriteLine($"acknowledged={acknowledged.Count} ({string.Join(' ', senders.GroupBy(sender => sender.GetType().Name).Select(kind => $"{kind.Key}={kind.Sum(sender => sender.Acknowledged.Count)}"))}) "
            + $"kills={struck} retries={senders.Sum(sender => sender.Retries)} lost={lost.Count} twice={twice.Count} seconds={clock.Elapsed.TotalSeconds:0}");
        foreach (var name in lost.Concat(twice).Take(20)) output.WriteLine(name);
        return (lost.Count, twice.Count, acknowledged.Count);
    }

    private string token = "";

    private async Task<IReadOnlyList<Sender>> SendersAsync(bool repeat)
    {
        using var http = Client();
        var first = await http.PostAsJsonAsync("/api/v1/setup", new
        {
            email = "kim@example.org", password = "correct horse battery staple", name = "Kim", time_zone = "Europe/Berlin", workspace_name = "Studio",
        });
        first.EnsureSuccessStatusCode();
        const string cookie = "XSRF-TOKEN=";
        var xsrf = first.Headers.GetValues("Set-Cookie").First(line => line.StartsWith(cookie, StringComparison.Ordinal))[cookie.Length..].Split(';')[0];
        http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(xsrf));
        http.DefaultRequestHeaders.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        token = await AskAsync(http, "/api/v1/me/api-tokens", new { name = "storm", scopes = new[] { "read", "write", "ingest" }, expires_in_days = 3 }, "token");
        var key = await AskAsync(http, "/api/v1/me/editor-keys", new { name = "storm" }, "key");
        var project = await AskAsync(http, "/api/v1/projects", new { name = "Storm", tracker_enabled = true }, "id");
        var senders = new List<Sender>();
        for (var i = 0; i < 3; i++)
        {
            var device = Guid.CreateVersion7().ToString();
            await AskAsync(http, "/api/v1/tracker/devices:enroll", new { device_id = device, project_id = project, name = "laptop" }, "device_id");
            senders.Add(new TrackerSender(device) { Repeats = repeat });
            senders.Add(new EditorSender($"editor{i}", key) { Repeats = repeat });
            senders.Add(new WatcherSender($"watcher{i}") { Repeats = repeat });
            var events = new EventsSender($"events{i}") { Repeats = repeat };
            await AskAsync(http, events.Bucket, new { client = "storm", type = "currentwindow", hostname = events.Name }, null);
            senders.Add(events);
        }

        return senders;
    }

    private static async Task<string> AskAsync(HttpClient http, string path, object body, string? member)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {text}");
        return member is null ? "" : JsonDocument.Parse(text).RootElement.GetProperty(member).ToString();
    }

    private HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")), Timeout = TimeSpan.FromSeconds(20),
    };

    // Limits are for people; this is a storm.
    private Task<HostProcess> StartHostAsync() => HostProcess.StartAsync(
        "--port", port.ToString(CultureInfo.InvariantCulture), "--data", folder, "--ConnectionStrings:Daybook=" + database.ConnectionString,
        "--Ingest:DevicePerSecond=100000", "--Ingest:UserPerSecond=100000", "--Ingest:UserBurst=1000000", "--Ingest:DeviceBurst=1000000");

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

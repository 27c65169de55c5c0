using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests.Watchers;

/// <summary>One host for all tests of the listener.</summary>
public sealed class Listening : IAsyncLifetime
{
    private readonly PostgresFixture _postgres = new();

    internal WatcherHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _postgres.InitializeAsync();
        Host = await WatcherHost.StartAsync(_postgres.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}

public sealed class ListenerTests(Listening listening) : IClassFixture<Listening>
{
    private readonly WatcherHost host = listening.Host;
    private const string Beat = """{"id":null,"timestamp":"2026-03-02T10:00:00.000000+00:00","duration":10.025,"data":{"app":"Editor","title":"Notes"}}""";

    [Fact]
    public async Task A_watcher_without_credentials_sends_as_the_first_person()
    {
        (await host.Watcher.GetAsync("/api/0/info")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var bucket = Post("/api/0/buckets/aw-watcher-window_desk", """{"client":"aw-watcher-window","type":"currentwindow","hostname":"desk"}""");
        (await host.Watcher.SendAsync(bucket)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.Watcher.SendAsync(Post("/api/0/buckets/aw-watcher-window_desk/heartbeat?pulsetime=2.0", Beat))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var events = JsonDocument.Parse(await host.Owner.GetStringAsync("/api/0/buckets/aw-watcher-window_desk/events")).RootElement;
        events.GetArrayLength().ShouldBe(1);
        events[0].GetProperty("duration").GetDouble().ShouldBe(10.025);
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_a_body_and_the_connection_goes_on()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, host.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HEAD /api/0/info HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /api/0/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answers = (await reader.ReadToEndAsync()).Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries);
        answers.Length.ShouldBe(2);
        answers[0].ShouldStartWith("HTTP/1.1 200");
        answers[1].ShouldStartWith("HTTP/1.1 404");
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api/v1/me")]
    [InlineData("GET", "/api/v1/timesheet?start=2026-03-01&end=2026-03-02")]
    [InlineData("POST", "/api/v1/setup")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/healthz")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("POST", "/api/v1/users/current/heartbeats")]
    [InlineData("GET", "/api/0/nothing")]
    public async Task Nothing_but_watchers_endpoints_is_served_there(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        (await host.Watcher.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.2")]
    [InlineData("192.168.1.5:5600")]
    [InlineData("localhost.evil.example")]
    public async Task Another_name_than_localhost_is_turned_away(string name)
    {
        using var request = Post("/api/0/buckets/aw-watcher-window_desk/heartbeat?pulsetime=2.0", Beat);
        request.Headers.Host = name;
        var answer = await host.Watcher.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        (await MessageAsync(answer)).ShouldNotBeEmpty();
    }

    [Theory, InlineData("localhost"), InlineData("LOCALHOST:5600"), InlineData("127.0.0.1"), InlineData("[::1]:5600")]
    public async Task The_names_of_this_machine_are_taken(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/0/buckets/");
        request.Headers.Host = name;
        (await host.Watcher.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:8080")]
    [InlineData("null")]
    [InlineData("chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_page_of_another_origin_changes_nothing_and_reads_nothing(string origin)
    {
        // A form is posted across origins without asking first.
        using var form = new MultipartFormDataContent { { new StringContent("""{"buckets":{"planted":{"type":"test","client":"x","hostname":"x","events":[]}}}"""), "buckets.json", "buckets.json" } };
        using var planting = new HttpRequestMessage(HttpMethod.Post, "/api/0/import") { Content = form };
        planting.Headers.Add("Origin", origin);
        var answer = await host.Watcher.SendAsync(planting);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();

        using var asking = new HttpRequestMessage(HttpMethod.Options, "/api/0/import");
        asking.Headers.Add("Origin", origin);
        asking.Headers.Add("Access-Control-Request-Method", "POST");
        (await host.Watcher.SendAsync(asking)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await host.Watcher.GetStringAsync("/api/0/buckets/")).ShouldNotContain("planted");
    }

    [Theory]
    [InlineData("moz-extension://3f2b9c1e-5d7a-4c44-9b5c-1a2b3c4d5e6f")]
    [InlineData("chrome-extension://nglaklhklhcoonedhgnpgddginnjdadi")]
    public async Task The_extensions_of_browsers_may_ask_and_read(string origin)
    {
        using var asking = new HttpRequestMessage(HttpMethod.Options, "/api/0/buckets/aw-watcher-web-firefox_desk/heartbeat?pulsetime=80");
        asking.Headers.Add("Origin", origin);
        asking.Headers.Add("Access-Control-Request-Method", "POST");
        asking.Headers.Add("Access-Control-Request-Headers", "content-type,authorization");
        var may = await host.Watcher.SendAsync(asking);
        may.IsSuccessStatusCode.ShouldBeTrue();
        may.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe(origin);
        may.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain("authorization");

        using var beat = Post("/api/0/buckets/aw-watcher-web-firefox_desk/heartbeat?pulsetime=80",
            """{"timestamp":"2026-03-02T11:00:00.123Z","duration":0,"data":{"url":"https://example.org/","title":"Example","audible":false,"incognito":false,"tabCount":3}}""");
        beat.Headers.Add("Origin", origin);
        var answer = await host.Watcher.SendAsync(beat);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe(origin);
    }

    [Fact]
    public async Task A_method_that_is_not_taken_is_told_so()
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/0/settings/startOfDay");
        var answer = await host.Watcher.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await MessageAsync(answer)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_session_of_a_browser_means_nothing_there()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/0/buckets/");
        request.Headers.Add("Cookie", "daybook=whatever");
        (await host.Watcher.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task On_the_main_port_watchers_need_a_credential()
    {
        using var stranger = new HttpClient { BaseAddress = host.Address };
        (await stranger.GetAsync("/api/0/info")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await stranger.GetAsync("/api/0/buckets/");
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MessageAsync(answer)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_setup_page_learns_where_watchers_are_listened_to()
    {
        var told = JsonDocument.Parse(await host.Owner.GetStringAsync("/api/v1/capture/endpoints")).RootElement;
        var root = host.Address.GetLeftPart(UriPartial.Authority);
        told.GetProperty("wakatime_api_url").GetString().ShouldBe(root + "/api/v1");
        told.GetProperty("devtime_url").GetString().ShouldBe(root);
        told.GetProperty("activitywatch_url").GetString().ShouldBe(root);
        var listener = told.GetProperty("activitywatch_listener");
        listener.GetProperty("port").GetInt32().ShouldBe(host.Port);
        listener.GetProperty("mine").GetBoolean().ShouldBeTrue();
    }

    private static HttpRequestMessage Post(string path, string json) => new(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static async Task<string> MessageAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString()!;
    }
}

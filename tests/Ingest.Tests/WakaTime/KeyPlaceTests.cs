using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.WakaTime;

public sealed class KeyPlaceTests(TrackerApp tracker)
{
    private const string Bulk = "/api/v1/users/current/heartbeats.bulk";

    public static TheoryData<string> Places => ["basic", "basic:", "basic:user", "basic-plain", "bearer", "bearer-base64", "query", "header", "waka", "upper"];

    private static HttpRequestMessage Request(string place, string key, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, place == "query" ? $"{path}?api_key={Uri.EscapeDataString(key)}" : path);
        var header = place switch
        {
            "basic" => "Basic " + EditorPerson.Base64(key),
            "basic:" => "Basic " + EditorPerson.Base64(key + ":"),
            "basic:user" => "Basic " + EditorPerson.Base64("somebody:" + key),
            "basic-plain" => "Basic " + key,
            "bearer" => "Bearer " + key,
            "bearer-base64" => "Bearer " + EditorPerson.Base64(key),
            "waka" => "Basic " + EditorPerson.Base64("waka_" + key),
            "upper" => "Bearer " + key.ToUpperInvariant(),
            _ => null,
        };
        if (header is not null) request.Headers.TryAddWithoutValidation("Authorization", header);
        if (place == "header") request.Headers.Add("X-Api-Key", key);
        if (method == HttpMethod.Post) request.Content = new StringContent($"[{EditorPerson.Beat()}]", Encoding.UTF8, "application/json");
        return request;
    }

    [Theory, MemberData(nameof(Places))]
    public async Task An_editor_key_is_found_wherever_editors_put_it_and_only_where_editors_speak(string place)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        using var anybody = tracker.App.Anonymous();
        ((int)(await anybody.SendAsync(Request(place, person.Key, HttpMethod.Post, Bulk))).StatusCode).ShouldBe(201);
        (await person.StoredAsync()).Count.ShouldBe(1);
        foreach (var path in new[] { "/api/v1/me", "/api/v1/devices", "/api/v1/me/editor-keys", "/api/v1/tracker/projects", "/api/v1/me/capture-privacy" })
            (await anybody.SendAsync(Request(place, person.Key, HttpMethod.Get, path))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        (await anybody.SendAsync(Request(place, Guid.NewGuid().ToString(), HttpMethod.Post, Bulk))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("basic")]
    [InlineData("basic:user")]
    [InlineData("bearer")]
    [InlineData("bearer-base64")]
    [InlineData("query")]
    [InlineData("header")]
    public async Task Personal_and_device_tokens_work_in_the_same_places_with_their_own_scopes(string place)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        using var anybody = tracker.App.Anonymous();
        ((int)(await anybody.SendAsync(Request(place, person.Token, HttpMethod.Post, Bulk))).StatusCode).ShouldBe(201);
        var reading = await tracker.App.TokenOfAsync(person.Email, DaybookApp.Password, "read");
        (await anybody.SendAsync(Request(place, reading, HttpMethod.Post, Bulk))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await anybody.SendAsync(Request(place, reading, HttpMethod.Get, "/api/v1/users/current/heartbeats"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var device = (await TrackerApp.ReadAsync(await person.Own.PostAsJsonAsync("/api/v1/devices", new { name = "box" }))).GetProperty("token").GetString()!;
        ((int)(await anybody.SendAsync(Request(place, device, HttpMethod.Post, Bulk))).StatusCode).ShouldBe(201);
        (await anybody.SendAsync(Request(place, device, HttpMethod.Get, "/api/v1/users/current/heartbeats"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Tokens_in_an_address_count_nowhere_else()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        using var anybody = tracker.App.Anonymous();
        (await anybody.GetAsync($"/api/v1/me?api_key={person.Token}")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_with_the_next_request()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var keys = (await person.Own.GetFromJsonAsync<JsonElement>("/api/v1/me/editor-keys")).GetProperty("items");
        keys.GetArrayLength().ShouldBe(1);
        keys.GetRawText().ShouldNotContain(person.Key);
        keys[0].GetProperty("prefix").GetString().ShouldBe(person.Key[..8]);
        var id = keys[0].GetProperty("id").GetString();
        (await (await tracker.OtherAsync()).DeleteAsync($"/api/v1/me/editor-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await person.PostAsync("[]")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await person.Own.DeleteAsync($"/api/v1/me/editor-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.PostAsync("[]")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await person.Own.DeleteAsync($"/api/v1/me/editor-keys/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/v1/users/current/heartbeats.bulk")]
    [InlineData("/api/users/current/heartbeats")]
    [InlineData("/api/compat/wakatime/v1/users/current/statusbar/today")]
    [InlineData("/api/hackatime/v1/users/current/heartbeats.bulk")]
    [InlineData("/api/heartbeat")]
    [InlineData("/api/v1/plugins/errors")]
    public async Task A_page_of_any_origin_may_ask_and_may_read_every_answer(string path)
    {
        using var page = tracker.App.Anonymous();
        using var asks = new HttpRequestMessage(HttpMethod.Options, path);
        asks.Headers.Add("Origin", "https://vscode.dev");
        asks.Headers.Add("Access-Control-Request-Method", "POST");
        asks.Headers.Add("Access-Control-Request-Headers", "content-type,x-machine-name");
        var told = await page.SendAsync(asks);
        told.IsSuccessStatusCode.ShouldBeTrue();
        told.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        foreach (var header in new[] { "content-type", "x-machine-name", "authorization", "user-agent" })
            told.Headers.GetValues("Access-Control-Allow-Headers").Single().ShouldContain(header);
        told.Headers.GetValues("Access-Control-Allow-Methods").Single().ShouldContain("POST");

        var refused = await page.SendAsync(new HttpRequestMessage(path.EndsWith("today", StringComparison.Ordinal) ? HttpMethod.Get : HttpMethod.Post, path));
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        if (!path.Contains("plugins", StringComparison.Ordinal)) refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Our_own_api_is_not_open_to_pages_of_other_origins()
    {
        using var page = tracker.App.Anonymous();
        (await page.GetAsync("/api/v1/me")).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        (await page.SendAsync(new HttpRequestMessage(HttpMethod.Options, "/api/v1/me"))).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Crash_reports_are_thanked_whatever_they_are()
    {
        using var anybody = tracker.App.Anonymous();
        foreach (var prefix in new[] { "/api/v1", "/api", "/api/compat/wakatime/v1", "/api/hackatime/v1" })
            (await anybody.PostAsync(prefix + "/plugins/errors", new StringContent("{\"logs\":\"x\"")))
                .StatusCode.ShouldBe(HttpStatusCode.Created);
        (await anybody.PostAsync("/api/v1/plugins/errors", new ByteArrayContent(new byte[3_000_000]))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_in_an_address_reaches_no_log()
    {
        using var lines = new Lines();
        await using var app = new DaybookApp(tracker.App.ConnectionString, kestrel: true, configure: services => services.AddLogging(logging => logging.AddProvider(lines)));
        var key = Guid.NewGuid().ToString();
        using var anybody = app.Anonymous();
        foreach (var path in new[] { Bulk, "/api/v1/users/current/statusbar/today", "/api/v1/plugins/errors", "/api/heartbeat" })
        {
            await anybody.GetAsync($"{path}?api_key={key}");
            await anybody.PostAsync($"{path}?api_key={key}", new StringContent("nothing"));
        }

        var person = await EditorPerson.MakeAsync(tracker);
        await anybody.PostAsync($"{Bulk}?api_key={person.Key}", new StringContent($"[{EditorPerson.Beat()}]"));
        lines.Logger.ShouldNotBeEmpty();
        lines.Logger.ShouldNotContain(line => line.Contains(key, StringComparison.Ordinal) || line.Contains(person.Key, StringComparison.Ordinal));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Logger { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Logger.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}

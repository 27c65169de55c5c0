using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Daybook.Host.Tests.Storm.Ledger;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests.Watchers;

/// <summary>The database is killed under watchers that throw away whatever is refused.</summary>
[Trait("speed", "slow")]
public sealed class ParkingTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Ten = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private StormDatabase _database = null!;
    private WatcherHost _host = null!;

    private HttpClient Watcher => _host.Watcher;

    public async ValueTask InitializeAsync()
    {
        _database = await StormDatabase.StartAsync();
        _host = await WatcherHost.StartAsync(_database.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task No_heartbeat_is_refused_while_the_database_is_away_and_all_are_stored_once()
    {
        // The browser's extension reads what it is answered, however long that took.
        Watcher.DefaultRequestHeaders.Add("Origin", "moz-extension://3f2b9c1e-5d7a-4c44-9b5c-1a2b3c4d5e6f");
        (await BeatAsync("window", 0)).StatusCode.ShouldBe(HttpStatusCode.OK, _host.Said);
        var struck = _database.StrikeAsync(TimeSpan.FromSeconds(6));
        var slowest = TimeSpan.Zero;
        var watchers = Enumerable.Range(0, 6).Select(async watcher =>
        {
            for (var i = 1; i <= 40; i++)
            {
                var start = TimeProvider.System.GetTimestamp();
                var answer = await BeatAsync("window" + watcher, i);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
                answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeTrue();
                if (TimeProvider.System.GetElapsedTime(start) is var took && took > slowest) slowest = took;
                await Task.Delay(5);
            }
        });
        await Task.WhenAll(watchers);
        await struck;

        slowest.ShouldBeGreaterThan(TimeSpan.FromSeconds(3), "nothing waited: the database was not away");
        for (var watcher = 0; watcher < 6; watcher++)
        {
            // Every one is a title of its own, so none is part of another.
            var events = JsonDocument.Parse(await _host.Owner.GetStringAsync($"/api/0/buckets/aw-watcher-window_window{watcher}/events")).RootElement;
            events.EnumerateArray().Select(one => one.GetProperty("data").GetProperty("title").GetString()).ShouldBe(Enumerable.Range(1, 40).Reverse().Select(Title));
        }
    }

    [Fact]
    public async Task A_thousand_wait_and_one_more_is_told_to_come_again()
    {
        (await BeatAsync("crowd", 0)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var struck = _database.StrikeAsync(TimeSpan.FromSeconds(15));
        await Task.Delay(500);
        var answers = await Task.WhenAll(Enumerable.Range(1, 1_020).Select(i => BeatAsync("crowd", i)));
        await struck;

        var refused = answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).ToList();
        refused.Count.ShouldBe(20);
        foreach (var answer in refused)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull();
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        }

        (await _host.Owner.GetStringAsync("/api/0/buckets/aw-watcher-window_crowd/events/count")).ShouldBe("1001");
    }

    [Fact]
    public async Task What_is_too_large_to_wait_is_told_to_come_again_and_what_asks_no_database_is_answered()
    {
        (await BeatAsync("large", 0)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var struck = _database.StrikeAsync(TimeSpan.FromSeconds(5));
        await Task.Delay(500);
        var list = "[" + string.Join(',', Enumerable.Range(0, 800).Select(i => Event(i))) + "]";
        list.Length.ShouldBeGreaterThan(64 * 1024);
        foreach (var chunked in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/0/buckets/aw-watcher-window_large/events") { Content = new StringContent(list, Encoding.UTF8, "application/json") };
            request.Headers.TransferEncodingChunked = chunked;
            var answer = await Watcher.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter.ShouldNotBeNull();
        }

        (await Watcher.GetAsync("/api/0/info")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await struck;
    }

    private Task<HttpResponseMessage> BeatAsync(string host, int i) => Watcher.PostAsync(
        $"/api/0/buckets/aw-watcher-window_{host}/heartbeat?pulsetime=2.0", new StringContent(Event(i), Encoding.UTF8, "application/json"));

    private static string Event(int i) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id":null,"timestamp":"{{Ten.AddSeconds(i * 10):O}}","duration":9.5,"data":{"app":"Editor","title":"{{Title(i)}}"} }""");

    private static string Title(int i) => string.Create(CultureInfo.InvariantCulture, $"Note {i}");
}

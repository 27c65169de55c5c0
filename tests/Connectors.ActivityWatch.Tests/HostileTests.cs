using System.Diagnostics;
using System.Text;
using Daybook.AwStub;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.ActivityWatch.Tests;

/// <summary>Servers that are broken, wrong or hostile: bounded memory and time, a reason in words, nothing stored that should not be.</summary>
public sealed class HostileTests : IAsyncLifetime
{
    private const string Window = "aw-watcher-window_laptop";
    private AwServer server = null!;
    private Mirror mirror = null!;

    public async ValueTask InitializeAsync()
    {
        server = await AwServer.StartAsync();
        mirror = new Mirror(server);
        server.Store.Bucket(Window, "currentwindow");
        server.Store.Add(Window, mirror.Clock.Now.AddHours(-1), TimeSpan.FromMinutes(1), new { app = "Code", title = "good" });
    }

    public async ValueTask DisposeAsync()
    {
        mirror.Dispose();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(200, "text/html", "<html><title>Router login</title></html>", "activitywatch")]
    [InlineData(200, "application/json", "{\"status\":\"ok\"}", "activitywatch")]
    [InlineData(200, "application/json", "{\"version\":1,\"hostname\":[]}", "activitywatch")]
    [InlineData(200, "application/json", "", "activitywatch")]
    [InlineData(404, "text/plain", "internal-body-of-some-service", "activitywatch")]
    [InlineData(302, "text/html", "", "reachable")]
    [InlineData(401, "text/plain", "internal-body-of-some-service", "reachable")]
    [InlineData(503, "text/plain", "internal-body-of-some-service", "reachable")]
    public async Task What_is_no_aw_server_is_told_in_words_and_never_quoted(int status, string type, string body, string check)
    {
        server.Misbehave = async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            if (status == 302) context.Response.Headers.Location = "http://169.254.169.254/latest/meta-data";
            await context.Response.WriteAsync(body);
            return true;
        };
        var result = await mirror.TestAsync();
        result.Checks[^1].Ok.ShouldBeFalse();
        result.Checks[^1].Name.ShouldBe(check);
        foreach (var shown in result.Checks) $"{shown.Message} {shown.Details}".ShouldNotContain("internal-body");
        await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync());
        mirror.Streams.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off_with_little_memory()
    {
        server.Misbehave = Events(async response =>
        {
            await response.WriteAsync("[");
            var inside = DateTimeOffset.Parse(response.HttpContext.Request.Query["start"]!).AddSeconds(1.5).ToString("O");
            var chunk = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(
                $$$"""{"id":1,"timestamp":"{{{inside}}}","duration":0.001,"data":{"app":"flood","title":"x"}},""", 1_000)));
            while (true) await response.Body.WriteAsync(chunk, response.HttpContext.RequestAborted);
        });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        (await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync())).Slug.ShouldBe("too-dense");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(64L * 1024 * 1024);
        mirror.Problems.ShouldContain(problem => problem.Slug == "too-dense");
        mirror.Samples(Window).Count().ShouldBeLessThan(100);
    }

    [Fact]
    public async Task A_server_that_ignores_the_asked_range_is_not_believed()
    {
        server.Misbehave = Events(response => response.WriteAsync("""[{"id":1,"timestamp":"2026-11-20T11:59:59Z","duration":1,"data":{"app":"x"}}]"""));
        (await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync())).Slug.ShouldBe("range-ignored");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[{\"timestamp\":\"2026-11-20T11:00:00Z\",")]
    [InlineData("{\"events\":[]}")]
    [InlineData("null")]
    public async Task Wrong_json_for_events_fails_the_bucket_and_keeps_its_mark(string body)
    {
        server.Misbehave = Events(response => response.WriteAsync(body));
        await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync());
        mirror.Checkpoint.ShouldBeNull();
        server.Misbehave = null;
        await mirror.SyncAsync();
        mirror.Samples(Window).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Json_a_hundred_thousand_levels_deep_is_refused()
    {
        server.Misbehave = Events(response => response.WriteAsync("[{\"timestamp\":\"2026-11-20T11:00:00Z\",\"data\":{\"a\":" + new string('[', 100_000)));
        (await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync())).Slug.ShouldBe("not-json");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_fails_the_bucket()
    {
        server.Misbehave = Events(async response =>
        {
            response.ContentLength = 1_000_000;
            await response.WriteAsync("[{\"id\":1,\"timestamp\":\"2026-11-20T11:00:00Z\",\"duration\":1,\"data\":{}},");
            await response.Body.FlushAsync();
            await Task.Delay(200);
            response.HttpContext.Abort();
        });
        (await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync())).Slug.ShouldBe("cut-off");
    }

    [Fact]
    public async Task Odd_events_cost_themselves_and_nothing_else()
    {
        var good = """{"id":7,"timestamp":"2026-11-20T11:00:00Z","duration":60,"data":{"app":"Code","title":"good"}}""";
        var odd = new[]
        {
            "17", "null", "[]", "\"x\"", "{}", """{"timestamp":"nonsense","data":{}}""", """{"timestamp":"9999-12-31T23:59:59Z","duration":1,"data":{}}""",
            """{"timestamp":"2026-11-20T10:00:00Z","duration":1e400,"data":{}}""", """{"timestamp":"2026-11-20T10:00:00Z","duration":-5,"data":{}}""",
            "{\"timestamp\":\"2026-11-20T10:00:00Z\",\"duration\":1,\"data\":{\"app\":\"" + new string('x', 300_000) + "\"}}",
        };
        server.Misbehave = Events(response => response.WriteAsync(
            string.CompareOrdinal(response.HttpContext.Request.Query["start"], "2026-11-20T11") < 0
            && string.CompareOrdinal(response.HttpContext.Request.Query["end"], "2026-11-20T11") > 0 ? $"[{string.Join(',', odd)},{good}]" : "[]"));
        await mirror.SyncAsync();
        mirror.Samples(Window).ShouldHaveSingleItem().Title.ShouldBe("good");
        mirror.Rejected.Select(item => item.Reason).Distinct().Order(StringComparer.Ordinal).ShouldBe(
            ["duration-negative", "duration-too-long", "not-an-object", "timestamp-unreadable", "too-large"]);
    }

    [Fact]
    public async Task A_hundred_thousand_buckets_are_not_read()
    {
        server.Misbehave = async context =>
        {
            if (context.Request.Path != "/api/0/buckets/") return false;
            await context.Response.WriteAsync("{");
            for (var index = 0; index < 100_000; index++)
                await context.Response.WriteAsync($"{(index > 0 ? "," : "")}\"b{index}\":{{\"type\":\"currentwindow\",\"hostname\":\"h\"}}");
            await context.Response.WriteAsync("}");
            return true;
        };
        (await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync())).Slug.ShouldBe("too-many-buckets");
    }

    [Fact]
    public async Task A_server_that_is_gone_ends_the_run_at_once()
    {
        for (var index = 0; index < 50; index++) server.Store.Bucket($"aw-watcher-window_{index}", "currentwindow");
        server.Misbehave = Events(response =>
        {
            response.HttpContext.Abort();
            return Task.CompletedTask;
        });
        (await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync())).Slug.ShouldBeOneOf("unreachable", "cut-off");
        server.Requests.Count(path => path.Contains("/events", StringComparison.Ordinal)).ShouldBeLessThan(5);
    }

    [Fact]
    public async Task A_slow_server_fails_the_test_in_words_before_ten_seconds()
    {
        server.Misbehave = async context =>
        {
            await Task.Delay(TimeSpan.FromSeconds(60), context.RequestAborted);
            return true;
        };
        var watch = Stopwatch.StartNew();
        var result = await mirror.TestAsync();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        result.Checks.ShouldHaveSingleItem().Message.ShouldBe("The server did not answer in time.");
    }

    private static Func<HttpContext, Task<bool>> Events(Func<HttpResponse, Task> answer) => async context =>
    {
        if (!context.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal)) return false;
        try
        {
            await answer(context.Response);
        }
        catch (OperationCanceledException)
        {
            // The reader has had enough.
        }

        return true;
    };
}

using Daybook.AwStub;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.ActivityWatch.Tests;

/// <summary>Which buckets are read, whose they are, and what becomes of the rest when one fails.</summary>
public sealed class BucketTests : IAsyncLifetime
{
    private AwServer server = null!;
    private Mirror mirror = null!;

    public async ValueTask InitializeAsync()
    {
        server = await AwServer.StartAsync();
        mirror = new Mirror(server);
    }

    public async ValueTask DisposeAsync()
    {
        mirror.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task By_default_window_presence_browser_and_editor_buckets_with_their_real_names_are_read()
    {
        Fill(("aw-watcher-window_laptop", "currentwindow"), ("aw-watcher-afk_laptop", "afkstatus"), ("aw-watcher-web-firefox_laptop", "web.tab.current"),
            ("aw-watcher-vscode_laptop", "app.editor.activity"), ("aw-watcher-input_laptop", "os.hid.input"), ("aw-stopwatch", "general.stopwatch"),
            ("aw-watcher-window_desk-synced-from-desk", "currentwindow"));
        await mirror.SyncAsync();
        mirror.Problems.ShouldBeEmpty();
        mirror.Kinds.Values.Select(stream => (stream.Name, stream.Kind)).OrderBy(stream => stream.Name, StringComparer.Ordinal).ShouldBe(
        [
            ("aw-watcher-afk_laptop", StreamKind.Presence), ("aw-watcher-vscode_laptop", StreamKind.Editor),
            ("aw-watcher-web-firefox_laptop", StreamKind.Browser), ("aw-watcher-window_laptop", StreamKind.Window),
        ]);
    }

    [Fact]
    public async Task A_browser_that_does_not_know_its_machine_belongs_to_the_only_one_there_is()
    {
        Fill(("aw-watcher-window_desk", "currentwindow", "desk"), ("aw-watcher-web-firefox", "web.tab.current", "unknown"));
        await mirror.SyncAsync();
        mirror.Kinds.Values.ShouldAllBe(stream => stream.Machine == "desk");

        Fill(("aw-watcher-window_laptop", "currentwindow", "laptop"));
        await mirror.SyncAsync();
        mirror.Kinds.Values.Where(stream => stream.Kind == StreamKind.Browser).Select(stream => stream.Machine).ShouldContain("laptop", "the server's own machine");
    }

    [Fact]
    public async Task The_test_says_what_it_found()
    {
        Fill(("aw-watcher-window_laptop", "currentwindow"), ("aw-watcher-afk_laptop", "afkstatus"));
        var result = await mirror.TestAsync();
        result.Checks.Select(check => (check.Name, check.Ok)).ShouldBe([("reachable", true), ("activitywatch", true), ("buckets", true)]);
        result.Checks[1].Message.ShouldBe("It is ActivityWatch v0.13.2 on laptop.");
        result.Checks[2].Message.ShouldBe("2 buckets would be read.");
        result.Checks[2].Details.ShouldBe("aw-watcher-afk_laptop: 3 events in the last 7 days\naw-watcher-window_laptop: 3 events in the last 7 days");
    }

    [Fact]
    public async Task Unknown_buckets_fail_the_test_and_some_that_exist_are_named()
    {
        Fill(("aw-watcher-window_laptop", "currentwindow"), ("aw-watcher-afk_laptop", "afkstatus"));
        var result = await mirror.TestAsync(new { bucket_ids = new[] { "aw-watcher-web_laptop", "aw-watcher-afk_laptop" } });
        result.Ok.ShouldBeFalse();
        result.Checks[^1].Message.ShouldBe("The server has no bucket aw-watcher-web_laptop; there are aw-watcher-afk_laptop, aw-watcher-window_laptop.");
    }

    [Fact]
    public async Task In_a_sync_an_unknown_bucket_is_a_problem_and_the_others_go_on()
    {
        Fill(("aw-watcher-window_laptop", "currentwindow"));
        await mirror.SyncAsync(new { bucket_ids = new[] { "gone", "aw-watcher-window_laptop" } });
        mirror.Problems.ShouldHaveSingleItem().ShouldBe(new SyncProblem("bucket-unknown", "gone", "The server has no such bucket."));
        mirror.Samples("aw-watcher-window_laptop").Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_failing_bucket_is_a_problem_its_mark_stays_and_the_others_go_on()
    {
        Fill(("aw-watcher-afk_laptop", "afkstatus"), ("aw-watcher-vscode_laptop", "app.editor.activity"), ("aw-watcher-window_laptop", "currentwindow"));
        server.Misbehave = Failing("vscode");
        await mirror.SyncAsync();
        mirror.Problems.ShouldHaveSingleItem().Item.ShouldBe("aw-watcher-vscode_laptop");
        mirror.Samples("aw-watcher-window_laptop").Count().ShouldBe(3);
        mirror.Samples("aw-watcher-vscode_laptop").ShouldBeEmpty();

        server.Misbehave = null;
        mirror.Clock.Now = mirror.Clock.Now.AddDays(5);
        await mirror.SyncAsync();
        mirror.Samples("aw-watcher-vscode_laptop").Count().ShouldBe(3);
    }

    [Fact]
    public async Task When_every_bucket_fails_the_run_fails()
    {
        Fill(("aw-watcher-afk_laptop", "afkstatus"), ("aw-watcher-window_laptop", "currentwindow"));
        server.Misbehave = Failing("/events");
        (await Should.ThrowAsync<ConnectorException>(() => mirror.SyncAsync())).Slug.ShouldBe("server-error");
    }

    [Theory]
    [InlineData("a b/c?d#e%2F..")]
    [InlineData("../../x")]
    [InlineData("ไทย_日本 \"quoted\"")]
    public async Task Strange_bucket_names_stay_one_piece_of_the_path(string id)
    {
        Fill((id, "currentwindow"), ("aw-watcher-afk_laptop", "afkstatus"));
        await mirror.SyncAsync();
        server.Requests.Where(path => path.Contains("events", StringComparison.Ordinal)).ShouldAllBe(path => path.StartsWith("/api/0/buckets/", StringComparison.Ordinal));
        // Kestrel keeps an encoded slash apart, as ActivityWatch does: such a bucket cannot be asked for, and that is said.
        if (id.Contains('/', StringComparison.Ordinal)) mirror.Problems.ShouldHaveSingleItem().ShouldBe(
            new SyncProblem("not-found", id, "The server does not know that path: is it an ActivityWatch server?"));
        else mirror.Samples(id).Count().ShouldBe(3);
    }

    private static Func<HttpContext, Task<bool>> Failing(string part) => context =>
    {
        if (!context.Request.Path.Value!.Contains(part, StringComparison.Ordinal)) return Task.FromResult(false);
        context.Response.StatusCode = 500;
        return Task.FromResult(true);
    };

    private void Fill(params (string Id, string Type)[] buckets) => Fill([.. buckets.Select(bucket => (bucket.Id, bucket.Type, "laptop"))]);

    private void Fill(params (string Id, string Type, string Host)[] buckets)
    {
        foreach (var (id, type, host) in buckets)
        {
            server.Store.Bucket(id, type, host);
            for (var hour = 1; hour <= 3; hour++)
                server.Store.Add(id, mirror.Clock.Now.AddHours(-hour), TimeSpan.FromMinutes(10), new { status = "not-afk", app = "A", title = $"{hour}", url = "https://x.example", file = "f" });
        }
    }
}

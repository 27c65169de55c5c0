using System.Globalization;
using System.Net;
using Daybook.Insights.Signals;
using Daybook.Insights.Signals.Days;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Notices;

public sealed class BellTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task An_insight_is_told_once_and_again_only_when_its_band_rises()
    {
        await using var app = await NoticeApp.StartAsync(postgres);
        using var stop = new CancellationTokenSource();
        var heard = new List<string>();
        var listening = ListenAsync(app, heard, stop.Token);
        await app.RaiseAsync(Kinds.PingPong, band: 2);
        await app.TellAsync();
        (await app.GetAsync("notifications")).GetProperty("unread").GetInt32().ShouldBe(1);
        for (var i = 0; i < 100 && !heard.Contains(TellKind, StringComparer.Ordinal); i++) await Task.Delay(20);
        heard.ShouldContain(TellKind);

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await app.RaiseAsync(Kinds.PingPong, band: 1);
        await app.TellAsync();
        (await app.GetAsync("notifications")).GetProperty("items").GetArrayLength().ShouldBe(1, "a band that falls is no news");
        (await app.GetAsync("insights")).GetProperty("items")[0].GetProperty("severity").GetInt32().ShouldBe(2);
        await app.RaiseAsync(Kinds.PingPong, band: 3);
        await app.TellAsync();
        (await app.GetAsync("notifications")).GetProperty("items").GetArrayLength().ShouldBe(2);
        await using var connection = await app.App.Services.GetRequiredService<Db>().OpenAsync(default);
        (await connection.QuerySingleAsync<string>("select insight_key from insights.insight")).ShouldBe($"ping_pong:{app.UserId}:day:2026-11-18");
        await stop.CancelAsync();
        await listening;
    }

    private const string TellKind = "notification";

    [Fact]
    public async Task What_holds_no_longer_is_resolved_without_a_word_and_not_told_any_more()
    {
        await using var app = await NoticeApp.StartAsync(postgres);
        await app.RaiseAsync(Kinds.PingPong);
        await app.WriteAsync(NoticeApp.Today, false);
        await app.TellAsync();
        (await app.GetAsync("notifications")).GetProperty("unread").GetInt32().ShouldBe(0);
        (await app.GetAsync("insights")).GetProperty("items").GetArrayLength().ShouldBe(0);
        var resolved = (await app.GetAsync("insights?resolved=true")).GetProperty("items")[0];
        resolved.GetProperty("state").GetString().ShouldBe("resolved");
    }

    [Fact]
    public async Task Late_data_waits_for_the_digest_at_the_persons_hour()
    {
        await using var app = await NoticeApp.StartAsync(postgres);
        await app.RaiseAsync(Kinds.PingPong, late: true, day: NoticeApp.Today.AddDays(-1));
        await app.TellAsync();
        (await app.GetAsync("notifications")).GetProperty("unread").GetInt32().ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromHours(6)); // 18:00 in Berlin
        await app.TellAsync();
        await app.TellAsync();
        var notices = await app.GetAsync("notifications");
        (notices.GetProperty("unread").GetInt32(), notices.GetProperty("items")[0].GetProperty("digest").GetBoolean()).ShouldBe((1, true));
        (await app.SendAsync(HttpMethod.Post, "notifications/read", new { }, HttpStatusCode.OK)).GetProperty("read").GetInt32().ShouldBe(1);
        (await app.GetAsync("notifications?limit=0")).GetProperty("unread").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_kind_is_muted_for_a_while_or_for_good_and_a_word_on_its_use_is_kept()
    {
        await using var app = await NoticeApp.StartAsync(postgres);
        await app.RaiseAsync(Kinds.PingPong);
        await app.RaiseAsync(Kinds.MeetingLoad, day: NoticeApp.Today.AddDays(-1));
        var insight = (await app.GetAsync("insights?kind=ping_pong")).GetProperty("items")[0].GetProperty("id").GetGuid();
        (await app.SendAsync(HttpMethod.Patch, $"insights/{insight}", new { read = true, useful = "no" }, HttpStatusCode.OK)).GetProperty("useful").GetBoolean().ShouldBeFalse();
        await app.SendAsync(HttpMethod.Post, $"insights/{insight}/mute", new { @for = "week" }, HttpStatusCode.OK);
        (await app.GetAsync("insights")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()).ShouldBe([Kinds.MeetingLoad]);
        await app.TellAsync();
        var told = (await app.GetAsync("notifications")).GetProperty("items")[0].GetProperty("insights");
        told.EnumerateArray().Select(item => item.GetProperty("kind").GetString()).ShouldBe([Kinds.MeetingLoad]);
        app.Clock.Advance(TimeSpan.FromDays(7));
        (await app.GetAsync("insights")).GetProperty("items").GetArrayLength().ShouldBe(2);
        await app.SendAsync(HttpMethod.Post, $"insights/{insight}/mute", new { @for = "always" }, HttpStatusCode.OK);
        (await app.GetAsync("me/notifications")).GetProperty("kinds").EnumerateArray().Single(kind => kind.GetProperty("kind").GetString() == Kinds.PingPong).GetProperty("on").GetBoolean().ShouldBeFalse();
        await app.SendAsync(HttpMethod.Delete, "insights/mutes/ping_pong", null, HttpStatusCode.NoContent);
        (await app.GetAsync("insights/mutes")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await app.SendAsync(HttpMethod.Post, $"insights/{insight}/mute", new { @for = "ever" }, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Nobody_sees_or_touches_what_is_anothers()
    {
        await using var app = await NoticeApp.StartAsync(postgres);
        await using var connection = await app.App.Services.GetRequiredService<Db>().OpenAsync(default);
        var foreign = Guid.CreateVersion7();
        await connection.ExecuteAsync("""
            insert into insights.insight (user_id, insight_id, insight_key, kind, scope, span, day, band, numbers, blocks, open, digest_only, told_band, digest_band, raised_at, changed_at)
            values (99, @foreign, 'ping_pong:99:day:2026-11-18', 'ping_pong', 'day', '2026-11-18', '2026-11-18', 1, '{}', '{}', true, false, 0, 0, now(), now());
            insert into insights.notice (user_id, notice_id, digest, insights, shown, created_at) values (99, @foreign, false, array[@foreign], true, now());
            insert into insights.webhook (user_id, webhook_id, url, secret_cipher, enabled, created_at) values (99, @foreign, 'https://example.org/', 'x', true, now())
            """, new { foreign });
        (await app.GetAsync("insights?resolved=true&muted=true")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await app.GetAsync("notifications")).GetProperty("unread").GetInt32().ShouldBe(0);
        await app.SendAsync(HttpMethod.Patch, $"insights/{foreign}", new { read = true }, HttpStatusCode.NotFound);
        await app.SendAsync(HttpMethod.Post, $"insights/{foreign}/mute", new { @for = "day" }, HttpStatusCode.NotFound);
        (await app.SendAsync(HttpMethod.Post, "insights/read", new { ids = new[] { foreign } }, HttpStatusCode.OK)).GetProperty("read").GetInt32().ShouldBe(0);
        (await app.SendAsync(HttpMethod.Post, "notifications/read", new { ids = new[] { foreign } }, HttpStatusCode.OK)).GetProperty("read").GetInt32().ShouldBe(0);
        await app.SendAsync(HttpMethod.Delete, $"me/webhooks/{foreign}", null, HttpStatusCode.NotFound);
        await app.SendAsync(HttpMethod.Post, $"me/webhooks/{foreign}/test", null, HttpStatusCode.NotFound);
        (await app.App.Anonymous().GetAsync("/api/v1/insights")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Wishes_are_judged_at_their_fields()
    {
        await using var app = await NoticeApp.StartAsync(postgres);
        var wrong = await app.SendAsync(
            HttpMethod.Put, "me/notifications", new { digest_hour = 24, quiet_from = "8 pm", quiet_to = "08:00", kinds = new[] { new { kind = "unknown", in_app = "loud" } } },
            HttpStatusCode.UnprocessableEntity);
        wrong.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal).ShouldBe(["digest_hour", "in_app", "kinds", "quiet_from"]);
        await app.SendAsync(
            HttpMethod.Put, "me/notifications", new { digest_hour = 9, kinds = new object[] { new { kind = Kinds.LongStreak, on = true }, new { kind = Kinds.PingPong, on = false } } },
            HttpStatusCode.NoContent);
        var known = await app.GetAsync("me/notifications");
        known.GetProperty("quiet_from").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        known.GetProperty("kinds").EnumerateArray().Where(kind => !kind.GetProperty("on").GetBoolean()).Select(kind => kind.GetProperty("kind").GetString()).ShouldBe([Kinds.PingPong]);
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        await using var app = await NoticeApp.StartAsync(postgres);
        for (var ago = 0; ago < 5; ago++) await app.RaiseAsync(Kinds.PingPong, day: NoticeApp.Today.AddDays(-ago));
        var dates = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await app.GetAsync("insights?limit=2" + (cursor is null ? "" : "&cursor=" + cursor));
            dates.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("date").GetString()));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        dates.ShouldBe(Enumerable.Range(0, 5).Select(ago => NoticeApp.Today.AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    private static async Task ListenAsync(NoticeApp app, List<string> heard, CancellationToken ct)
    {
        try
        {
            await foreach (var change in app.App.Services.GetRequiredService<LiveEvents>().SubscribeAsync(app.UserId, ct)) heard.Add(change.Kind);
        }
        catch (OperationCanceledException)
        {
            // Heard enough.
        }
    }
}

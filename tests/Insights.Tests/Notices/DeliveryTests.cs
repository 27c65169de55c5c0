using System.Net;
using System.Text;
using System.Text.Json;
using Daybook.Insights.Hooks;
using Daybook.Insights.Signals;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Daybook.Testing.Mail;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Notices;

/// <summary>Mail to a real server, calls to a real one, and what happens when they are not as they should be.</summary>
public sealed class DeliveryTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Mail_goes_out_encrypted_and_signed_in_with_the_sentence_in_the_persons_language()
    {
        await using var drop = new MailDrop();
        await using var app = await NoticeApp.StartAsync(postgres);
        await app.MailServerAsync(drop.Port);
        (await app.GetAsync("admin/mail")).GetProperty("password_set").GetBoolean().ShouldBeTrue();
        (await app.GetAsync("admin/mail")).GetRawText().ShouldNotContain("s3cret");
        (await app.SendAsync(HttpMethod.Post, "admin/mail/test", null, HttpStatusCode.OK)).GetProperty("ok").GetBoolean().ShouldBeTrue();
        await app.ModeAsync(Kinds.PingPong, "off", "now", "off");
        await app.RaiseAsync(Kinds.PingPong);
        await app.TellAsync();
        await app.SendAsync();
        drop.Mails.Count.ShouldBe(2);
        var mail = drop.Mails[1];
        (mail.Encrypted, mail.User, mail.Password, mail.From, mail.To).ShouldBe((true, "kim", "s3cret", "daybook@example.org", "owner@example.org"));
        mail.Text.ShouldContain("You went to and fro between two things 7 times within 21 min.");
        mail.Head.ShouldContain("Subject: Daybook: You went to and fro");

        await app.SendAsync(HttpMethod.Patch, "me", new { locale = "hi" }, HttpStatusCode.OK);
        await app.RaiseAsync(Kinds.PingPong, band: 2);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await app.TellAsync();
        await app.SendAsync();
        drop.Mails[2].Text.ShouldContain("21 मि में आप दो कामों के बीच 7 बार आए-गए।");
    }

    [Fact]
    public async Task A_server_without_encryption_with_a_false_certificate_or_that_slips_words_in_gets_no_password()
    {
        await using var drop = new MailDrop(new MailManners(StartTls: false));
        await using var app = await NoticeApp.StartAsync(postgres);
        await app.MailServerAsync(drop.Port);
        (await TestAsync(app)).ShouldBe("no-encryption");
        drop.Manners = new MailManners(Injects: true);
        (await TestAsync(app)).ShouldBe("no-encryption");
        drop.Manners = new MailManners(RefusesSignIn: true);
        (await TestAsync(app)).ShouldBe("sign-in-refused");
        drop.Manners = new MailManners(RefusesMail: true, OnlyLogin: true);
        (await TestAsync(app)).ShouldBe("refused");
        drop.Mails.ShouldBeEmpty();

        await using var strict = await NoticeApp.StartAsync(postgres, trustAnybody: false);
        drop.Manners = new MailManners();
        await strict.MailServerAsync(drop.Port);
        (await TestAsync(strict)).ShouldBe("bad-certificate");
    }

    [Fact]
    public async Task Settings_of_a_mail_server_are_judged_at_their_fields_and_only_an_admin_has_them()
    {
        await using var app = await NoticeApp.StartAsync(postgres);
        var wrong = await app.SendAsync(HttpMethod.Put, "admin/mail", new { host = "mail example", port = 70000, security = "maybe", sender = "a@b>\r\nRCPT" }, HttpStatusCode.UnprocessableEntity);
        wrong.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal).ShouldBe(["host", "port", "security", "sender"]);
        var clear = await app.SendAsync(
            HttpMethod.Put, "admin/mail", new { host = "mail.example.org", port = 25, security = "none", user_name = "kim", password = "x", sender = "a@b.org" }, HttpStatusCode.UnprocessableEntity);
        clear.GetProperty("errors").GetProperty("security")[0].GetString().ShouldBe("needs-encryption");
        using var reader = app.App.With(await app.App.TokenOfAsync(app.Owner.Email, app.Owner.Password, "read", "write"));
        await app.SendAsync(HttpMethod.Get, "admin/mail", null, HttpStatusCode.Forbidden, reader);
    }

    [Fact]
    public async Task A_webhook_is_signed_with_its_time_and_a_copy_of_the_secret_proves_it()
    {
        await using var drop = new HookDrop();
        await using var app = await NoticeApp.StartAsync(postgres);
        var made = await app.SendAsync(HttpMethod.Post, "me/webhooks", new { url = drop.Url }, HttpStatusCode.Created);
        var secret = Encoding.UTF8.GetBytes(made.GetProperty("secret").GetString()!);
        (await app.GetAsync("me/webhooks")).GetRawText().ShouldNotContain("dbw_");
        await app.RaiseAsync(Kinds.PingPong);
        await app.TellAsync();
        await app.SendAsync();
        var call = drop.Calls.ShouldHaveSingleItem();
        call.Headers[HookPost.SignatureHeader].ShouldBe("v1=" + HookPost.Sign(secret, call.Headers[HookPost.TimestampHeader], call.Body));
        call.Headers[HookPost.TimestampHeader].ShouldBe(NoticeApp.Noon.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        var told = JsonDocument.Parse(call.Body).RootElement.GetProperty("insights")[0];
        told.GetProperty("insight").GetProperty("numbers").GetProperty("value").GetDouble().ShouldBe(7);
        told.GetProperty("text").GetString().ShouldBe("You went to and fro between two things 7 times within 21 min.");
        await app.SendAsync();
        drop.Calls.Count.ShouldBe(1, "once is enough");
    }

    [Fact]
    public async Task Our_own_network_is_denied_unless_whoever_runs_it_allows_it_and_the_cloud_always()
    {
        await using var drop = new HookDrop();
        await using var app = await NoticeApp.StartAsync(postgres, nearWebhooks: false);
        (await app.SendAsync(HttpMethod.Post, "me/webhooks", new { url = drop.Url }, HttpStatusCode.UnprocessableEntity))
            .GetProperty("errors").GetProperty("url")[0].GetString().ShouldBe("needs-https");
        foreach (var url in new[] { drop.Url.Replace("http:", "https:", StringComparison.Ordinal), "https://[::ffff:127.0.0.1]/", "https://2130706433/", "https://10.1.2.3/", "https://169.254.169.254/latest" })
            (await TryHookAsync(app, url)).ShouldBe("denied", url);

        await using var open = await NoticeApp.StartAsync(postgres);
        (await TryHookAsync(open, "http://169.254.169.254/latest/meta-data")).ShouldBe("denied");
        var database = new Npgsql.NpgsqlConnectionStringBuilder(open.App.ConnectionString).Port;
        (await TryHookAsync(open, $"http://127.0.0.1:{database}/")).ShouldBe("denied");
        drop.Answer = "302 Found\r\nLocation: http://127.0.0.1:1/";
        (await TryHookAsync(open, drop.Url)).ShouldBe("redirected");
        drop.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_each_time_longer_and_at_last_given_up_for_all_to_see()
    {
        await using var drop = new HookDrop();
        drop.Answer = "500 Broken";
        await using var app = await NoticeApp.StartAsync(postgres);
        await app.SendAsync(HttpMethod.Post, "me/webhooks", new { url = drop.Url }, HttpStatusCode.Created);
        await app.RaiseAsync(Kinds.PingPong);
        await app.TellAsync();
        var expected = 0;
        foreach (var wait in new[] { 1, 5, 30, 120, 360 })
        {
            await app.SendAsync();
            drop.Calls.Count.ShouldBe(++expected);
            var state = (await app.GetAsync("me/notifications")).GetProperty("deliveries")[0];
            (state.GetProperty("state").GetString(), state.GetProperty("last_error").GetString()).ShouldBe(("waiting", "status-500"));
            app.Clock.Advance(TimeSpan.FromMinutes(wait) - TimeSpan.FromSeconds(1));
            await app.SendAsync();
            drop.Calls.Count.ShouldBe(expected, "it is too early");
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await app.SendAsync();
        (await app.GetAsync("me/notifications")).GetProperty("deliveries")[0].GetProperty("state").GetString().ShouldBe("failed");
        (await app.GetAsync("me/webhooks")).GetProperty("items")[0].GetProperty("last_error").GetString().ShouldBe("status-500");
    }

    [Fact]
    public async Task A_mail_server_that_is_down_and_a_webhook_that_never_answers_hold_up_nobody_else()
    {
        await using var silent = new HookDrop();
        silent.Answer = null;
        await using var good = new HookDrop();
        await using var mute = new MailDrop(new MailManners(Silent: true));
        await using var app = await NoticeApp.StartAsync(postgres);
        await app.MailServerAsync(mute.Port);
        await app.ModeAsync(Kinds.PingPong, "now", "now", "now");
        for (var i = 0; i < 3; i++) await app.SendAsync(HttpMethod.Post, "me/webhooks", new { url = silent.Url }, HttpStatusCode.Created);
        await app.SendAsync(HttpMethod.Post, "me/webhooks", new { url = good.Url }, HttpStatusCode.Created);
        await app.RaiseAsync(Kinds.PingPong);
        await app.TellAsync();
        // The bell has it before anything has left the house.
        (await app.GetAsync("notifications")).GetProperty("unread").GetInt32().ShouldBe(1);
        var sending = app.SendAsync();
        for (var i = 0; i < 100 && good.Calls.Count == 0; i++) await Task.Delay(50);
        good.Calls.Count.ShouldBe(1);
        sending.IsCompleted.ShouldBeFalse("the silent ones are still being waited for");
        await sending;
        var states = (await app.GetAsync("me/notifications")).GetProperty("deliveries").EnumerateArray().Select(row => (row.GetProperty("state").GetString(), row.GetProperty("last_error").GetString())).ToArray();
        states.Count(state => state == ("sent", null)).ShouldBe(1);
        states.Count(state => state == ("waiting", "timed-out")).ShouldBe(4);
    }

    [Fact]
    public async Task Two_hosts_tell_and_send_once()
    {
        await using var drop = new HookDrop();
        await using var app = await NoticeApp.StartAsync(postgres);
        await app.SendAsync(HttpMethod.Post, "me/webhooks", new { url = drop.Url }, HttpStatusCode.Created);
        await app.RaiseAsync(Kinds.PingPong);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.TellAsync()));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.SendAsync()));
        drop.Calls.Count.ShouldBe(1);
        (await app.GetAsync("notifications")).GetProperty("items").GetArrayLength().ShouldBe(1);
        await using var connection = await app.App.Services.GetRequiredService<Db>().OpenAsync(default);
        (await connection.QuerySingleAsync<string>("select encode(secret_cipher, 'escape') from insights.webhook")).ShouldNotContain("dbw_");
    }

    private static async Task<string?> TestAsync(NoticeApp app) =>
        (await app.SendAsync(HttpMethod.Post, "admin/mail/test", null, HttpStatusCode.OK)).GetProperty("error").GetString();

    private static async Task<string?> TryHookAsync(NoticeApp app, string url)
    {
        var id = (await app.SendAsync(HttpMethod.Post, "me/webhooks", new { url }, HttpStatusCode.Created)).GetProperty("id").GetGuid();
        var error = (await app.SendAsync(HttpMethod.Post, $"me/webhooks/{id}/test", null, HttpStatusCode.OK)).GetProperty("error").GetString();
        await app.SendAsync(HttpMethod.Delete, $"me/webhooks/{id}", null, HttpStatusCode.NoContent);
        return error;
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Text.Json;
using Daybook.Insights.Mail;
using Daybook.Insights.Notices.Sending;
using Daybook.Insights.Signals;
using Daybook.Insights.Signals.Days;
using Daybook.Insights.Signals.Rules;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shouldly;

namespace Daybook.Insights.Tests.Notices;

/// <summary>A host at a Wednesday noon whose owner gets insights by hand, and whose minutes pass when a test says so.</summary>
internal sealed class NoticeApp : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 18, 11, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 18);

    private NoticeApp(DaybookApp app, Owner owner, ManualClock clock, int userId) => (App, Owner, Clock, UserId) = (app, owner, clock, userId);

    public DaybookApp App { get; }
    public Owner Owner { get; }
    public ManualClock Clock { get; }
    public int UserId { get; }

    public static async Task<NoticeApp> StartAsync(PostgresFixture postgres, bool nearWebhooks = true, bool trustAnybody = true)
    {
        var clock = new ManualClock(Noon);
        var app = new DaybookApp(
            await postgres.CopyAsync(), clock,
            configure: services =>
            {
                if (trustAnybody) services.Replace(ServiceDescriptor.Singleton<TrustMailServer>(_ => (SslPolicyErrors _) => true));
            },
            settings: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Kernel:Schedules"] = "false", ["Insights:AllowNearWebhooks"] = nearWebhooks ? "true" : "false", ["Insights:SignalDebounceMs"] = "0", ["Insights:DebounceMs"] = "0", ["Enrichment:DebounceMs"] = "0",
            });
        var owner = await app.SetupAsync();
        await using var connection = await app.Services.GetRequiredService<Db>().OpenAsync(default);
        return new NoticeApp(app, owner, clock, await connection.QuerySingleAsync<int>("select user_id from workspace.user"));
    }

    public Task RaiseAsync(string kind, int band = 1, bool late = false, DateOnly? day = null) => WriteAsync(day ?? Today, late, Found(kind, band, day ?? Today));

    public Task WriteAsync(DateOnly day, bool late, params Finding[] findings) => App.Services.GetRequiredService<Db>().InTransactionAsync(
        tx => App.Services.GetRequiredService<InsightStore>().WriteAsync(tx, UserId, day, findings, [], late, Clock.GetUtcNow(), default), default);

    public static Finding Found(string kind, int band, DateOnly day) =>
        Finding.Of(kind, Bounds.Day, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), band, [], ("value", 7), ("limit", 6), ("minutes", 21));

    public Task TellAsync() => App.Services.GetRequiredService<TellPeople>().RunAsync(default);

    public Task SendAsync() => App.Services.GetRequiredService<SendDue>().RunAsync(default);

    public async Task<JsonElement> GetAsync(string path, HttpClient? client = null)
    {
        var answer = await (client ?? Owner.Client).GetAsync("/api/v1/" + path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, HttpStatusCode expected, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path);
        if (body is not null) request.Content = JsonContent.Create(body);
        var answer = await (client ?? Owner.Client).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public Task MailServerAsync(int port, string security = "starttls", string? user = "kim", string? password = "s3cret") => SendAsync(
        HttpMethod.Put, "admin/mail", new { host = "127.0.0.1", port, security, user_name = user, password, sender = "daybook@example.org" }, HttpStatusCode.OK);

    public Task ModeAsync(string kind, string inApp, string mail, string webhook) => SendAsync(
        HttpMethod.Put, "me/notifications", new { digest_hour = 18, quiet_from = "20:00", quiet_to = "08:00", kinds = new[] { new { kind, in_app = inApp, mail, webhook } } },
        HttpStatusCode.NoContent);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

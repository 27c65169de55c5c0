using System.Net;
using System.Text.Json.Nodes;
using Daybook.Host.Start;

namespace Daybook.Host.Demo;

/// <summary>
/// Fills an empty Daybook with the sample week through its public API: an account, projects, tasks, repositories, two computers and what they
/// saw. Every step may be repeated: a start that was cut off is finished by the next, and a finished one changes nothing.
/// </summary>
internal sealed class DemoLoader(DemoClient api, string data, string? setupToken, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly (string Name, string Period, string Subject, string? Value, int Hours)[] Goals =
    [
        ("Two hours of deep work", "day", "total", null, 2), ("Harbor first", "week", "project", "harbor-api", 12), ("Keep the docs alive", "week", "language", "Markdown", 1),
    ];

    public static async Task RunAsync(WebApplication app, string address, CancellationToken ct)
    {
        using var http = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("demo");
        http.BaseAddress = new Uri(address);
        var clock = app.Services.GetRequiredService<TimeProvider>();
        await new DemoLoader(new DemoClient(http, clock), app.Configuration[Settings.Data]!, app.Configuration[Settings.SetupToken], clock).LoadAsync(ct);
    }

    public static void Add(IServiceCollection services) => services.AddHttpClient("demo")
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false });

    private async Task LoadAsync(CancellationToken ct)
    {
        var account = DemoAccount.Load(data, clock.GetUtcNow());
        account.Save(data);
        if (!account.Done)
        {
            Console.WriteLine("Loading the sample week …");
            var setup = DemoWeek.Setup();
            var zone = setup["timezone"]!.GetValue<string>();
            if (!await EnterAsync(account, zone, ct)) return;
            await FillAsync(setup, account.Moment, TimeZoneInfo.FindSystemTimeZoneById(zone), ct);
            await SettleAsync(account.Moment, ct);
            await ReviewAsync(DemoWeek.Mondays(account.Moment, TimeZoneInfo.FindSystemTimeZoneById(zone))[0], ct);
            await SettleAsync(account.Moment, ct);
            (account with { Done = true }).Save(data);
        }

        Console.WriteLine($"Demo: sign in as {account.Email} with the password {account.Password}");
    }

    private async Task<bool> EnterAsync(DemoAccount account, string zone, CancellationToken ct)
    {
        var (made, _) = await api.AskAsync(HttpMethod.Post, "/api/v1/setup", new JsonObject
        {
            ["email"] = account.Email, ["password"] = account.Password, ["name"] = "Kim Berger", ["time_zone"] = zone, ["workspace_name"] = "Northpier",
            ["setup_token"] = setupToken,
        }, ct);
        if (made == HttpStatusCode.Conflict)
        {
            var (known, _) = await api.AskAsync(HttpMethod.Post, "/api/v1/auth/sign-in", new JsonObject
            {
                ["email"] = account.Email, ["password"] = account.Password,
            }, ct);
            if (known != HttpStatusCode.OK)
            {
                Console.WriteLine("This data directory belongs to somebody already; the demo leaves it alone.");
                return false;
            }
        }

        var token = await api.PostAsync("/api/v1/me/api-tokens", new JsonObject
        {
            ["name"] = "demo", ["scopes"] = new JsonArray("read", "write", "ingest"), ["expires_in_days"] = 1,
        }, ct);
        api.UseToken(token!["token"]!.GetValue<string>());
        return true;
    }

    private async Task FillAsync(JsonObject setup, DateTimeOffset until, TimeZoneInfo zone, CancellationToken ct)
    {
        var projects = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var known in (await api.GetAsync("/api/v1/projects", ct))!["items"]!.AsArray())
            projects[known!["name"]!.GetValue<string>()] = known["id"]!.GetValue<string>();
        foreach (var project in setup["projects"]!.AsArray())
        {
            var name = project!["name"]!.GetValue<string>();
            if (projects.ContainsKey(name)) continue;
            var made = await api.PostAsync("/api/v1/projects", new JsonObject { ["name"] = name, ["key"] = project["key"]!.DeepClone(), ["tracker_enabled"] = true }, ct);
            projects[name] = made!["id"]!.GetValue<string>();
        }

        foreach (var task in setup["tasks"]!.AsArray())
            await api.AskAsync(HttpMethod.Post, $"/api/v1/projects/{projects[task!["project"]!.GetValue<string>()]}/tasks", new JsonObject
            {
                ["key"] = task["key"]!.DeepClone(), ["title"] = task["title"]!.DeepClone(), ["status"] = task["status"]!.DeepClone(),
            }, ct);
        foreach (var (repository, project) in setup["repo_projects"]!.AsObject())
            await api.PostAsync("/api/v1/repositories", new JsonObject { ["repository"] = repository, ["project_id"] = projects[project!.GetValue<string>()] }, ct);
        foreach (var device in setup["devices"]!.AsArray())
            await api.PostAsync("/api/v1/tracker/devices:enroll", new JsonObject
            {
                ["device_id"] = device!["device_id"]!.DeepClone(), ["project_id"] = projects.Values.First(), ["name"] = device["name"]!.DeepClone(),
                ["platform"] = "macos",
            }, ct);
        foreach (var monday in DemoWeek.Mondays(until, zone))
            foreach (var batch in DemoWeek.Batches(monday, until, zone))
            {
                batch["sent_at"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
                await api.PostAsync("/api/v1/tracker/events:batch", batch, ct);
            }

        foreach (var monday in DemoWeek.Mondays(until, zone))
            foreach (var batch in DemoHeartbeats.Batches(monday, until, zone))
                await api.PostAsync("/api/v1/users/current/heartbeats.bulk", batch, ct);
        await GoalsAsync(ct);
    }

    private async Task GoalsAsync(CancellationToken ct)
    {
        var known = (await api.GetAsync("/api/v1/goals", ct))!["items"]!.AsArray().Select(goal => goal!["name"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, period, subject, value, hours) in Goals)
        {
            if (known.Contains(name)) continue;
            await api.PostAsync("/api/v1/goals", new JsonObject
            {
                ["name"] = name, ["period"] = period, ["subject"] = subject, ["value"] = value, ["target_ms"] = hours * 3_600_000L,
                ["skip_weekdays"] = period == "day" ? new JsonArray(6, 7) : new JsonArray(),
            }, ct);
        }
    }

    private async Task SettleAsync(DateTimeOffset until, CancellationToken ct)
    {
        var end = clock.GetUtcNow() + Patience;
        while (clock.GetUtcNow() < end)
        {
            var sheet = await api.GetAsync($"/api/v1/timesheet?start={until.AddDays(-14):yyyy-MM-dd}&end={until.AddDays(1):yyyy-MM-dd}", ct);
            var stats = await api.GetAsync($"/api/v1/stats?start={until.AddDays(-14):yyyy-MM-dd}&end={until.AddDays(1):yyyy-MM-dd}&group_by=tool&stream=tools", ct);
            if (sheet!["pending_days"]!.GetValue<int>() == 0 && stats!["pending_days"]!.GetValue<int>() == 0) return;
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, ct);
        }
    }

    // A person has looked at the first day already: both kinds of time are there to be seen.
    private async Task ReviewAsync(DateOnly day, CancellationToken ct)
    {
        var sheet = await api.GetAsync($"/api/v1/timesheet?start={day:yyyy-MM-dd}&end={day:yyyy-MM-dd}", ct);
        var sure = sheet!["days"]!.AsArray().SelectMany(one => one!["entries"]!.AsArray())
            .Where(entry => entry!["status"]!.GetValue<string>() == "inferred" && entry["task"] is not null)
            .Select(entry => entry!["id"]!.DeepClone()).ToArray();
        if (sure.Length > 0) await api.PostAsync("/api/v1/entries/bulk", new JsonObject { ["ids"] = new JsonArray(sure), ["action"] = "confirm" }, ct);
    }
}

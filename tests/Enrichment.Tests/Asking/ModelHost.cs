using System.Globalization;
using System.Net;
using System.Text.Json;
using Daybook.Enrichment.Tests.Http;
using Daybook.Testing;
using Daybook.Testing.Models;
using Shouldly;

namespace Daybook.Enrichment.Tests.Asking;

/// <summary>What is on the screen for ten minutes.</summary>
internal sealed record Window(
    string App, string Title = "", string? Url = null, string? Path = null, string? Repo = null, string? Branch = null, string? Cwd = null,
    string? Command = null, string? Calendar = null, string? Bundle = null, string? CallApp = null);

/// <summary>The host with a person, two projects, a device, and a fake model's server beside it.</summary>
internal sealed class ModelHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 22, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    private const string Device = "5f3c1c9e-7f0e-4b5e-9d55-0a2b8c7d6e5f";

    private readonly DaybookApp daybook;
    private int sequence;

    private ModelHost(DaybookApp app, FakeModelServer server, Owner owner) => (daybook, Server, Owner) = (app, server, owner);

    public FakeModelServer Server { get; }

    public Owner Owner { get; }

    public HttpClient Client => Owner.Client;

    public Dictionary<string, Guid> Ids { get; } = new(StringComparer.Ordinal);

    public static async Task<ModelHost> StartAsync(string database, FakeModel model, int askEveryMs = 0)
    {
        var app = new DaybookApp(database, new ShiftedClock(Now), settings: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Enrichment:DebounceMs"] = "0", ["Enrichment:AskDebounceMs"] = "0", ["Enrichment:AskEveryMs"] = askEveryMs.ToString(CultureInfo.InvariantCulture),
            ["Kernel:ModelTimeoutSeconds"] = "8",
        });
        var host = new ModelHost(app, await FakeModelServer.StartAsync(model), await app.SetupAsync("UTC"));
        host.Ids["Harbor"] = (await host.Client.Post("projects", new { name = "Harbor", key = "ENG", tracker_enabled = true })).GetProperty("id").GetGuid();
        host.Ids["Lighthouse"] = (await host.Client.Post("projects", new { name = "Lighthouse", key = "LGT", tracker_enabled = true })).GetProperty("id").GetGuid();
        await host.TaskAsync("Harbor", "ENG-41", "Rate limits for logins");
        await host.TaskAsync("Harbor", "ENG-42", "Webhook retries");
        await host.TaskAsync("Lighthouse", "LGT-8", "Quarterly billing export");
        await host.Client.Post("tracker/devices:enroll", new { device_id = Device, project_id = host.Ids["Harbor"], name = "laptop" });
        return host;
    }

    public async Task TaskAsync(string project, string key, string title) =>
        Ids[key] = (await Client.Post($"projects/{Ids[project]}/tasks", new { key, title, status = "in progress" })).GetProperty("id").GetGuid();

    public Task<JsonElement> ConfigureAsync(string mode = "local", string? baseUrl = null, object? userBudget = null, string provider = "openai", string? key = null) =>
        Client.Put("admin/ai", new { mode, provider, base_url = baseUrl ?? Server.BaseUrl, model = "fake", key, max_items = 40, user_budget = userBudget });

    /// <summary>Ten minutes of each window, from nine o'clock on.</summary>
    public async Task ObserveAsync(DateOnly day, params Window[] windows)
    {
        var start = day.ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc);
        var events = windows.SelectMany((window, place) => Enumerable.Range(1, 10).Select(minute => new
        {
            event_id = Guid.CreateVersion7(), client_seq = ++sequence, ts = start.AddMinutes(place * 10 + minute).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            interval_s = 60, idle_s = 0, state = "active", active_app = new { name = window.App, bundle_id = window.Bundle ?? "example.app", window_title = window.Title },
            browser = window.Url is null ? null : new { url = window.Url }, file_context = new { path = window.Path, repo = window.Repo, branch = window.Branch },
            dev_context = new { terminal_cwd = window.Cwd, last_command = window.Command },
            meeting = window.Calendar is null ? null : new { in_call = window.CallApp is not null, call_app = window.CallApp, calendar_event_id = window.Calendar },
        })).ToArray();
        foreach (var batch in events.Chunk(400))
        {
            var answer = await Client.Post("tracker/events:batch", new
            {
                schema_version = "1.0", device_id = Device, sent_at = daybook.Services.GetService(typeof(TimeProvider)) is TimeProvider clock ? clock.GetUtcNow() : Now, events = batch,
            }, HttpStatusCode.OK);
            answer.GetProperty("rejected").GetArrayLength().ShouldBe(0, answer.ToString());
        }
    }

    public async Task<JsonElement> DayAsync(DateOnly day) => await Client.Get($"days/{day:yyyy-MM-dd}/blocks");

    /// <summary>Waits for a day whose model is in this state, and which was derived since.</summary>
    public async Task<JsonElement> WaitAsync(DateOnly day, string state, string? reason = null, Func<JsonElement, bool>? also = null)
    {
        var end = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var answer = await DayAsync(day);
            var model = answer.GetProperty("model");
            if (model.GetProperty("state").GetString() == state && (reason is null || model.GetProperty("reason").GetString() == reason) && (also?.Invoke(answer) ?? true)) return answer;
            if (TimeProvider.System.GetUtcNow() > end) throw new TimeoutException($"{day}: wanted {state} {reason}, is {model}; {answer.GetProperty("blocks")}");
            await Task.Delay(100);
        }
    }

    /// <summary>Waits until nothing waits any more, the model's stage included.</summary>
    public async Task QuietAsync()
    {
        var end = TimeProvider.System.GetUtcNow() + Patience;
        while (await Client.Get("admin/work") is var work && work.GetProperty("pending").GetInt64() + work.GetProperty("running").GetInt64() > 0)
        {
            if (TimeProvider.System.GetUtcNow() > end) throw new TimeoutException(work.ToString());
            await Task.Delay(100);
        }
    }

    public static bool HasModelBlock(JsonElement day) => ModelBlocks(day).Length > 0;

    public static JsonElement[] ModelBlocks(JsonElement day) =>
        [.. day.GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("stage").GetString() == "model")];

    public Task SettledAsync() => daybook.WaitUntilSettledAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await daybook.DisposeAsync();
        await Server.DisposeAsync();
    }
}

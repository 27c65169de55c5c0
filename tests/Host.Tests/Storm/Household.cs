using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daybook.Host.Tests.Storm;

/// <summary>A person's programs, as they talk to a host that may vanish at any moment: everything is tried again until it is acknowledged.</summary>
internal sealed class Household : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly HttpClient http;
    private string integration = "";

    public Household(int port) => http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => http.Dispose();

    /// <summary>Account, token, the projects and tasks of a sample's setup, its devices, and an ActivityWatch integration.</summary>
    public async Task MoveInAsync(JsonElement setup, Uri watcher)
    {
        var first = await http.PostAsJsonAsync("/api/v1/setup", new
        {
            email = "kim@example.org", password = "correct horse battery staple", name = "Kim", time_zone = "Europe/Berlin", workspace_name = "Studio",
        });
        first.EnsureSuccessStatusCode();
        const string cookie = "XSRF-TOKEN=";
        var xsrf = first.Headers.GetValues("Set-Cookie").First(line => line.StartsWith(cookie, StringComparison.Ordinal))[cookie.Length..].Split(';')[0];
        http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(xsrf));
        var token = await PostAsync("me/api-tokens", new { name = "programs", scopes = new[] { "read", "write", "ingest" }, expires_in_days = 3 });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("token").GetString());

        foreach (var project in setup.GetProperty("projects").EnumerateArray())
        {
            var name = project.GetProperty("name").GetString();
            var id = (await PostAsync("projects", new { name, key = project.GetProperty("key").GetString(), tracker_enabled = true })).GetProperty("id").GetString();
            foreach (var repository in project.GetProperty("repos").EnumerateArray())
                await PostAsync("repositories", new { repository = repository.GetString(), project_id = id });
            foreach (var task in setup.GetProperty("tasks").EnumerateArray().Where(task => task.GetProperty("project").GetString() == name))
                await PostAsync($"projects/{id}/tasks", new
                {
                    key = task.GetProperty("key").GetString(), title = task.GetProperty("title").GetString(), status = task.GetProperty("status").GetString(),
                });
            foreach (var device in setup.GetProperty("devices").EnumerateArray())
                await PostAsync("tracker/devices:enroll", new { device_id = device.GetProperty("device_id").GetString(), project_id = id, name = "laptop" });
        }

        integration = (await PostAsync("integrations", new
        {
            connector = "activitywatch", name = "ActivityWatch", settings = new { server_url = watcher.ToString(), lookback_days = 60 }, schedule = new { kind = "off" },
        })).GetProperty("id").GetString()!;
    }

    /// <summary>Sends every batch, each again and again until it is acknowledged. Answers how many events were accepted as new.</summary>
    public async Task<long> SendAsync(IReadOnlyList<JsonObject> batches)
    {
        var accepted = 0L;
        foreach (var batch in batches)
        {
            var body = batch.ToJsonString();
            var answer = await PersistAsync(() => http.PostAsync("/api/v1/tracker/events:batch", new StringContent(body, Encoding.UTF8, "application/json")));
            accepted += answer.GetProperty("accepted").GetInt64();
        }

        return accepted;
    }

    /// <summary>Asks for a sync and does not mind whether anybody hears it.</summary>
    public async Task NudgeAsync()
    {
        try
        {
            using var answer = await http.PostAsync($"/api/v1/integrations/{integration}/sync", null);
        }
        catch (HttpRequestException)
        {
            // The host is away.
        }
        catch (TaskCanceledException)
        {
            // The host is stuck without its database.
        }
    }

    /// <summary>Syncs until a run succeeds that began after the call.</summary>
    public async Task SyncAsync()
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var started = await http.PostAsync($"/api/v1/integrations/{integration}/sync", null);
            var run = (await started.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("run_id", out var id) ? id.GetString() : null;
            for (var wait = 0; run is not null && wait < 600; wait++)
            {
                var state = (await http.GetFromJsonAsync<JsonElement>($"/api/v1/integrations/{integration}/runs/{run}")).GetProperty("state").GetString();
                if (state == "succeeded" && started.IsSuccessStatusCode) return;
                if (state != "running") break;
                await Task.Delay(200);
            }

            await Task.Delay(500);
        }

        throw new TimeoutException("No sync succeeded.");
    }

    /// <summary>The settled timesheet without what is new by chance (ids): what a person would see.</summary>
    public async Task<string> SheetAsync(DateOnly start, DateOnly end)
    {
        for (var wait = 0; wait < 600; wait++)
        {
            var sheet = await http.GetFromJsonAsync<JsonElement>($"/api/v1/timesheet?start={start:yyyy-MM-dd}&end={end:yyyy-MM-dd}");
            if (sheet.GetProperty("pending_days").GetInt32() == 0) return Text(sheet);
            await Task.Delay(200);
        }

        throw new TimeoutException("The days do not settle.");
    }

    private static string Text(JsonElement sheet)
    {
        var text = new StringBuilder();
        foreach (var day in sheet.GetProperty("days").EnumerateArray())
        {
            text.AppendLine($"{day.GetProperty("date")} {day.GetProperty("total_ms")} {day.GetProperty("buckets").GetRawText()}");
            foreach (var entry in day.GetProperty("entries").EnumerateArray())
                text.AppendLine(string.Join(" | ", new[] { "start", "end", "status", "kind", "category", "description", "confidence", "stage" }.Select(name => entry.GetProperty(name).ToString())
                    .Concat([Name(entry, "project", "name"), Name(entry, "task", "key")])));
        }

        return text.ToString();
    }

    private static string Name(JsonElement entry, string part, string name) =>
        entry.GetProperty(part) is { ValueKind: JsonValueKind.Object } thing ? thing.GetProperty(name).ToString() : "-";

    private Task<JsonElement> PostAsync(string path, object body) => PersistAsync(() => http.PostAsJsonAsync("/api/v1/" + path, body));

    private static async Task<JsonElement> PersistAsync(Func<Task<HttpResponseMessage>> send)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var complaint = "";
            try
            {
                using var answer = await send();
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode) return JsonDocument.Parse(text).RootElement.Clone();
                complaint = $"{(int)answer.StatusCode} {text}";
                if ((int)answer.StatusCode is >= 400 and < 500 and not 429) throw new InvalidOperationException(complaint);
            }
            catch (HttpRequestException away)
            {
                complaint = away.Message;
            }
            catch (TaskCanceledException stuck)
            {
                complaint = stuck.Message;
            }

            if (clock.Elapsed > Patience) throw new TimeoutException(complaint);
            await Task.Delay(200);
        }
    }
}

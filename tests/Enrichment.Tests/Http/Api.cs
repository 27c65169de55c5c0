using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daybook.Enrichment.Tests.Samples;
using Daybook.Testing;
using Shouldly;

namespace Daybook.Enrichment.Tests.Http;

/// <summary>Speaks to the host as a script of a user would.</summary>
internal static partial class Api
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 22, 0, 0, TimeSpan.Zero);

    [GeneratedRegex("\"sent_at\":\"[^\"]*\"")]
    private static partial Regex SentAt { get; }

    public static async Task<JsonElement> Get(this HttpClient client, string path) => await Read(await client.GetAsync("/api/v1/" + path), HttpStatusCode.OK);

    public static async Task<JsonElement> Post(this HttpClient client, string path, object body, HttpStatusCode expected = HttpStatusCode.Created) =>
        await Read(await client.PostAsJsonAsync("/api/v1/" + path, body), expected);

    public static async Task<JsonElement> Put(this HttpClient client, string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Read(await client.PutAsJsonAsync("/api/v1/" + path, body), expected);

    public static async Task<JsonElement> Patch(this HttpClient client, string path, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await Read(await client.PatchAsJsonAsync("/api/v1/" + path, body), expected);

    public static async Task<JsonElement> Read(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public static ShiftedClock Clock() => new(Now);

    /// <summary>Projects, tasks and repositories of the sample week, its devices, and the batches of its first day.</summary>
    public static async Task<Dictionary<string, Guid>> LoadFirstDayAsync(this HttpClient client, string profile)
    {
        var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var setup = JsonDocument.Parse(SampleDays.Read(profile, "setup.json")).RootElement;
        foreach (var project in setup.GetProperty("projects").EnumerateArray())
        {
            var (name, key) = (project.GetProperty("name").GetString()!, project.GetProperty("key").GetString()!);
            ids[name] = (await client.Post("projects", new { name, key, tracker_enabled = true })).GetProperty("id").GetGuid();
        }

        foreach (var task in setup.GetProperty("tasks").EnumerateArray())
        {
            var key = task.GetProperty("key").GetString()!;
            ids[key] = (await client.Post($"projects/{ids[task.GetProperty("project").GetString()!]}/tasks",
                new { key, title = task.GetProperty("title").GetString(), status = task.GetProperty("status").GetString() })).GetProperty("id").GetGuid();
        }

        foreach (var item in setup.GetProperty("repo_projects").EnumerateObject())
        {
            await client.Post("repositories", new { repository = item.Name, project_id = ids[item.Value.GetString()!] });
        }

        foreach (var device in setup.GetProperty("devices").EnumerateArray())
        {
            await client.Post("tracker/devices:enroll", new { device_id = device.GetProperty("device_id").GetString(), project_id = ids.Values.First(), name = device.GetProperty("name").GetString() });
        }

        // Sent now: a batch that was sent hours before it arrives would be taken for a wrong clock and shifted.
        foreach (var line in SampleDays.Read(profile, "tracker-batches.jsonl").Split('\n').Where(line => line.Contains("\"sent_at\":\"2026-03-02", StringComparison.Ordinal)))
        {
            var batch = SentAt.Replace(line, $"\"sent_at\":\"{Now.AddSeconds(2):yyyy-MM-ddTHH:mm:ss.fffZ}\"", 1);
            var answer = await Read(await client.PostAsync("/api/v1/tracker/events:batch", new StringContent(batch, Encoding.UTF8, "application/json")), HttpStatusCode.OK);
            answer.GetProperty("rejected").GetArrayLength().ShouldBe(0, answer.ToString());
        }

        return ids;
    }

    public static DaybookApp App(PostgresFixture postgres, ShiftedClock? clock = null, string? database = null) => new(
        database ?? postgres.ConnectionString, clock ?? Clock(),
        settings: new Dictionary<string, string>(StringComparer.Ordinal) { ["Enrichment:DebounceMs"] = "0" });
}

using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>Five working days in March 2026 as ActivityWatch exported them, and the projects they were spent on.</summary>
internal static class SampleWeek
{
    public const string First = "2026-03-02";
    public const string Last = "2026-03-06";
    public const string Range = "from=2026-03-02&to=2026-03-06";

    private static readonly (string Name, string Key, (string Key, string Title, string Status)[] Tasks, string[] Repositories)[] Projects =
    [
        ("Harbor", "HBR",
            [
                ("HBR-878", "Fix audit log export endpoint", "in progress"), ("HBR-881", "Fix audit log for admin actions", "todo"),
                ("HBR-890", "Add webhook delivery after timeouts", "in progress"), ("HBR-899", "Speed up rate limiter per API key", "todo"),
            ],
            ["harbor-api", "harbor-web"]),
        ("Lantern", "LNT",
            [("LNT-326", "Add pricing page annual toggle", "todo"), ("LNT-330", "Add pricing page enterprise tier", "in progress"), ("LNT-332", "Fix nightly backup alerting", "todo")],
            ["lantern-core", "lantern-ui"]),
    ];

    public static Stream Open() => new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "backend", "aw-export.json.gz")), CompressionMode.Decompress);

    public static async Task ProjectsAsync(HttpClient client)
    {
        foreach (var (name, key, tasks, repositories) in Projects)
        {
            var project = await PostAsync(client, "projects", new { name, key, tracker_enabled = true });
            var id = project.GetProperty("id").GetGuid();
            foreach (var task in tasks) await PostAsync(client, $"projects/{id}/tasks", new { key = task.Key, title = task.Title, status = task.Status });
            foreach (var repository in repositories) await PostAsync(client, "repositories", new { repository, project_id = id });
        }
    }

    public static async Task ImportAsync(HttpClient client)
    {
        await using var export = Open();
        using var body = new StreamContent(export);
        body.Headers.ContentType = new("application/json");
        using var answer = await client.PostAsync(new Uri("/api/v1/imports/activitywatch", UriKind.Relative), body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    public static async Task<JsonElement> GetAsync(HttpClient client, string path) =>
        (await client.GetFromJsonAsync<JsonElement>(new Uri($"/api/v1/{path}", UriKind.Relative))).Clone();

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(new Uri($"/api/v1/{path}", UriKind.Relative), body);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Http;

/// <summary>Somebody whose editor and agent send heartbeats, and who has no window watcher.</summary>
public sealed class EditorOnlyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string VsCode = "wakatime/v1.106.1 (linux-6.1.0-x86_64) go1.23.3 vscode/1.95.0 vscode-wakatime/25.0.0";
    private const string Claude = "wakatime/v2.24.4 (linux-6.1.0-x86_64) go1.26.5 opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0";
    private static readonly DateTimeOffset One = new(2026, 3, 2, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_afternoon_of_heartbeats_is_a_timeline_and_by_rules_time_of_projects()
    {
        await using var app = Api.App(postgres);
        var client = (await app.SetupAsync()).Client;
        var harbor = (await client.Post("projects", new { name = "Harbor", key = "HAR", tracker_enabled = true })).GetProperty("id").GetGuid();
        var manual = (await client.Post("projects", new { name = "Manual", key = "MAN", tracker_enabled = true })).GetProperty("id").GetGuid();

        // 13:00 to 14:30 code, half an hour of nothing, 15:00 to 16:00 text. The agent works from 13:30 to 15:00.
        await Send(client, VsCode, 0, 90, "harbor-api", "main", "/w/harbor-api/src/Cart.cs", "C#");
        await Send(client, VsCode, 120, 180, "handbook", "draft", "/w/handbook/intro.md", "Markdown");
        await Send(client, Claude, 30, 120, "harbor-api", "main", "/w/harbor-api/src/Cart.cs", "C#", category: "ai coding");
        await app.WaitUntilSettledAsync();

        var observed = await Timeline(client);
        var before = await client.Get("timesheet?start=2026-03-02&end=2026-03-02");
        before.GetProperty("days")[0].GetProperty("buckets").GetProperty("unattributed_ms").GetInt64().ShouldBe(observed);
        before.GetProperty("days")[0].GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("description").GetString())
            .ShouldBe(["harbor-api (main)", "handbook (draft)"]);

        await client.Post("rules", Rule("repository", "harbor-api", harbor));
        await client.Post("rules", Rule("language", "markdown", manual));
        await app.WaitUntilSettledAsync();
        var entries = (await client.Get("timesheet?start=2026-03-02&end=2026-03-02")).GetProperty("days")[0].GetProperty("entries").EnumerateArray().ToArray();
        entries.Select(entry => (entry.GetProperty("project").GetProperty("name").GetString(), entry.GetProperty("status").GetString()))
            .ShouldBe([("Harbor", "inferred"), ("Manual", "inferred")]);
        entries.Sum(entry => entry.GetProperty("duration_ms").GetInt64()).ShouldBe(observed);
        entries[0].GetProperty("duration_ms").GetInt64().ShouldBeInRange(90 * 60_000, 100 * 60_000);
    }

    /// <summary>What was observed; the agent's hour and a half is shown and is no part of it.</summary>
    private static async Task<long> Timeline(HttpClient client)
    {
        var day = await client.Get("days/2026-03-02/timeline");
        var strings = day.GetProperty("strings").EnumerateArray().Select(text => text.GetString()!).ToArray();
        var lanes = day.GetProperty("lanes").EnumerateArray().ToArray();
        Words(Lane("timeline"), "detail").ShouldBe(["harbor-api · main · Cart.cs · C#", "handbook · draft · intro.md · Markdown"], ignoreOrder: true);
        var agent = lanes.Single(lane => lane.GetProperty("id").GetString()!.StartsWith("agent-", StringComparison.Ordinal));
        Words(agent, "state").ShouldBe(["supervising", "autonomous"], ignoreOrder: true);
        Words(agent, "detail").ShouldBe(["harbor-api"]);
        agent.GetProperty("length_ms").EnumerateArray().Sum(length => length.GetInt64()).ShouldBeInRange(90 * 60_000, 92 * 60_000);

        var observed = day.GetProperty("observed_ms").GetInt64();
        observed.ShouldBeInRange(150 * 60_000, 155 * 60_000);
        Lane("timeline").GetProperty("length_ms").EnumerateArray().Sum(length => length.GetInt64()).ShouldBe(observed);
        return observed;

        JsonElement Lane(string id) => lanes.Single(lane => lane.GetProperty("id").GetString() == id);

        string[] Words(JsonElement lane, string column) =>
            [.. lane.GetProperty(column).EnumerateArray().Select(place => strings[place.GetInt32()]).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static object Rule(string field, string value, Guid project) => new
    {
        name = value, scope = "user", when = new { all = new[] { new { field, op = "equals", value } } }, then = new { project_id = project },
    };

    /// <summary>A heartbeat a minute, from one minute after 13:00 to another.</summary>
    private static async Task Send(
        HttpClient client, string agent, int from, int to, string project, string branch, string entity, string language, string category = "coding")
    {
        var beats = Enumerable.Range(from, to - from + 1).Select(minute => new
        {
            entity, type = "file", time = One.AddMinutes(minute).ToUnixTimeSeconds(), project, branch, language, category, user_agent = agent,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users/current/heartbeats.bulk");
        request.Content = JsonContent.Create(beats);
        request.Headers.Add("X-Machine-Name", "laptop");
        using var answer = await client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
    }
}

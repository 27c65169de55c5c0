using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Insights.Tests.Reads;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.WakaTime;

public sealed class OtherReadTests(ReadHost host)
{
    private const string Root = "/api/v1/users/current";

    [Fact]
    public async Task The_person_and_their_projects_are_listed()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(StatusBarTests.Today());
        var me = (await coder.GetAsync(Root)).GetProperty("data");
        (me.GetProperty("username").GetString(), me.GetProperty("last_project").GetString(), me.GetProperty("last_heartbeat_at").GetString())
            .ShouldBe(("Mia Member", "blog", "2026-11-21T09:40:00.000Z"));

        var projects = (await coder.GetAsync(Root + "/projects")).GetProperty("data");
        projects.EnumerateArray().Select(project => (project.GetProperty("name").GetString(), project.GetProperty("first_heartbeat_at").GetString(), project.GetProperty("last_heartbeat_at").GetString()))
            .ShouldBe([("blog", "2026-11-21T09:30:00.000Z", "2026-11-21T09:40:00.000Z"), ("shop", "2026-11-21T09:00:00.000Z", "2026-11-21T09:20:00.000Z")]);
        (await coder.GetAsync(Root + "/projects?q=SHO")).GetProperty("data").GetArrayLength().ShouldBe(1);
        var one = projects[1].GetProperty("id").GetString();
        (await coder.GetAsync($"{Root}/projects/{one}")).GetProperty("data").GetProperty("name").GetString().ShouldBe("shop");
        (await coder.GetAsync($"{Root}/projects/shop")).GetProperty("data").GetProperty("id").GetString().ShouldBe(one);
        (await coder.Editor.GetAsync(Root + "/projects/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_only_expert_of_a_file_is_oneself()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(StatusBarTests.Today());
        var expert = await ExpertAsync(coder, """{"entity": "/w/shop/cart.py", "project": "shop"}""");
        Golden.Matches(expert, """
            {"data": [{"total": {"decimal": "0.50", "digital": "0:30", "text": "30 mins", "total_seconds": 1800},
              "user": {"id": "*", "is_current_user": true, "long_name": "Mia Member", "name": "Mia Member"}}]}
            """);
        (await ExpertAsync(coder, """{"entity": "/w/other"}""")).GetProperty("data")[0].GetProperty("total").GetProperty("text").GetString().ShouldBe("0 secs");
        using var wrong = await coder.Editor.PostAsync(Root + "/file_experts", new StringContent("[1"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_file_is_found_under_its_hidden_name_too()
    {
        var coder = await Coder.ComeAsync(host);
        var set = await coder.Client.PutAsJsonAsync("/api/v1/me/capture-privacy", new
        {
            hash_paths = true, excluded_projects = Array.Empty<string>(), excluded_files = Array.Empty<string>(), fill_browser_projects = true,
        });
        set.IsSuccessStatusCode.ShouldBeTrue(await set.Content.ReadAsStringAsync());
        await coder.SendAsync(StatusBarTests.Today());
        var entities = (await coder.GetAsync(Root + "/summaries?range=today&project=shop")).GetProperty("data")[0].GetProperty("entities");
        entities[0].GetProperty("name").GetString()!.ShouldNotContain("cart");
        (await ExpertAsync(coder, """{"entity": "/w/shop/cart.py"}""")).GetProperty("data")[0].GetProperty("total").GetProperty("total_seconds").GetDouble().ShouldBe(1800);
    }

    [Fact]
    public async Task Agents_count_in_WakaTimes_mode_alone_but_their_tokens_are_always_told()
    {
        var coder = await Coder.ComeAsync(host);
        const string agent = "wakatime/v2.24.4 (linux-6.6.0-x86_64) go1.26.5 opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0";
        var prompt = Coder.Beat("2026-11-21T09:20:00", agent: agent, category: "ai coding");
        (prompt["ai_input_tokens"], prompt["ai_output_tokens"], prompt["ai_line_changes"], prompt["ai_prompt_length"]) = (300, 20, -4, 12);
        await coder.SendAsync(Coder.Beat("2026-11-21T09:00:00"), Coder.Beat("2026-11-21T09:10:00"), prompt, Coder.Beat("2026-11-21T09:30:00", agent: agent, category: "ai coding"));

        // The second path is computed from the heartbeats: an hour is another timeout than the person's, and changes nothing here.
        string[] paths = ["/statusbar/today", "/summaries?range=today&timeout=60"];
        foreach (var path in paths)
        {
            var total = Total(await coder.GetAsync(Root + path));
            (total.GetProperty("total_seconds").GetDouble(), total.GetProperty("ai_input_tokens").GetInt32(), total.GetProperty("ai_output_tokens").GetInt32(),
                total.GetProperty("ai_deletions").GetInt32(), total.GetProperty("ai_prompt_events_total").GetInt32()).ShouldBe((600, 300, 20, 4, 1));
        }

        var set = await coder.Client.PutAsJsonAsync("/api/v1/stats/settings", new { mode = "wakatime", timeout_minutes = 15, include_browser = true });
        set.IsSuccessStatusCode.ShouldBeTrue(await set.Content.ReadAsStringAsync());
        await coder.SettleAsync();
        foreach (var path in paths) Total(await coder.GetAsync(Root + path)).GetProperty("total_seconds").GetDouble().ShouldBe(1800);

        static JsonElement Total(JsonElement answer) =>
            (answer.GetProperty("data") is { ValueKind: JsonValueKind.Array } days ? days[0] : answer.GetProperty("data")).GetProperty("grand_total");
    }

    [Fact]
    public async Task Goals_have_WakaTimes_shape_and_end_with_the_present()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(StatusBarTests.Today());
        var made = await coder.Client.PostAsJsonAsync("/api/v1/goals", new
        {
            name = "Shop daily", period = "day", subject = "project", value = "shop", target_ms = 3_600_000, skip_weekdays = new[] { 7 },
        });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var own = await made.Content.ReadFromJsonAsync<JsonElement>();
        Golden.Matches(own.GetProperty("progress"), """{"start": "2026-11-21", "end": "2026-11-21", "actual_ms": 1800000, "target_ms": 3600000, "status": "pending"}""");
        own.GetProperty("history").GetArrayLength().ShouldBe(14);

        var goal = (await coder.GetAsync(Root + "/goals")).GetProperty("data")[0];
        (goal.GetProperty("title").GetString(), goal.GetProperty("delta").GetString(), goal.GetProperty("status").GetString(), goal.GetProperty("seconds").GetDouble())
            .ShouldBe(("Code 1 hr per day in shop", "day", "pending", 3600));
        goal.GetProperty("ignore_days").EnumerateArray().Single().GetString().ShouldBe("sunday");
        var chart = goal.GetProperty("chart_data");
        chart.GetArrayLength().ShouldBe(7);
        Golden.Matches(chart[6], """
            {"actual_seconds": 1800, "actual_seconds_text": "30 mins", "goal_seconds": 3600, "goal_seconds_text": "1 hr", "range_status": "pending",
             "range_status_reason": "coded 30 mins in shop, 30 mins less than your daily goal", "range_status_reason_short": "30m (30m less than goal)",
             "range": {"date": "2026-11-21", "start": "2026-11-21T00:00:00.000Z", "end": "2026-11-21T23:59:59.000Z", "text": "Today", "timezone": "Etc/UTC"}}
            """);
        chart[0].GetProperty("range_status").GetString().ShouldBe("ignored");
        (await coder.GetAsync($"{Root}/goals/{goal.GetProperty("id")}")).GetProperty("data").GetProperty("id").GetString().ShouldBe(goal.GetProperty("id").GetString());
        (await coder.Editor.GetAsync($"{Root}/goals/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_goal_is_changed_and_deleted_by_its_owner_alone()
    {
        var (coder, other) = (await Coder.ComeAsync(host), await Coder.ComeAsync(host));
        var made = await (await coder.Client.PostAsJsonAsync("/api/v1/goals", new { name = "Week", period = "week", subject = "total", target_ms = 7_200_000 })).Content.ReadFromJsonAsync<JsonElement>();
        var path = "/api/v1/goals/" + made.GetProperty("id");
        (await other.Client.PatchAsJsonAsync(path, new { enabled = false })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Client.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var changed = await (await coder.Client.PatchAsJsonAsync(path, new { at_most = true, subject = "category", value = "Coding" })).Content.ReadFromJsonAsync<JsonElement>();
        (changed.GetProperty("name").GetString(), changed.GetProperty("at_most").GetBoolean(), changed.GetProperty("value").GetString()).ShouldBe(("Week", true, "coding"));
        (await coder.Client.PatchAsJsonAsync(path, new { target_ms = 0, skip_weekdays = new[] { 8 } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await coder.Client.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await coder.GetAsync("/api/v1/goals", coder.Client)).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_few_ask_for_is_answered_honestly()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(StatusBarTests.Today());
        (await coder.GetAsync("/api/v1/editors")).GetProperty("data").EnumerateArray().Select(word => word.GetProperty("name").GetString()).ShouldBe(["VS Code", "Vim"]);
        (await coder.GetAsync("/api/v1/program_languages")).GetProperty("data").GetArrayLength().ShouldBe(2);
        (await coder.GetAsync("/api/v1/leaders")).GetProperty("data").GetArrayLength().ShouldBe(0);
        (await coder.GetAsync("/api/v1/meta")).GetProperty("data").GetProperty("ips").GetProperty("api").GetArrayLength().ShouldBe(0);
        (await coder.GetAsync(Root + "/insights/projects/last_7_days")).GetProperty("data").GetProperty("projects").GetArrayLength().ShouldBe(2);
        var weekdays = (await coder.GetAsync(Root + "/insights/weekdays/last_7_days")).GetProperty("data").GetProperty("weekdays");
        weekdays[5].GetProperty("name").GetString().ShouldBe("Saturday");
        weekdays[5].GetProperty("total").GetDouble().ShouldBe(2400);
    }

    private static async Task<JsonElement> ExpertAsync(Coder coder, string body)
    {
        using var answer = await coder.Editor.PostAsync(Root + "/file_experts", new StringContent(body));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();
    }
}

using System.Net;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Http;

/// <summary>Past days that are derived again: what the person asked for happens, what nobody asked for waits.</summary>
public sealed class RunTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Day = "2026-03-02";

    private static object All(string field, string op, string value, Guid project, string scope = "user", string? apply = null, int? days = null) => new
    {
        name = "A rule", scope, apply, apply_days = days, when = new { all = new[] { new { field, op, value } } }, then = new { project_id = project },
    };

    [Fact]
    public async Task A_rule_holds_from_today_or_for_the_past_too_as_the_person_says_and_a_run_tells_what_moved()
    {
        var clock = Api.Clock();
        await using var app = Api.App(postgres, clock, await postgres.CopyAsync());
        var client = (await app.SetupAsync()).Client;
        var ids = await client.LoadFirstDayAsync("consultant");
        await app.WaitUntilSettledAsync();
        clock.Sleep(TimeSpan.FromDays(1));
        var before = await Blocks(client);

        var rule = await client.Post("rules", All("app", "equals", "slack", ids["Quarry"], apply: "from_now"));
        await app.WaitUntilSettledAsync();
        (await Blocks(client)).ShouldBe(before);
        (await client.Get($"enrichment/runs/{rule.GetProperty("run_id").GetGuid()}")).GetProperty("state").GetString().ShouldBe("done");
        await client.Post("projects", new { name = "Unrelated", key = "UNR", tracker_enabled = true });
        await app.WaitUntilSettledAsync();
        (await Blocks(client)).ShouldBe(before, "a rule from now on holds for no past day, whatever has it derived again");

        var id = rule.GetProperty("id").GetGuid();
        var past = await client.Put($"rules/{id}", All("app", "equals", "slack", ids["Quarry"], apply: "past", days: 3));
        await app.WaitUntilSettledAsync();
        (await Blocks(client)).ShouldNotBe(before);
        var run = await client.Get($"enrichment/runs/{past.GetProperty("run_id").GetGuid()}");
        (run.GetProperty("state").GetString(), run.GetProperty("reason").GetString(), run.GetProperty("days").GetInt32()).ShouldBe(("done", "rule", 1));
        run.GetProperty("changed_ms").GetInt64().ShouldBeGreaterThan(600_000);
        run.GetProperty("rule").GetProperty("id").GetGuid().ShouldBe(id);
        var quarry = run.GetProperty("tasks").EnumerateArray().First(task => task.GetProperty("project_id").ValueKind == JsonValueKind.String && task.GetProperty("project_id").GetGuid() == ids["Quarry"]);
        quarry.GetProperty("after_ms").GetInt64().ShouldBeGreaterThan(quarry.GetProperty("before_ms").GetInt64());
        quarry.GetProperty("project").GetProperty("name").GetString().ShouldBe("Quarry");
        run.GetProperty("tasks").EnumerateArray().Sum(task => task.GetProperty("after_ms").GetInt64() - task.GetProperty("before_ms").GetInt64()).ShouldBe(0);

        var versions = (await client.Get($"rules/{id}/versions")).GetProperty("items").EnumerateArray().ToArray();
        versions.Select(version => version.GetProperty("version").GetInt32()).ShouldBe([2, 1]);
        versions[0].GetProperty("since").ValueKind.ShouldBe(JsonValueKind.Null);
        versions[1].GetProperty("since").GetString().ShouldBe("2026-03-03");

        await client.Patch($"rules/{id}", new { enabled = false, apply = "from_now" });
        await app.WaitUntilSettledAsync();
        (await Blocks(client)).ShouldNotBe(before, "switched off from today on, it still holds for the days before");
        await client.Put($"rules/{id}", All("app", "equals", "slack", ids["Quarry"], apply: "yesterday", days: 366), HttpStatusCode.UnprocessableEntity);
        await Api.Read(await client.GetAsync($"/api/v1/enrichment/runs/{Guid.CreateVersion7()}"), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_nobody_asked_for_waits_for_the_person_who_lets_it_through()
    {
        await using var scene = await Scene.OpenAsync(postgres);
        var (app, owner, other) = (scene.App, scene.Owner, scene.Other);
        var before = await Blocks(owner);
        await other.Post("rules", All("app", "glob", "*", scene.Ids["Quarry"], "workspace"));
        await app.WaitUntilSettledAsync();
        (await Blocks(owner)).ShouldBe(before);

        var run = (await owner.Get("enrichment/runs")).GetProperty("items")[0];
        (run.GetProperty("state").GetString(), run.GetProperty("reason").GetString()).ShouldBe(("waiting", "workspace_rule"));
        run.GetProperty("held_days").EnumerateArray().Select(day => day.GetString()).ShouldBe([Day]);
        run.GetProperty("held_ms").GetInt64().ShouldBeGreaterThan(0);
        run.GetProperty("changed_ms").GetInt64().ShouldBe(0);
        var id = run.GetProperty("id").GetGuid();
        await other.Post($"enrichment/runs/{id}/accept", new { }, HttpStatusCode.NotFound);

        await owner.Post($"enrichment/runs/{id}/accept", new { }, HttpStatusCode.OK);
        await app.WaitUntilSettledAsync();
        (await Blocks(owner)).ShouldNotBe(before);
        var done = await owner.Get($"enrichment/runs/{id}");
        (done.GetProperty("state").GetString(), done.GetProperty("held_days").GetArrayLength()).ShouldBe(("done", 0));
        done.GetProperty("changed_ms").GetInt64().ShouldBe(run.GetProperty("held_ms").GetInt64());
    }

    [Fact]
    public async Task A_renamed_or_closed_task_keeps_its_history()
    {
        await using var scene = await Scene.OpenAsync(postgres);
        var (app, owner) = (scene.App, scene.Owner);
        var before = (await owner.Get($"days/{Day}/blocks")).GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("task").ValueKind == JsonValueKind.Object)
            .GroupBy(block => block.GetProperty("task").GetProperty("id").GetGuid()).MaxBy(group => group.Sum(block => block.GetProperty("duration_ms").GetInt64()))!;
        await owner.Patch($"tasks/{before.Key}", new { title = "Quite another name", status = "done" });
        await app.WaitUntilSettledAsync();
        var after = (await owner.Get($"days/{Day}/blocks")).GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("task").ValueKind == JsonValueKind.Object)
            .Where(block => block.GetProperty("task").GetProperty("id").GetGuid() == before.Key).ToArray();
        after.Sum(block => block.GetProperty("duration_ms").GetInt64()).ShouldBe(before.Sum(block => block.GetProperty("duration_ms").GetInt64()));
        after.ShouldAllBe(block => block.GetProperty("task").GetProperty("title").GetString() == "Quite another name");
    }

    [Fact]
    public async Task A_day_whose_change_was_put_aside_stays_until_its_person_asks_or_new_samples_come()
    {
        await using var scene = await Scene.OpenAsync(postgres);
        var (app, owner, other) = (scene.App, scene.Owner, scene.Other);
        var before = await Blocks(owner);
        await other.Post("rules", All("app", "glob", "*", scene.Ids["Quarry"], "workspace"));
        await app.WaitUntilSettledAsync();
        var id = (await owner.Get("enrichment/runs")).GetProperty("items")[0].GetProperty("id").GetGuid();
        (await owner.Post($"enrichment/runs/{id}/discard", new { }, HttpStatusCode.OK)).GetProperty("state").GetString().ShouldBe("done");

        await other.Post("rules", All("title", "glob", "*", scene.Ids["Harbor"], "workspace"));
        await app.WaitUntilSettledAsync();
        (await Blocks(owner)).ShouldBe(before);
        (await owner.Get("enrichment/runs")).GetProperty("items").EnumerateArray().ShouldAllBe(run => run.GetProperty("state").GetString() == "done");

        await owner.Post("rules", All("app", "equals", "slack", scene.Ids["Tundra"], apply: "past"));
        await app.WaitUntilSettledAsync();
        (await Blocks(owner)).ShouldNotBe(before);
    }

    [Fact]
    public async Task Reviewed_time_never_moves_and_is_named_where_a_rule_disagrees()
    {
        var clock = Api.Clock();
        await using var app = Api.App(postgres, clock, await postgres.CopyAsync());
        var client = (await app.SetupAsync()).Client;
        var ids = await client.LoadFirstDayAsync("consultant");
        await client.Post("rules", All("app", "equals", "slack", ids["Quarry"]));
        await app.WaitUntilSettledAsync();
        var entries = (await client.Get($"entries?start={Day}&end={Day}")).GetProperty("items").EnumerateArray();
        var entry = entries.Where(item => item.GetProperty("stage").GetString() == "rule").MaxBy(item => item.GetProperty("duration_ms").GetInt64());
        await client.Patch($"entries/{entry.GetProperty("id").GetString()}", new { action = "confirm" });
        await app.WaitUntilSettledAsync();
        clock.Sleep(TimeSpan.FromDays(1));

        var elsewhere = new
        {
            name = "Chat elsewhere", priority = 5, apply = "past", when = new { all = new[] { new { field = "app", op = "equals", value = "slack" } } }, then = new { project_id = ids["Tundra"] },
        };
        var preview = await client.Post("rules/preview", new { rule = elsewhere, days = 7 }, HttpStatusCode.OK);
        var rule = await client.Post("rules", elsewhere);
        await app.WaitUntilSettledAsync();
        Foretold(preview, await client.Get($"enrichment/runs/{rule.GetProperty("run_id").GetGuid()}"));
        var kept = (await client.Get($"entries?start={Day}&end={Day}")).GetProperty("items").EnumerateArray().First(item => item.GetProperty("status").GetString() == "confirmed");
        kept.GetProperty("project").GetProperty("name").GetString().ShouldBe("Quarry");
        var run = await client.Get($"enrichment/runs/{rule.GetProperty("run_id").GetGuid()}");
        var disagreement = run.GetProperty("disagreements")[0];
        disagreement.GetProperty("before").GetProperty("project").GetProperty("name").GetString().ShouldBe("Quarry");
        disagreement.GetProperty("after").GetProperty("project").GetProperty("name").GetString().ShouldBe("Tundra");
        disagreement.GetProperty("date").GetString().ShouldBe(Day);
    }

    /// <summary>What the preview said is what the run then moved.</summary>
    private static void Foretold(JsonElement preview, JsonElement run)
    {
        foreach (var name in (string[])["changed_ms", "days"]) preview.GetProperty(name).GetInt64().ShouldBe(run.GetProperty(name).GetInt64());
        preview.GetProperty("changed_ms").GetInt64().ShouldBeGreaterThan(0);
        JsonElement.DeepEquals(preview.GetProperty("tasks"), run.GetProperty("tasks")).ShouldBeTrue();
        JsonElement.DeepEquals(preview.GetProperty("reviewed_disagreements"), run.GetProperty("disagreements")).ShouldBeTrue();
        preview.GetProperty("matched_ms").GetInt64().ShouldBeInRange(preview.GetProperty("changed_ms").GetInt64() / 2, preview.GetProperty("observed_ms").GetInt64());
        preview.GetProperty("matches")[0].GetProperty("app").GetString().ShouldBe("Slack");
        preview.GetProperty("rows").EnumerateArray().ShouldAllBe(row => row.GetProperty("before").ToString() != row.GetProperty("after").ToString());
        var rival = preview.GetProperty("conflicts")[0];
        (rival.GetProperty("name").GetString(), rival.GetProperty("relation").GetString()).ShouldBe(("A rule", "wins"));
        rival.GetProperty("samples").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private static async Task<string> Blocks(HttpClient client) => string.Join('\n', (await client.Get($"days/{Day}/blocks")).GetProperty("blocks").EnumerateArray()
        .Select(block => $"{block.GetProperty("start").GetString()} {block.GetProperty("project")} {block.GetProperty("task")} {block.GetProperty("kind")}"));

    /// <summary>A person with a past day, and somebody else who runs the workspace with them.</summary>
    private sealed record Scene(DaybookApp App, HttpClient Owner, HttpClient Other, Dictionary<string, Guid> Ids) : IAsyncDisposable
    {
        public static async Task<Scene> OpenAsync(PostgresFixture postgres)
        {
            var clock = Api.Clock();
            var app = Api.App(postgres, clock, await postgres.CopyAsync());
            var owner = (await app.SetupAsync()).Client;
            var ids = await owner.LoadFirstDayAsync("consultant");
            await app.WaitUntilSettledAsync();
            clock.Sleep(TimeSpan.FromDays(1));
            await owner.Post("members", new { email = "admin@example.org", name = "Ad Min", role = "admin", password = DaybookApp.Password });
            return new Scene(app, owner, app.With(await app.TokenOfAsync("admin@example.org", DaybookApp.Password)), ids);
        }

        public async ValueTask DisposeAsync()
        {
            Other.Dispose();
            await App.DisposeAsync();
        }
    }
}

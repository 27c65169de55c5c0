using System.Net;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Http;

public sealed class RuleTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static object SlackTo(Guid project, string scope = "user") => new
    {
        name = "Chat", scope, when = new { all = new[] { new { field = "app", op = "equals", value = "slack" } } }, then = new { project_id = project },
    };

    [Fact]
    public async Task Rules_are_saved_checked_versioned_and_change_the_days_they_hold_for()
    {
        await using var app = Api.App(postgres);
        var owner = await app.SetupAsync();
        var client = owner.Client;
        var ids = await client.LoadFirstDayAsync("consultant");
        await app.WaitUntilSettledAsync();
        var before = await Attributed(client, ids["Quarry"]);

        var rule = await client.Post("rules", SlackTo(ids["Quarry"]));
        rule.GetProperty("version").GetInt32().ShouldBe(1);
        rule.GetProperty("then").GetProperty("project").GetProperty("name").GetString().ShouldBe("Quarry");
        await app.WaitUntilSettledAsync();
        var after = await Attributed(client, ids["Quarry"]);
        after.ShouldBeGreaterThan(before);
        await Explained(client, rule.GetProperty("id").GetGuid());

        var id = rule.GetProperty("id").GetGuid();
        var changed = await client.Put($"rules/{id}", SlackTo(ids["Tundra"]));
        changed.GetProperty("version").GetInt32().ShouldBe(2);
        await app.WaitUntilSettledAsync();
        (await Attributed(client, ids["Quarry"])).ShouldBe(before);

        (await client.Patch($"rules/{id}", new { enabled = false })).GetProperty("enabled").GetBoolean().ShouldBeFalse();
        var second = await client.Post("rules", SlackTo(ids["Harbor"]));
        await client.Patch($"rules/{id}", new { enabled = true });
        var listed = (await client.Get("rules")).GetProperty("items").EnumerateArray().ToArray();
        listed.Length.ShouldBe(2);
        listed.First(item => item.GetProperty("id").GetGuid() == id).GetProperty("conflicts_with")[0].GetGuid().ShouldBe(second.GetProperty("id").GetGuid());
        await Api.Read(await client.DeleteAsync($"/api/v1/rules/{id}"), HttpStatusCode.NoContent);
        await Api.Read(await client.DeleteAsync($"/api/v1/rules/{id}"), HttpStatusCode.NotFound);
        await Strangers(app, client, second.GetProperty("id").GetGuid(), ids["Harbor"]);
        await Faults(client);
        await Import(client);
    }

    private static async Task<long> Attributed(HttpClient client, Guid project) =>
        (await client.Get("days/2026-03-02/blocks")).GetProperty("blocks").EnumerateArray()
            .Where(block => block.GetProperty("project").ValueKind == JsonValueKind.Object && block.GetProperty("project").GetProperty("id").GetGuid() == project)
            .Sum(block => block.GetProperty("duration_ms").GetInt64());

    private static async Task Explained(HttpClient client, Guid rule)
    {
        var block = (await client.Get("days/2026-03-02/blocks")).GetProperty("blocks").EnumerateArray().First(block => block.GetProperty("stage").GetString() == "rule");
        var decided = (await client.Get($"blocks/{block.GetProperty("id").GetGuid()}/explain")).GetProperty("decided_by");
        decided.GetProperty("rule").GetProperty("id").GetGuid().ShouldBe(rule);
        decided.GetProperty("rule").GetProperty("version").GetInt32().ShouldBe(1);
        decided.GetProperty("rule").GetProperty("name").GetString().ShouldBe("Chat");
        (await client.Get("rules")).GetProperty("items")[0].GetProperty("hits_30d").GetInt32().ShouldBeGreaterThan(0);
    }

    private static async Task Strangers(DaybookApp app, HttpClient owner, Guid rule, Guid project)
    {
        await owner.Post("members", new { email = "member@example.org", name = "Mo Member", role = "member", password = DaybookApp.Password });
        using var member = app.With(await app.TokenOfAsync("member@example.org", DaybookApp.Password));
        await member.Patch($"rules/{rule}", new { enabled = false }, HttpStatusCode.NotFound);
        await member.Post("rules", SlackTo(project, "workspace"), HttpStatusCode.Forbidden);
        var shared = await owner.Post("rules", SlackTo(project, "workspace"));
        (await member.Get("rules")).GetProperty("items").GetArrayLength().ShouldBe(1);
        await member.Patch($"rules/{shared.GetProperty("id").GetGuid()}", new { enabled = false }, HttpStatusCode.Forbidden);
    }

    private static async Task Faults(HttpClient client)
    {
        var wrong = await client.Post("rules", new
        {
            scope = "pack", priority = 5000,
            when = new { all = new object[] { new { field = "title", op = "regex", value = "(" }, new { field = "mood", op = "equals", value = "x" }, new { field = "title", op = "regex", value = new string('a', 201) }, new { field = "weekday", op = "equals", value = "8" } } },
            then = new { project_id = Guid.CreateVersion7() },
        }, HttpStatusCode.UnprocessableEntity);
        var errors = wrong.GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value[0].GetString());
        errors.ShouldBe(new Dictionary<string, string?>
        {
            ["scope"] = "unknown", ["priority"] = "out-of-range", ["when.all[0].value"] = "invalid", ["when.all[1].field"] = "unknown",
            ["when.all[2].value"] = "too-long", ["when.all[3].value"] = "invalid", ["then.project_id"] = "unknown",
        }, ignoreOrder: true);
        var empty = await client.Post("rules", new { }, HttpStatusCode.UnprocessableEntity);
        empty.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["when.all", "then"]);
    }

    private static async Task Import(HttpClient client)
    {
        var classes = new object[]
        {
            new { id = 1, name = new[] { "Work" }, rule = new { type = "none" } },
            new { id = 2, name = new[] { "Work", "Programming" }, rule = new { type = "regex", regex = "GitHub|vim", ignore_case = true } },
            new { id = 3, name = new[] { "Media", "Games" }, rule = new { type = "regex", regex = "Minecraft(", ignore_case = true } },
        };
        var answer = await client.Post("rules/import/activitywatch", new { classes }, HttpStatusCode.OK);
        answer.GetProperty("created").GetInt32().ShouldBe(1);
        answer.GetProperty("skipped").EnumerateArray().Select(item => item.GetProperty("name").GetString() + ": " + item.GetProperty("reason").GetString()).ShouldBe(["Work: no-rule", "Media > Games: invalid"]);
        var again = await client.Post("rules/import/activitywatch", new { classes }, HttpStatusCode.OK);
        again.GetProperty("created").GetInt32().ShouldBe(0);
        await client.Post("rules/import/activitywatch", new { classes = "x" }, HttpStatusCode.UnprocessableEntity);
    }
}

using System.Net;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Http;

/// <summary>A sample day through the public API: sent as an agent sends it, read as the pages read it.</summary>
public sealed class DayTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_day_that_was_sent_is_derived_shown_and_explained()
    {
        await using var app = Api.App(postgres);
        var owner = await app.SetupAsync();
        var client = owner.Client;
        var ids = await client.LoadFirstDayAsync("backend");
        await app.WaitUntilSettledAsync();

        var day = await client.Get("days/2026-03-02/blocks");
        var blocks = day.GetProperty("blocks").EnumerateArray().ToArray();
        blocks.Sum(block => block.GetProperty("duration_ms").GetInt64()).ShouldBe(day.GetProperty("observed_ms").GetInt64());
        blocks.Select(block => block.GetProperty("kind").GetString()).ShouldContain("personal");
        var task = blocks.First(block => block.GetProperty("task").ValueKind == JsonValueKind.Object);
        ids.Values.ShouldContain(task.GetProperty("task").GetProperty("id").GetGuid());
        task.GetProperty("project").GetProperty("color").GetString().ShouldStartWith("#");

        var explained = await client.Get($"blocks/{task.GetProperty("id").GetGuid()}/explain");
        explained.GetProperty("block").GetProperty("id").GetGuid().ShouldBe(task.GetProperty("id").GetGuid());
        explained.GetProperty("decided_by").GetProperty("signal").GetString().ShouldNotBeNullOrEmpty();
        explained.GetProperty("activity").EnumerateArray().Sum(item => item.GetProperty("duration_ms").GetInt64()).ShouldBeGreaterThan(0);
        explained.GetProperty("titles_hidden").GetBoolean().ShouldBeFalse();

        await Columns(client, day.GetProperty("observed_ms").GetInt64(), blocks.Length);
        var sheet = await client.Get("timesheet?start=2026-03-02&end=2026-03-02");
        sheet.GetProperty("days")[0].GetProperty("buckets").GetProperty("observed_ms").GetInt64().ShouldBe(day.GetProperty("observed_ms").GetInt64());

        var words = await client.Get("rules/words?days=3");
        words.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("word").GetString()).ShouldContain("northpier");

        await Api.Read(await client.GetAsync($"/api/v1/blocks/{Guid.CreateVersion7()}/explain"), HttpStatusCode.NotFound);
        await Api.Read(await client.GetAsync("/api/v1/days/2026-03-02/timeline?resolution=-1"), HttpStatusCode.UnprocessableEntity);
    }

    private static async Task Columns(HttpClient client, long observed, int blocks)
    {
        var timeline = await client.Get("days/2026-03-02/timeline");
        timeline.GetProperty("observed_ms").GetInt64().ShouldBe(observed);
        timeline.GetProperty("time_zone").GetString().ShouldBe("Europe/Berlin");
        timeline.GetProperty("block_ids").GetArrayLength().ShouldBe(blocks);
        var lanes = timeline.GetProperty("lanes").EnumerateArray().ToDictionary(lane => lane.GetProperty("id").GetString()!);
        foreach (var id in (string[])["blocks", "timeline", "presence"])
        {
            lanes[id].GetProperty("length_ms").EnumerateArray().Sum(length => length.GetInt64()).ShouldBe(observed);
        }

        lanes["timeline"].GetProperty("block").EnumerateArray().ShouldAllBe(block => block.GetInt32() >= 0);
        lanes.Values.Count(lane => lane.GetProperty("kind").GetString() == "activity").ShouldBe(2);
        var coarse = (await client.Get("days/2026-03-02/timeline?resolution=300000")).GetProperty("lanes").EnumerateArray().First(lane => lane.GetProperty("id").GetString() == "timeline");
        coarse.GetProperty("start_ms").GetArrayLength().ShouldBeLessThan(lanes["timeline"].GetProperty("start_ms").GetArrayLength());
        (await client.Get("days/2026-03-03/timeline")).GetProperty("previous").GetString().ShouldBe("2026-03-02");
    }
}

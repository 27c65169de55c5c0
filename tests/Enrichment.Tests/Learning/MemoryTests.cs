using System.Net;
using System.Text.Json;
using Daybook.Enrichment.Tests.Http;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Learning;

/// <summary>What was wrong is remembered: for a context, and for a rule that is wrong too often.</summary>
public sealed class MemoryTests(StudioFixture host) : IClassFixture<StudioFixture>
{
    [Fact]
    public async Task What_a_context_is_not_for_it_is_not_for_the_next_day_either()
    {
        var studio = await Studio.OpenAsync(host);
        var (yesterday, title) = (Studio.Today.AddDays(-1), studio.ImportKey + " harbour manual");
        await studio.SeeAsync(yesterday, 600, 20, "Reader", title);
        await studio.SeeAsync(Studio.Today, 600, 20, "Reader", title);
        (await studio.TaskAtAsync(Studio.Today, 610)).ShouldBe(studio.Import);

        await studio.CorrectAsync(yesterday, 610, studio.Invoices);
        (await studio.TaskAtAsync(Studio.Today, 610)).ShouldNotBe(studio.Import);
        (await studio.ExplainAsync(Studio.Today, 610)).GetProperty("considered").EnumerateArray()
            .ShouldContain(other => other.GetProperty("why_not").GetString() == "forbidden" && other.GetProperty("task").GetProperty("id").GetGuid() == studio.Import);
        (await studio.Client.Get("accuracy")).GetProperty("learned").GetProperty("forbidden").GetInt32().ShouldBe(1);

        await studio.ReviewAsync(yesterday, 610, new { action = "undo" });
        await studio.NightAsync(host);
        (await studio.TaskAtAsync(Studio.Today, 610)).ShouldBe(studio.Import);
        (await studio.Client.Get("accuracy")).GetProperty("undo_rate").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task A_rule_that_is_corrected_three_times_is_suspended_until_it_is_resumed()
    {
        var studio = await Studio.OpenAsync(host);
        var rule = (await studio.Client.Post("rules", new
        {
            when = new { all = new[] { new { field = "title", op = "word", value = "ledger" } } }, then = new { task_id = studio.Import },
        })).GetProperty("id").GetGuid();
        for (var ago = 3; ago >= 1; ago--)
        {
            var day = Studio.Today.AddDays(-ago);
            await studio.SeeAsync(day, 600, 20, "Calc", "ledger of week " + (char)('a' + ago));
            (await studio.TaskAtAsync(day, 610)).ShouldBe(studio.Import);
            await studio.CorrectAsync(day, 610, studio.Invoices);
        }

        var shown = (await studio.Client.Get("rules")).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetGuid() == rule);
        shown.GetProperty("suspended").GetProperty("corrections").GetInt32().ShouldBe(3);
        (await studio.Client.Get("accuracy")).GetProperty("suspended_rules")[0].GetProperty("id").GetGuid().ShouldBe(rule);
        await studio.SeeAsync(Studio.Today, 600, 20, "Calc", "ledger of another year");
        (await studio.TaskAtAsync(Studio.Today, 610)).ShouldBeNull();

        await Api.Read(await studio.Client.PostAsync($"/api/v1/rules/{rule}/resume", null), HttpStatusCode.NoContent);
        (await studio.TaskAtAsync(Studio.Today, 610)).ShouldBe(studio.Import);
        (await studio.Client.Get("rules")).GetProperty("items")[0].GetProperty("suspended").ValueKind.ShouldBe(JsonValueKind.Null);
        await Api.Read(await studio.Client.PostAsync($"/api/v1/rules/{rule}/resume", null), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_deleted_entry_takes_with_it_what_it_taught()
    {
        var studio = await Studio.OpenAsync(host);
        await studio.SeeAsync(Studio.Today, 600, 20, "Calc", "customers march ledger");
        await studio.SettleAsync();
        var written = await studio.Client.Post("entries", new { start = "2026-03-02T10:00:00Z", end = "2026-03-02T10:20:00Z", task_id = studio.Invoices });
        (await studio.Client.Get("accuracy")).GetProperty("learned").GetProperty("examples").GetInt32().ShouldBe(1);
        await Api.Read(await studio.Client.DeleteAsync($"/api/v1/entries/{written.GetProperty("id").GetGuid()}"), HttpStatusCode.NoContent);
        (await studio.Client.Get("accuracy")).GetProperty("learned").GetProperty("examples").GetInt32().ShouldBe(0);
    }
}

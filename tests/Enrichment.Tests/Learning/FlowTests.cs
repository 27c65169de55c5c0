using System.Net;
using System.Text.Json;
using Daybook.Enrichment.Tests.Http;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Learning;

/// <summary>What four reviewed days teach, through the public API: later days, proposals, the measured accuracy, and forgetting it all.</summary>
public sealed class FlowTests(StudioFixture host) : IClassFixture<StudioFixture>
{
    private const string Ledger = "customers march ledger";

    [Fact]
    public async Task Reviewed_days_teach_a_later_day_until_they_are_forgotten()
    {
        var studio = await FourDaysAsync();
        await studio.SeeAsync(Studio.Today, 600, 20, "Calc", Ledger);
        (await studio.TaskAtAsync(Studio.Today, 610)).ShouldBe(studio.Invoices);
        var explained = await studio.ExplainAsync(Studio.Today, 610);
        explained.GetProperty("decided_by").GetProperty("signal").GetString().ShouldBe("matcher");
        var step = explained.GetProperty("trace").EnumerateArray().Single(step => step.GetProperty("chosen").GetBoolean());
        step.GetProperty("stage").GetString().ShouldBe("matcher");
        step.GetProperty("example_id").GetGuid().Version.ShouldBe(7);

        var accuracy = await studio.Client.Get("accuracy?days=28");
        accuracy.GetProperty("matcher").GetProperty("active").GetBoolean().ShouldBeTrue();
        accuracy.GetProperty("learned").GetProperty("examples").GetInt32().ShouldBe(28);
        accuracy.GetProperty("reviewed_ms").GetInt64().ShouldBe(4 * 7 * 20 * 60_000);
        accuracy.GetProperty("reviewed").GetInt32().ShouldBe(19);
        accuracy.GetProperty("precision").GetDouble().ShouldBe(1);
        accuracy.GetProperty("precision_low").GetDouble().ShouldBe(0.8318, 0.001);
        accuracy.GetProperty("undo_rate").GetDouble().ShouldBe(0);
        accuracy.GetProperty("by_stage")[0].GetProperty("stage").GetString().ShouldBe("evidence");
        accuracy.GetProperty("weeks").GetArrayLength().ShouldBeGreaterThan(0);

        var first = accuracy.GetProperty("learned").GetProperty("examples").GetInt32();
        await Api.Read(await studio.Client.DeleteAsync($"/api/v1/learning/examples/{step.GetProperty("example_id").GetGuid()}"), HttpStatusCode.NoContent);
        (await studio.Client.Get("accuracy")).GetProperty("learned").GetProperty("examples").GetInt32().ShouldBe(first - 1);
        await Api.Read(await studio.Client.DeleteAsync("/api/v1/learning/examples"), HttpStatusCode.NoContent);
        (await studio.TaskAtAsync(Studio.Today, 610)).ShouldBeNull();
        (await studio.Client.Get("accuracy")).GetProperty("matcher").GetProperty("active").GetBoolean().ShouldBeFalse();
        (await studio.Client.Get("rule-proposals")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Reviewed_days_propose_a_rule_that_is_made_only_when_it_is_wanted()
    {
        var studio = await FourDaysAsync();
        var proposal = (await studio.Client.Get("rule-proposals")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        proposal.GetProperty("task_id").GetGuid().ShouldBe(studio.Invoices);
        proposal.GetProperty("support_blocks").GetInt32().ShouldBe(12);
        proposal.GetProperty("support_days").GetInt32().ShouldBe(4);
        proposal.GetProperty("precision").GetDouble().ShouldBe(1);
        proposal.GetProperty("conditions").EnumerateArray().Select(condition => condition.GetProperty("field").GetString()).ShouldNotContain("app");
        (await studio.Client.Get("rules")).GetProperty("items").GetArrayLength().ShouldBe(0);

        var id = proposal.GetProperty("id").GetGuid();
        var rule = await studio.Client.Post($"rule-proposals/{id}/accept", new { });
        rule.GetProperty("then").GetProperty("task").GetProperty("id").GetGuid().ShouldBe(studio.Invoices);
        (await studio.Client.Get("rule-proposals")).GetProperty("items").GetArrayLength().ShouldBe(0);
        await studio.SeeAsync(Studio.Today, 600, 20, "Calc", Ledger);
        (await studio.TaskAtAsync(Studio.Today, 610)).ShouldBe(studio.Invoices);
        (await studio.ExplainAsync(Studio.Today, 610)).GetProperty("trace")[0].GetProperty("rule_id").GetGuid().ShouldBe(rule.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task A_rejected_proposal_is_never_made_again()
    {
        var studio = await FourDaysAsync();
        var id = (await studio.Client.Get("rule-proposals")).GetProperty("items")[0].GetProperty("id").GetGuid();
        await Api.Read(await studio.Client.PostAsync($"/api/v1/rule-proposals/{id}/dismiss", null), HttpStatusCode.NoContent);
        var left = (await studio.Client.Get("rule-proposals")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());
        left.ShouldNotContain(id);
        await Api.Read(await studio.Client.PostAsync($"/api/v1/rule-proposals/{id}/accept", null), HttpStatusCode.NotFound);
    }

    /// <summary>Three times a day a sheet that nothing explains, corrected; between them pages that their keys explain, confirmed.</summary>
    private async Task<Studio> FourDaysAsync()
    {
        var studio = await Studio.OpenAsync(host);
        for (var ago = 7; ago >= 4; ago--)
        {
            var day = Studio.Today.AddDays(-ago);
            await studio.SeeAsync(day, 580, 20, "Reader", studio.ImportKey + " manual");
            for (var time = 600; time < 720; time += 40)
            {
                await studio.SeeAsync(day, time, 20, "Calc", Ledger);
                await studio.SeeAsync(day, time + 20, 20, "Reader", (time == 640 ? studio.ImportKey : studio.SurveyKey) + " manual");
            }

            var entries = await studio.EntriesAsync(day);
            Guid[] Ids(bool open) => [.. entries.Where(entry => Studio.TaskOf(entry) is null == open).Select(entry => entry.GetProperty("id").GetGuid())];

            // After three days twenty-one stretches are reviewed: the fourth day needs no correction any more.
            Ids(true).Length.ShouldBe(ago == 4 ? 0 : 3);
            if (ago > 4) await Bulk(new { ids = Ids(true), action = "correct", task_id = studio.Invoices });
            await Bulk(new { ids = Ids(false), action = "confirm" });
        }

        return studio;

        async Task Bulk(object decision) => (await studio.Client.Post("entries/bulk", decision, HttpStatusCode.OK)).GetProperty("results").EnumerateArray()
            .ShouldAllBe(result => result.GetProperty("ok").GetBoolean());
    }
}

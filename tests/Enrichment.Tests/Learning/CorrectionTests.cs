using System.Net;
using Daybook.Enrichment.Tests.Http;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Learning;

/// <summary>A correction acts at once, and what it did besides can be undone.</summary>
public sealed class CorrectionTests(StudioFixture host) : IClassFixture<StudioFixture>
{
    private static readonly DateOnly Today = Studio.Today;

    [Fact]
    public async Task The_same_context_of_the_day_moves_with_a_correction_and_moves_back()
    {
        var studio = await ThreeTimesAsync();
        (await studio.TaskAtAsync(Today, 700)).ShouldBeNull();

        var corrected = await studio.CorrectAsync(Today, 610, studio.Invoices);
        var taught = corrected.GetProperty("taught");
        taught.GetProperty("moved_ms").GetInt64().ShouldBe(40 * 60_000);
        taught.GetProperty("moved_blocks").GetInt32().ShouldBe(2);
        (await studio.TaskAtAsync(Today, 700)).ShouldBe(studio.Invoices);
        (await studio.TaskAtAsync(Today, 790)).ShouldBe(studio.Invoices);
        (await studio.TaskAtAsync(Today, 650)).ShouldBe(studio.Survey);
        var explained = await studio.ExplainAsync(Today, 700);
        explained.GetProperty("decided_by").GetProperty("signal").GetString().ShouldBe("decided-today");

        await Api.Read(await studio.Client.PostAsync($"/api/v1/corrections/{taught.GetProperty("review_id").GetGuid()}/undo", null), HttpStatusCode.NoContent);
        (await studio.TaskAtAsync(Today, 700)).ShouldBeNull();
        (await studio.TaskAtAsync(Today, 610)).ShouldBe(studio.Invoices);
    }

    [Fact]
    public async Task Undoing_the_correction_of_an_entry_moves_everything_back()
    {
        var studio = await ThreeTimesAsync();
        await studio.CorrectAsync(Today, 610, studio.Invoices);
        (await studio.TaskAtAsync(Today, 700)).ShouldBe(studio.Invoices);
        await studio.ReviewAsync(Today, 610, new { action = "undo" });
        (await studio.TaskAtAsync(Today, 610)).ShouldBeNull();
        (await studio.TaskAtAsync(Today, 700)).ShouldBeNull();
    }

    [Fact]
    public async Task A_context_that_was_corrected_in_two_ways_moves_nothing_more()
    {
        var studio = await ThreeTimesAsync();
        await studio.CorrectAsync(Today, 610, studio.Invoices);
        (await studio.TaskAtAsync(Today, 700)).ShouldBe(studio.Invoices);
        await studio.CorrectAsync(Today, 700, studio.Import);
        (await studio.TaskAtAsync(Today, 790)).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_else_undoes_it_and_a_confirmation_moves_nothing()
    {
        var studio = await ThreeTimesAsync();
        var other = await Studio.OpenAsync(host);
        var review = (await studio.CorrectAsync(Today, 610, studio.Invoices)).GetProperty("taught").GetProperty("review_id").GetGuid();
        await Api.Read(await other.Client.PostAsync($"/api/v1/corrections/{review}/undo", null), HttpStatusCode.NotFound);
        await Api.Read(await other.Client.DeleteAsync($"/api/v1/learning/examples/{review}"), HttpStatusCode.NotFound);
        (await studio.ReviewAsync(Today, 650, new { action = "confirm" })).TryGetProperty("taught", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_correction_taught_is_forgotten_on_demand()
    {
        var studio = await ThreeTimesAsync();
        await studio.CorrectAsync(Today, 610, studio.Invoices);
        (await studio.TaskAtAsync(Today, 700)).ShouldBe(studio.Invoices);
        await Api.Read(await studio.Client.DeleteAsync("/api/v1/learning/examples"), HttpStatusCode.NoContent);
        (await studio.TaskAtAsync(Today, 700)).ShouldBeNull();
        (await studio.TaskAtAsync(Today, 610)).ShouldBe(studio.Invoices);
    }

    /// <summary>The same sheet at 10:00, 11:30 and 13:00, each between tasks of two projects, so that nothing around it says what it is.</summary>
    private async Task<Studio> ThreeTimesAsync()
    {
        var studio = await Studio.OpenAsync(host);
        for (var (time, times) = (600, 0); times < 3; time += 90, times++)
        {
            var (before, after) = times == 1 ? (studio.SurveyKey, studio.ImportKey) : (studio.ImportKey, studio.SurveyKey);
            if (times == 0) await studio.SeeAsync(Today, time - 60, 60, "Reader", before + " manual");
            await studio.SeeAsync(Today, time, 20, "Calc", "customers march ledger");
            await studio.SeeAsync(Today, time + 20, 70, "Reader", after + " manual");
        }

        await studio.SettleAsync();
        return studio;
    }
}

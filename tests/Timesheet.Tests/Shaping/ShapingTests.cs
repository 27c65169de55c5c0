using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Timesheet.Tests.Http;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Http.ReviewTests;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Shaping;

public sealed class ShapingTests(HostFixture host)
{
    [Fact]
    public async Task A_split_proposal_stays_two_proposals_through_derivation_until_it_is_taken_back()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        var before = (await desk.EntriesAsync()).Select(entry => entry.GetRawText()).ToArray();

        var split = await OkAsync(SplitAsync(desk, await desk.AtAsync(540), 555));
        split.GetProperty("entries").GetArrayLength().ShouldBe(2);
        (await StatusesAsync(desk)).ShouldBe([(540, 15, "inferred"), (555, 45, "inferred")]);
        await desk.AddsUpAsync();

        await desk.DeriveAsync(Block(1, 540, 610));
        (await StatusesAsync(desk)).ShouldBe([(540, 15, "inferred"), (555, 55, "inferred")]);
        await desk.DeriveAsync(Block(1, 540, 600));
        await OkAsync(UndoAsync(desk, split));
        await desk.SettleAsync();
        (await desk.EntriesAsync()).Select(entry => entry.GetRawText()).ShouldBe(before);
        (await ProblemAsync(UndoAsync(desk, split))).Slug.ShouldBe("shape-unknown");
    }

    [Fact]
    public async Task The_halves_of_a_proposal_are_reviewed_apart_and_merged_again()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        await OkAsync(SplitAsync(desk, await desk.AtAsync(540), 570));
        await OkAsync(desk.PatchAsync(await desk.AtAsync(570), new { action = "dismiss" }));
        (await StatusesAsync(desk)).ShouldBe([(540, 30, "inferred"), (570, 30, "dismissed")]);
        await OkAsync(desk.PatchAsync(await desk.AtAsync(570), new { action = "undo" }));
        await desk.SettleAsync();

        await OkAsync(MergeAsync(desk, await desk.AtAsync(540), await desk.AtAsync(570)));
        await desk.SettleAsync();
        (await StatusesAsync(desk)).ShouldBe([(540, 60, "inferred")]);
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task A_reviewed_entry_splits_into_two_that_say_the_same_and_each_can_be_undone()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600, project: Project));
        var id = await desk.AtAsync(540);
        await OkAsync(desk.PatchAsync(id, new { action = "confirm", description = "Both" }));

        var split = await OkAsync(SplitAsync(desk, id, 560));
        split.GetProperty("entries").EnumerateArray().Select(entry => (entry.GetProperty("status").GetString(), entry.GetProperty("description").GetString()))
            .ShouldBe([("confirmed", "Both"), ("confirmed", "Both")]);
        (await desk.AtAsync(540)).ShouldBe(id);
        await desk.DeriveAsync(Block(1, 540, 600, project: Project));
        (await StatusesAsync(desk)).ShouldBe([(540, 20, "confirmed"), (560, 40, "confirmed")]);

        await OkAsync(desk.PatchAsync(await desk.AtAsync(560), new { action = "undo" }));
        await desk.SettleAsync();
        (await StatusesAsync(desk)).ShouldBe([(540, 20, "confirmed"), (560, 40, "inferred")]);
        await desk.AddsUpAsync();
        (await ProblemAsync(UndoAsync(desk, split))).Slug.ShouldBe("changed-since");
    }

    [Fact]
    public async Task A_merge_of_proposals_and_written_time_holds_all_of_it_and_is_taken_back_exactly()
    {
        var desk = await OpenAsync(host);
        var (project, _) = await desk.ProjectAsync("Merge", "MRG-1");
        await desk.DeriveAsync(Block(1, 540, 600, project: project), Block(2, 600, 620), Block(3, 640, 650));
        await OkAsync(desk.CreateAsync(620, 640, description: "Written"));
        await desk.SettleAsync();
        var before = (await desk.EntriesAsync()).Select(entry => entry.GetRawText()).ToArray();
        Guid[] ids = [await desk.AtAsync(620), await desk.AtAsync(540), await desk.AtAsync(600)];

        var merged = await OkAsync(MergeAsync(desk, ids));
        var entry = merged.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
        (entry.GetProperty("status").GetString(), entry.GetProperty("duration_ms").GetInt64(), entry.GetProperty("project").GetProperty("id").GetGuid())
            .ShouldBe(("corrected", 100 * 60_000L, project));
        await desk.SettleAsync();
        (await StatusesAsync(desk)).ShouldBe([(540, 100, "corrected"), (640, 10, "inferred")]);
        await desk.AddsUpAsync();

        await OkAsync(UndoAsync(desk, merged));
        await desk.SettleAsync();
        (await desk.EntriesAsync()).Select(one => one.GetRawText()).ShouldBe(before);
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task What_cannot_be_split_or_merged_is_refused_in_words()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 601, 630), Block(3, 630, 660));
        var (first, second, third) = (await desk.AtAsync(540), await desk.AtAsync(601), await desk.AtAsync(630));
        await OkAsync(desk.PatchAsync(third, new { action = "dismiss" }));
        var other = await OpenAsync(host);

        (await ProblemAsync(SplitAsync(desk, first, 540))).Body.GetProperty("errors").GetProperty("at")[0].GetString().ShouldBe("out-of-range");
        (await ProblemAsync(SplitAsync(desk, first, 600))).Body.GetProperty("errors").GetProperty("at")[0].GetString().ShouldBe("out-of-range");
        (await ProblemAsync(SplitAsync(other, first, 550))).Slug.ShouldBe("entry-unknown");
        (await ProblemAsync(desk.Client.PostAsJsonAsync($"/api/v1/entries/{first}/split", new { at = "noon" }))).Body
            .GetProperty("errors").GetProperty("at")[0].GetString().ShouldBe("invalid");
        (await ProblemAsync(MergeAsync(desk, first, second))).Slug.ShouldBe("not-adjacent");
        (await ProblemAsync(MergeAsync(desk, second, third))).Slug.ShouldBe("entry-dismissed");
        (await ProblemAsync(MergeAsync(desk, first, first))).Body.GetProperty("errors").GetProperty("ids")[0].GetString().ShouldBe("required");
        (await ProblemAsync(MergeAsync(desk, first, Guid.CreateVersion7()))).Slug.ShouldBe("entry-unknown");
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task Random_splits_merges_and_reviews_never_lose_or_double_a_minute()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync([.. Enumerable.Range(0, 8).Select(i => Block(i + 1, 540 + i * 20, 560 + i * 20, project: i % 3 == 0 ? Project : null))]);
        var random = new Random(11);
        for (var step = 0; step < 40; step++)
        {
            var entries = await desk.EntriesAsync();
            var at = random.Next(entries.Length - 1);
            var (one, two) = (entries[at], entries[at + 1]);
            var id = one.GetProperty("id").GetGuid();
            var answer = random.Next(5) switch
            {
                0 or 1 => await desk.Client.PostAsJsonAsync($"/api/v1/entries/{id}/split",
                    new { at = one.GetProperty("start").GetDateTimeOffset().AddMilliseconds(one.GetProperty("duration_ms").GetInt64() / 3 + 1) }),
                2 or 3 => await MergeAsync(desk, id, two.GetProperty("id").GetGuid()),
                _ => await desk.PatchAsync(id, new { action = random.Next(2) == 0 ? "confirm" : "undo" }),
            };
            ((int)answer.StatusCode).ShouldBeLessThan(500);
            await desk.AddsUpAsync();
            (await desk.SheetAsync()).GetProperty("total_ms").GetInt64().ShouldBe(160 * 60_000);
        }
    }

    [Fact]
    public async Task A_bulk_takes_what_its_filter_finds()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 600, 660, project: Project), Block(3, 660, 700));
        await OkAsync(desk.PatchAsync(await desk.AtAsync(660), new { action = "dismiss" }));

        var none = await BulkAsync(desk, new { start = Today, end = Today, to_review = true, min_confidence = 0.95 });
        none.GetArrayLength().ShouldBe(0);
        var results = await BulkAsync(desk, new { start = Today, end = Today, to_review = true, min_confidence = 0.9 });
        results.EnumerateArray().Select(result => result.GetProperty("entry").GetProperty("status").GetString()).ShouldBe(["confirmed", "confirmed"]);
        (await StatusesAsync(desk)).Select(entry => entry.Status).ShouldBe(["confirmed", "confirmed", "dismissed"]);

        (await ProblemAsync(desk.Client.PostAsJsonAsync("/api/v1/entries/bulk", new { filter = new { end = Today }, action = "confirm" }))).Body
            .GetProperty("errors").GetProperty("start")[0].GetString().ShouldBe("required");
        (await ProblemAsync(desk.Client.PostAsJsonAsync("/api/v1/entries/bulk", new { filter = new { start = Today, end = Today }, ids = new[] { "x" }, action = "confirm" }))).Body
            .GetProperty("errors").GetProperty("filter")[0].GetString().ShouldBe("not-allowed");
    }

    private static Task<JsonElement> BulkAsync(Desk desk, object filter) =>
        OkAsync(desk.Client.PostAsJsonAsync("/api/v1/entries/bulk", new { filter, action = "confirm" }), "results");

    private static Task<HttpResponseMessage> SplitAsync(Desk desk, Guid id, int minute) =>
        desk.Client.PostAsJsonAsync($"/api/v1/entries/{id}/split", new { at = Instant(minute) });

    private static Task<HttpResponseMessage> MergeAsync(Desk desk, params Guid[] ids) => desk.Client.PostAsJsonAsync("/api/v1/entries/merge", new { ids });

    private static Task<HttpResponseMessage> UndoAsync(Desk desk, JsonElement shaped) =>
        desk.Client.PostAsync($"/api/v1/entries/shapes/{shaped.GetProperty("shape_id").GetGuid()}/undo", null);
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Http.ReviewTests;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Http;

public sealed class BulkTests(HostFixture host)
{
    [Fact]
    public async Task One_bad_id_spoils_none_and_the_answers_come_in_the_order_asked()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 600, 660, project: Project), Block(3, 660, 700));
        var ids = new[] { (await desk.AtAsync(660)).ToString(), "not-an-id", Guid.CreateVersion7().ToString(), (await desk.AtAsync(540)).ToString() };

        var results = (await BulkAsync(desk, "confirm", ids)).EnumerateArray().ToArray();

        results.Select(result => result.GetProperty("id").GetString()).ShouldBe(ids);
        results.Select(result => result.GetProperty("ok").GetBoolean()).ShouldBe([true, false, false, true]);
        results[1].GetProperty("problem").GetProperty("type").GetString().ShouldBe("/problems/entry-unknown");
        results[0].GetProperty("entry").GetProperty("status").GetString().ShouldBe("confirmed");
        (await StatusesAsync(desk)).Select(entry => entry.Status).ShouldBe(["confirmed", "inferred", "confirmed"]);
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task A_bulk_is_undone_as_a_bulk_to_exactly_what_was_there()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync([.. Enumerable.Range(0, 40).Select(i => Block(i + 1, 300 + i * 10, 310 + i * 10, project: i % 2 == 0 ? Project : null))]);
        var before = (await desk.EntriesAsync()).Select(entry => entry.GetRawText()).ToArray();
        var ids = (await desk.EntriesAsync()).Select(entry => entry.GetProperty("id").GetString()!).ToArray();

        await BulkAsync(desk, "dismiss", ids);
        (await StatusesAsync(desk)).ShouldAllBe(entry => entry.Status == "dismissed");
        (await BulkAsync(desk, "undo", ids)).EnumerateArray().ShouldAllBe(result => result.GetProperty("ok").GetBoolean());
        await desk.SettleAsync();

        (await desk.EntriesAsync()).Select(entry => entry.GetRawText()).ShouldBe(before);
        (await BulkAsync(desk, "undo", ids)).EnumerateArray()
            .ShouldAllBe(result => result.GetProperty("problem").GetProperty("type").GetString() == "/problems/nothing-to-undo");
    }

    [Fact]
    public async Task An_id_given_twice_is_decided_once()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        var id = (await desk.AtAsync(540)).ToString();

        var results = await BulkAsync(desk, "confirm", id, id);

        results.EnumerateArray().Select(result => result.GetProperty("ok").GetBoolean()).ShouldBe([true, true]);
        (await OkAsync(desk.PatchAsync(Guid.Parse(id), new { action = "undo" }))).GetProperty("status").GetString().ShouldBe("inferred");
    }

    [Fact]
    public async Task More_than_five_hundred_none_and_no_action_are_refused()
    {
        var desk = await OpenAsync(host);

        await RefusedAsync(desk, new { ids = Enumerable.Range(0, 501).Select(_ => Guid.CreateVersion7()), action = "confirm" }, "ids", "too-long");
        await RefusedAsync(desk, new { ids = Array.Empty<Guid>(), action = "confirm" }, "ids", "required");
        await RefusedAsync(desk, new { ids = new[] { Guid.CreateVersion7() } }, "action", "required");
        await RefusedAsync(desk, new { ids = new[] { Guid.CreateVersion7() }, action = "correct" }, "project_id", "required");
    }

    [Fact]
    public async Task Two_tabs_that_decide_at_once_both_get_an_answer_and_the_day_adds_up()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync([.. Enumerable.Range(0, 20).Select(i => Block(i + 1, 300 + i * 10, 310 + i * 10))]);
        var ids = (await desk.EntriesAsync()).Select(entry => entry.GetProperty("id").GetGuid()).ToArray();

        var answers = await Task.WhenAll(ids.SelectMany((id, i) => new[]
        {
            desk.PatchAsync(id, new { action = "confirm" }),
            desk.PatchAsync(id, new { action = "dismiss" }),
            desk.CreateAsync(295 + i * 10, 303 + i * 10),
        }));
        await desk.SettleAsync();

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK || answer.StatusCode == HttpStatusCode.Created
            || answer.StatusCode == HttpStatusCode.Conflict || answer.StatusCode == HttpStatusCode.NotFound);
        await desk.AddsUpAsync();
    }

    private static Task<JsonElement> BulkAsync(Desk desk, string action, params string[] ids) =>
        OkAsync(desk.Client.PostAsJsonAsync("/api/v1/entries/bulk", new { ids, action }), "results");

    private static async Task RefusedAsync(Desk desk, object body, string field, string key) =>
        (await ProblemAsync(desk.Client.PostAsJsonAsync("/api/v1/entries/bulk", body))).Body
            .GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(key);
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Live;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Http;

public sealed class ReviewTests(HostFixture host)
{
    [Fact]
    public async Task A_proposed_entry_is_confirmed_corrected_dismissed_and_undone()
    {
        var desk = await OpenAsync(host);
        var (project, task) = await desk.ProjectAsync("Website", "ENG-1");
        await desk.DeriveAsync(Block(1, 540, 600, project: project), Block(2, 600, 660));
        var id = await desk.AtAsync(540);
        var before = (await desk.EntriesAsync())[0].GetRawText();

        (await OkAsync(desk.PatchAsync(id, new { action = "confirm" }))).GetProperty("status").GetString().ShouldBe("confirmed");
        (await OkAsync(desk.PatchAsync(id, new { action = "undo" }))).GetProperty("status").GetString().ShouldBe("inferred");
        (await desk.EntriesAsync())[0].GetRawText().ShouldBe(before);

        var corrected = await OkAsync(desk.PatchAsync(id, new { action = "correct", task_id = task, description = "the real thing" }));
        corrected.GetProperty("status").GetString().ShouldBe("corrected");
        corrected.GetProperty("project").GetProperty("name").GetString().ShouldBe("Website");
        corrected.GetProperty("task").GetProperty("key").GetString().ShouldBe("ENG-1");
        corrected.GetProperty("description").GetString().ShouldBe("the real thing");

        (await OkAsync(desk.PatchAsync(id, new { action = "dismiss" }))).GetProperty("status").GetString().ShouldBe("dismissed");
        (await OkAsync(desk.PatchAsync(id, new { action = "undo" }))).GetProperty("status").GetString().ShouldBe("corrected");
        await desk.SettleAsync();
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_by_name()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 600, 660, BlockKind.Idle));
        var id = await desk.AtAsync(540);

        (await ProblemAsync(desk.PatchAsync(id, new { action = "undo" }))).Slug.ShouldBe("nothing-to-undo");
        (await ProblemAsync(desk.PatchAsync(Guid.CreateVersion7(), new { action = "confirm" }))).ShouldSatisfyAllConditions(
            problem => problem.Slug.ShouldBe("entry-unknown"), problem => problem.Status.ShouldBe(HttpStatusCode.NotFound));
        (await ProblemAsync(desk.Client.DeleteAsync($"/api/v1/entries/{id}"))).Slug.ShouldBe("not-manual");
        await FieldAsync(desk, id, new { action = "correct" }, "project_id", "required");
        await FieldAsync(desk, id, new { action = "correct", task_id = Guid.CreateVersion7() }, "task_id", "unknown");
        await FieldAsync(desk, id, new { action = "correct", project_id = "x" }, "project_id", "invalid");
        await FieldAsync(desk, id, new { action = "bless" }, "action", "unknown");
        await FieldAsync(desk, id, new { }, "action", "required");
        await FieldAsync(desk, id, new { action = "confirm", start = Instant(1) }, "start", "not-allowed");
        await FieldAsync(desk, id, new { end = Instant(500) }, "end", "invalid");
        await FieldAsync(desk, id, new { description = new string('x', 2001) }, "description", "too-long");
        await FieldAsync(desk, id, new { description = "a\u0000b" }, "description", "invalid");
    }

    [Fact]
    public async Task A_project_of_others_is_as_good_as_none()
    {
        var desk = await OpenAsync(host);
        var foreign = (await OkAsync(host.Owner.Client.PostAsJsonAsync("/api/v1/projects", new { name = "Secret", everyone = false }))).GetProperty("id").GetGuid();
        await desk.DeriveAsync(Block(1, 540, 600));

        await FieldAsync(desk, await desk.AtAsync(540), new { action = "correct", project_id = foreign }, "project_id", "unknown");
    }

    [Fact]
    public async Task One_persons_entries_are_unknown_to_another()
    {
        var mine = await OpenAsync(host);
        var other = await OpenAsync(host);
        await mine.DeriveAsync(Block(1, 540, 600));
        var id = await mine.AtAsync(540);

        (await ProblemAsync(other.PatchAsync(id, new { action = "confirm" }))).Slug.ShouldBe("entry-unknown");
        (await other.EntriesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_confirmed_entry_stays_as_it_is_while_its_block_grows_and_the_growth_is_proposed()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        var id = await desk.AtAsync(540);
        await OkAsync(desk.PatchAsync(id, new { action = "confirm" }));

        await desk.DeriveAsync(Block(1, 540, 630));

        (await StatusesAsync(desk)).ShouldBe([(540, 60, "confirmed"), (600, 30, "inferred")]);
        (await desk.AtAsync(540)).ShouldBe(id);
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task Undoing_a_confirmation_after_growth_makes_one_entry_again()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        var id = await desk.AtAsync(540);
        await OkAsync(desk.PatchAsync(id, new { action = "confirm" }));
        await desk.DeriveAsync(Block(1, 540, 630));

        await OkAsync(desk.PatchAsync(id, new { action = "undo" }));
        await desk.SettleAsync();

        (await StatusesAsync(desk)).ShouldBe([(540, 90, "inferred")]);
        (await desk.AtAsync(540)).ShouldBe(id);
    }

    [Fact]
    public async Task An_entry_whose_block_was_relabelled_cannot_be_confirmed_by_its_old_name()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        var id = await desk.AtAsync(540);
        await desk.DeriveAsync(Block(2, 540, 600, BlockKind.Personal));

        (await ProblemAsync(desk.PatchAsync(id, new { action = "confirm" }))).Slug.ShouldBe("entry-unknown");
    }

    [Fact]
    public async Task Cutting_an_entry_gives_the_rest_back_at_once_and_undo_takes_it_again()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        var id = await desk.AtAsync(540);

        await OkAsync(desk.PatchAsync(id, new { start = Instant(550), end = Instant(590) }));
        (await StatusesAsync(desk)).ShouldBe([(540, 10, "inferred"), (550, 40, "corrected"), (590, 10, "inferred")]);
        await desk.AddsUpAsync();

        await OkAsync(desk.PatchAsync(id, new { action = "undo" }));
        (await StatusesAsync(desk)).ShouldBe([(540, 60, "inferred")]);
        (await desk.AtAsync(540)).ShouldBe(id);
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task Undo_does_not_push_reviewed_time_aside()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        var id = await desk.AtAsync(540);
        await OkAsync(desk.PatchAsync(id, new { action = "confirm" }));
        await OkAsync(desk.PatchAsync(id, new { end = Instant(570) }));
        await OkAsync(desk.CreateAsync(575, 580));

        (await ProblemAsync(desk.PatchAsync(id, new { action = "undo" }))).Slug.ShouldBe("overlaps-reviewed");
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task Dismissed_time_is_not_proposed_again_and_counts_as_dismissed()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        await OkAsync(desk.PatchAsync(await desk.AtAsync(540), new { action = "dismiss" }));
        await desk.DeriveAsync(Block(7, 530, 620));

        var sheet = await desk.SheetAsync();
        sheet.GetProperty("buckets").GetProperty("dismissed_ms").GetInt64().ShouldBe(60 * 60_000);
        sheet.GetProperty("total_ms").GetInt64().ShouldBe(30 * 60_000);
        await desk.AddsUpAsync();
    }

    [Fact]
    public async Task Null_says_no_project_and_nothing_says_nothing()
    {
        var desk = await OpenAsync(host);
        var (project, task) = await desk.ProjectAsync("Null project", "NUL-1");
        await desk.DeriveAsync(Block(1, 540, 600, project: project));
        var id = await desk.AtAsync(540);

        var renamed = await OkAsync(desk.PatchAsync(id, new { description = "words" }));
        var cleared = await OkAsync(desk.PatchAsync(id, new { action = "correct", project_id = (Guid?)null, task_id = (Guid?)null }));
        var personal = await OkAsync(desk.PatchAsync(id, new { action = "correct", kind = "personal" }));
        var confirmed = await OkAsync(desk.PatchAsync(id, new { action = "confirm", project_id = (Guid?)null }));

        renamed.GetProperty("project").GetProperty("id").GetGuid().ShouldBe(project);
        cleared.GetProperty("project").ValueKind.ShouldBe(JsonValueKind.Null);
        personal.GetProperty("kind").GetString().ShouldBe("personal");
        confirmed.GetProperty("status").GetString().ShouldBe("corrected");
        await FieldAsync(desk, id, new { action = "confirm", task_id = task }, "project_id", "not-allowed");
        (await desk.SheetAsync()).GetProperty("total_ms").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_decision_is_told_to_open_pages()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        var id = await desk.AtAsync(540);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var changes = desk.App.Services.GetRequiredService<LiveEvents>().SubscribeAsync(desk.User, limit.Token).GetAsyncEnumerator(limit.Token);
        var next = changes.MoveNextAsync();

        await OkAsync(desk.PatchAsync(id, new { action = "confirm" }));

        (await next).ShouldBeTrue();
        changes.Current.ShouldBe(new LiveEvent(desk.User, "day", Today));
    }

    private static async Task FieldAsync(Desk desk, Guid id, object body, string field, string key)
    {
        var (status, slug, problem) = await ProblemAsync(desk.PatchAsync(id, body));
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        slug.ShouldBe("validation");
        problem.GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(key);
    }

    internal static async Task<(int Minute, int Length, string Status)[]> StatusesAsync(Desk desk) =>
        [.. (await desk.EntriesAsync()).Select(Shape)];

    internal static (int Minute, int Length, string Status) Shape(JsonElement entry) => (
        (int)(entry.GetProperty("start").GetDateTimeOffset() - Reconcile.Days.Day.Start).TotalMinutes, (int)(entry.GetProperty("duration_ms").GetInt64() / 60_000),
        entry.GetProperty("status").GetString()!);
}

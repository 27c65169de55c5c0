using System.Net;
using System.Text;
using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Http;

public sealed class SheetTests(HostFixture host)
{
    [Fact]
    public async Task A_person_nothing_is_known_of_has_seven_empty_settled_days()
    {
        var desk = await OpenAsync(host);

        var sheet = await OkAsync(desk.Client.GetAsync("/api/v1/timesheet"));

        sheet.GetProperty("pending_days").GetInt32().ShouldBe(0);
        sheet.GetProperty("total_ms").GetInt64().ShouldBe(0);
        sheet.GetProperty("time_zone").GetString().ShouldBe("Etc/UTC");
        var days = sheet.GetProperty("days").EnumerateArray().ToArray();
        days.Length.ShouldBe(7);
        days.ShouldAllBe(day => day.GetProperty("entries").GetArrayLength() == 0);
    }

    [Fact]
    public async Task An_entry_says_everything_a_page_needs()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600, description: "main.cs"), Block(2, 600, 630, BlockKind.Private, description: "secret"), Block(3, 630, 640, BlockKind.Idle));

        var entries = await desk.EntriesAsync();

        entries.Length.ShouldBe(2, "idle time is no entry");
        var entry = entries[0];
        entry.GetProperty("start").GetString().ShouldBe("2026-11-20T09:00:00.000Z");
        entry.GetProperty("end").GetString().ShouldBe("2026-11-20T10:00:00.000Z");
        entry.GetProperty("status").GetString().ShouldBe("inferred");
        entry.GetProperty("kind").GetString().ShouldBe("work");
        entry.GetProperty("stage").GetString().ShouldBe("rule");
        entry.GetProperty("block_id").GetGuid().ShouldBe(Key(1));
        entry.GetProperty("to_review").GetBoolean().ShouldBeTrue();
        entry.GetProperty("project").ValueKind.ShouldBe(JsonValueKind.Null);
        entry.GetProperty("evidence")[0].GetProperty("signal").GetString().ShouldBe("app");
        entries[1].GetProperty("kind").GetString().ShouldBe("private");
        entries[1].GetProperty("description").GetString().ShouldBe("");
        await desk.AddsUpAsync();
    }

    [Theory]
    [InlineData("timesheet?start=2026-11-21&end=2026-11-20", "start", "after-end")]
    [InlineData("timesheet?start=2026-13-01", "start", "invalid")]
    [InlineData("timesheet?start=2025-01-01&end=2026-11-20", "end", "too-long")]
    [InlineData("review?start=yesterday", "start", "invalid")]
    [InlineData("entries?status=perhaps", "status", "unknown")]
    [InlineData("entries?cursor=%3D%3D", "cursor", "invalid")]
    [InlineData("entries?limit=0", "limit", "out-of-range")]
    [InlineData("entries?project_id=7", "project_id", "invalid")]
    [InlineData("exports/timesheet?format=docx", "format", "unknown")]
    public async Task A_question_that_makes_no_sense_names_its_field(string path, string field, string key)
    {
        var (status, slug, body) = await ProblemAsync(host.Owner.Client.GetAsync("/api/v1/" + path));

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        slug.ShouldBe("validation");
        body.GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(key);
    }

    [Fact]
    public async Task Pages_together_are_the_whole_list_and_filters_filter()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync([.. Enumerable.Range(0, 25).Select(i => Block(i + 1, 300 + i * 10, 310 + i * 10, i % 5 == 4 ? BlockKind.Personal : BlockKind.Work))]);
        await OkAsync(desk.PatchAsync(await desk.AtAsync(300), new { action = "confirm" }));

        var all = new List<string>();
        string? cursor = null;
        do
        {
            var page = await OkAsync(desk.Client.GetAsync($"/api/v1/entries?start={Today}&end={Today}&limit=7&cursor={cursor}"));
            all.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("start").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        all.ShouldBe(Enumerable.Range(0, 25).Select(i => Instant(300 + i * 10)));
        (await CountAsync(desk, "to_review=true")).ShouldBe(19);
        (await CountAsync(desk, "to_review=false")).ShouldBe(6);
        (await CountAsync(desk, "status=confirmed,dismissed")).ShouldBe(1);
        (await CountAsync(desk, $"project_id={Project}")).ShouldBe(0);
    }

    [Fact]
    public async Task Review_counts_what_is_open_and_what_is_done()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600), Block(2, 600, 660, project: Project), Block(3, 660, 700, BlockKind.Personal), Block(4, 700, 710, BlockKind.Idle));
        await OkAsync(desk.PatchAsync(await desk.AtAsync(540), new { action = "confirm" }));

        var review = await OkAsync(desk.Client.GetAsync($"/api/v1/review?start={Today}&end={Today}"));

        review.GetProperty("to_review").GetInt32().ShouldBe(1);
        review.GetProperty("to_review_ms").GetInt64().ShouldBe(60 * 60_000);
        var day = review.GetProperty("days").EnumerateArray().ShouldHaveSingleItem();
        (day.GetProperty("open").GetInt32(), day.GetProperty("done").GetInt32()).ShouldBe((1, 1));
        day.GetProperty("done_ms").GetInt64().ShouldBe(60 * 60_000);
    }

    [Fact]
    public async Task The_export_is_a_file_that_adds_up_to_the_timesheet()
    {
        var desk = await OpenAsync(host, "Asia/Kolkata");
        await desk.DeriveAsync(Block(1, 540, 600, description: "=cmd|calc"), Block(2, 600, 660, BlockKind.Personal), Block(3, 660, 700));

        var answer = await desk.Client.GetAsync($"/api/v1/exports/timesheet?start={Today}&end={Today}");

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"timesheet-{Today}-{Today}.csv");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldStartWith("date,start,end,");
        text.Split("\r\n").Length.ShouldBe(4, "header, two rows, and the end of the last line");
        text.ShouldContain("2026-11-20,2026-11-20 14:30:00,2026-11-20 15:30:00,UTC+05:30,1.00,60,3600000,,,,'=cmd|calc,inferred,Development,primary\r\n");
        var marked = await desk.Client.GetByteArrayAsync($"/api/v1/exports/timesheet?start={Today}&end={Today}&bom=true");
        marked[..3].ShouldBe(Encoding.UTF8.GetPreamble());
    }

    [Fact]
    public async Task A_day_that_waits_for_derivation_is_pending()
    {
        var desk = await OpenAsync(host);
        await desk.DeriveAsync(Block(1, 540, 600));
        await using var connection = new Npgsql.NpgsqlConnection(desk.App.ConnectionString);
        await Dapper.SqlMapper.ExecuteAsync(connection, """
            update platform.day_work set dirty = dirty + 1, not_before = now() + interval '1 hour' where user_id = @User and stage = 'timesheet.entries'
            """, new { desk.User });

        var sheet = await OkAsync(desk.Client.GetAsync($"/api/v1/timesheet?start={Today}&end={Today}"));

        sheet.GetProperty("pending_days").GetInt32().ShouldBe(1);
    }

    private static async Task<int> CountAsync(Desk desk, string filter) =>
        (await OkAsync(desk.Client.GetAsync($"/api/v1/entries?start={Today}&end={Today}&{filter}"), "items")).GetArrayLength();
}

using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Tracker;

public sealed class RepairTests(TrackerApp tracker)
{
    public static TheoryData<string, string, string> Titles => new()
    {
        { "a\\u0000b", "a\ufffdb", "bad_characters" }, { "a\\ud800b", "a\ufffdb", "bad_characters" }, { "\\udc00\\ud83d", "\ufffd\ufffd", "bad_characters" },
        { "a\\nb", "a b", "control_characters" }, { "a\\u2028b", "a b", "control_characters" }, { "a\\u001b[31mb", "a [31mb", "control_characters" },
        { new string('x', 1025), new string('x', 1024), "text_cut" },
    };

    [Theory, MemberData(nameof(Titles))]
    public async Task A_text_that_cannot_be_stored_is_mended_and_said_so(string escaped, string stored, string reason)
    {
        var device = await tracker.EnrollAsync();
        var body = Batch(device, [Event(), Event(title: "TITLE")]).ToJsonString().Replace("TITLE", escaped, StringComparison.Ordinal);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body)));
        (answer.Accepted, answer.Repaired, answer.Verdicts[0], answer.Verdicts[1], answer.Reasons[1]).ShouldBe((2, 1, "accepted", "repaired", reason));
        (await tracker.StoredAsync(device)).ShouldContain(one => one.Title == stored);
        BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body))).Duplicates.ShouldBe(2);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_mended_in_their_event_alone()
    {
        var device = await tracker.EnrollAsync();
        var body = Encoding.UTF8.GetBytes(Batch(device, [Event(title: "fine"), Event(title: "bad@here"), Event(title: "raw~control")]).ToJsonString());
        body[Array.IndexOf(body, (byte)'@')] = 0xff;
        body[Array.IndexOf(body, (byte)'~')] = 0x00;
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body)));
        answer.Verdicts.ShouldBe(["accepted", "repaired", "repaired"]);
        (await tracker.StoredAsync(device)).Select(one => one.Title).ShouldBe(["fine", "bad\ufffdhere", "raw\ufffdcontrol"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_batch_in_another_encoding_is_read(string encoding)
    {
        var device = await tracker.EnrollAsync();
        var body = Encoding.GetEncoding(encoding).GetBytes("\ufeff" + Batch(device, [Event(title: "Größe")]).ToJsonString());
        BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body))).Accepted.ShouldBe(1);
        (await tracker.StoredAsync(device)).Single().Title.ShouldBe("Größe");
    }

    public static TheoryData<string, string, string?> Odd => new()
    {
        { "idle_s", "1e400", "number_bounded" }, { "idle_s", "-3", "number_bounded" }, { "idle_s", "\"NaN\"", "number_bounded" }, { "idle_s", "null", null },
        { "state", "\"dancing\"", "part_dropped" }, { "browser", "[[[[1]]]]", "part_dropped" }, { "browser", "{\"url\":{\"a\":1}}", "part_dropped" },
        { "meeting", "{\"in_call\":\"yes\"}", "part_dropped" }, { "input_cadence", "{\"key_events\":1e131071}", "number_bounded" },
        { "input_cadence", "{\"key_events\":-1}", "number_bounded" }, { "input_cadence", "null", null }, { "system", "{\"displays\":1e400}", "number_bounded" },
        { "category", "\"work\"", null }, { "unknown", "{\"deep\":[[[[]]]],\"n\":1e131071}", null }, { "unknown", "\"\\ud800\"", null },
    };

    [Theory, MemberData(nameof(Odd))]
    public async Task An_optional_field_of_the_wrong_shape_spoils_nothing(string field, string value, string? reason)
    {
        var device = await tracker.EnrollAsync();
        var odd = Event();
        odd[field] = "VALUE";
        var body = Batch(device, [odd, Event()]).ToJsonString().Replace("\"VALUE\"", value, StringComparison.Ordinal);
        var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body)));
        answer.Accepted.ShouldBe(2);
        (answer.Verdicts[0], answer.Reasons[0]).ShouldBe((reason is null ? "accepted" : "repaired", reason));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public async Task Depth_is_no_bomb(int depth)
    {
        var device = await tracker.EnrollAsync();
        foreach (var field in new[] { "unknown", "browser", "active_app" })
        {
            var deep = Event();
            deep[field] = "VALUE";
            var body = Batch(device, [deep, Event()]).ToJsonString()
                .Replace("\"VALUE\"", new string('[', depth) + new string(']', depth), StringComparison.Ordinal);
            BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body))).Sent.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Everything_the_contract_knows_is_kept_where_it_belongs()
    {
        var device = await tracker.EnrollAsync();
        var full = Event(title: "window");
        full["idle_s"] = 12.5;
        full["boot_id"] = "boot-b";
        full["tz"] = "Asia/Kolkata";
        full["browser"] = new JsonObject { ["url"] = "https://example.org/a?b=c", ["title"] = "tab" };
        full["file_context"] = new JsonObject { ["path"] = "/src/a.cs", ["repo"] = "daybook", ["branch"] = "main" };
        full["input_cadence"] = new JsonObject { ["key_events"] = 40_000, ["mouse_events"] = 3 };
        full["meeting"] = new JsonObject { ["in_call"] = true, ["call_app"] = "zoom" };
        full["system"] = new JsonObject { ["on_battery"] = true, ["displays"] = 2, ["network"] = "wifi" };
        full["evidence_ref"] = "ev_1";
        var other = Event();
        other["boot_id"] = "boot-a";
        other["tz"] = "Europe/Berlin";
        (await tracker.SendAsync(device, full, other)).Accepted.ShouldBe(2);

        var stored = await tracker.StoredAsync(device);
        var kept = stored.Single(one => one.Title == "window");
        (kept.IdleMs, kept.KeyEvents, kept.InCall, kept.Url, kept.Repository, kept.DurationMs).ShouldBe(
            (12_500, short.MaxValue, true, "https://example.org/a?b=c", "daybook", 60_000));
        kept.Extra.ShouldBe("""{"on_battery":true,"displays":2,"network":"wifi","evidence_ref":"ev_1","tz":"Asia/Kolkata"}""");
        var plain = stored.Single(one => one.Title != "window");
        plain.Extra.ShouldBeNull();
        stored.Select(one => one.Boot).ShouldBe([1, 2], ignoreOrder: true);
    }
}

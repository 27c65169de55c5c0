using System.Text;
using Daybook.Connectors.ActivityWatch.Client;
using Daybook.Connectors.ActivityWatch.Events;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.ActivityWatch.Tests;

public sealed class EventTests
{
    private static readonly DateTimeOffset Latest = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Identity_ignores_duration_number_and_order_of_the_data()
    {
        var one = Read("""{"id":1,"timestamp":"2026-11-20T10:00:00Z","duration":5,"data":{"app":"Code","title":"a"}}""");
        var grown = Read("""{"timestamp":"2026-11-20T12:00:00+0200","duration":500.25,"data":{"title":"a","app":"Code"},"id":99}""");
        grown.Identity.ShouldBe(one.Identity);
    }

    [Theory]
    [InlineData("""{"app":"ab","title":"c"}""", """{"app":"a","title":"bc"}""")]
    [InlineData("""{"app":"a","title":"b"}""", """{"app":"b","title":"a"}""")]
    [InlineData("""{"app":"a"}""", """{"app":"a","title":""}""")]
    public void Different_contents_at_one_instant_are_different_events(string one, string other) =>
        Read($$"""{"timestamp":"2026-11-20T10:00:00Z","data":{{one}}}""").Identity
            .ShouldNotBe(Read($$"""{"timestamp":"2026-11-20T10:00:00Z","data":{{other}}}""").Identity);

    [Theory]
    [InlineData("0.1", 100)]
    [InlineData("0.0", 0)]
    [InlineData("299.999", 299_999)]
    [InlineData("5.4990000000000006", 5_499)]
    [InlineData("0.30000000000000004", 300)]
    [InlineData("0.29999999999999998", 300)]
    [InlineData("1e2", 100_000)]
    [InlineData("null", 0)]
    public void Durations_are_exact(string seconds, int milliseconds) =>
        Read($$"""{"timestamp":"2026-11-20T10:00:00Z","duration":{{seconds}},"data":{ } }""").Duration.TotalMilliseconds.ShouldBe(milliseconds);

    [Theory]
    [InlineData("""[]""", "not-an-object")]
    [InlineData("""{"duration":1,"data":{}}""", "timestamp-unreadable")]
    [InlineData("""{"timestamp":12345,"data":{}}""", "timestamp-unreadable")]
    [InlineData("""{"timestamp":"2026-11-20T10:00:00Z","duration":"5","data":{}}""", "duration-unreadable")]
    [InlineData("""{"timestamp":"2026-11-20T10:00:00Z","duration":-1,"data":{}}""", "duration-negative")]
    [InlineData("""{"timestamp":"2026-11-20T10:00:00Z","duration":1e131071,"data":{}}""", "duration-too-long")]
    [InlineData("""{"timestamp":"2026-11-20T10:00:00Z","duration":99999999,"data":{}}""", "duration-too-long")]
    [InlineData("""{"timestamp":"2027-11-20T10:00:00Z","duration":1,"data":{}}""", "in-the-future")]
    [InlineData("""{"timestamp":"9999-11-20T10:00:00Z","duration":1,"data":{}}""", "timestamp-unreadable")]
    public void What_can_never_be_stored_is_refused_with_a_word(string json, string reason)
    {
        AwEvent.Read(Encoding.UTF8.GetBytes(json), Latest, out var why).ShouldBeNull();
        why.ShouldBe(reason);
    }

    [Fact]
    public void Lone_surrogates_and_bad_bytes_cost_a_character_and_not_the_event()
    {
        var json = Encoding.UTF8.GetBytes("""{"timestamp":"2026-11-20T10:00:00Z","data":{"app":"a\ud800b","title":"cXd\u00e9"}}""");
        json[Array.IndexOf(json, (byte)'X')] = 0xFF;
        var read = AwEvent.Read(json, Latest, out _).ShouldNotBeNull();
        read.Text("app").ShouldBe("a\uFFFDb");
        read.Text("title").ShouldBe("c\uFFFDdé");
    }

    [Fact]
    public void Private_content_is_left_out()
    {
        var tab = Map("aw-watcher-web-firefox_laptop", "web.tab.current", """{"url":"https://x.example/private","title":"secret","incognito":true,"audible":true}""");
        (tab.App, tab.Title, tab.Url).ShouldBe(("firefox", null, null));
        var window = Map("aw-watcher-window_laptop", "currentwindow", """{"app":"Bank","title":"excluded","url":"https://bank.example"}""");
        (window.App, window.Title, window.Url).ShouldBe(("Bank", null, null));
    }

    [Fact]
    public void An_editor_tells_the_repository_by_its_folders_name()
    {
        var edit = Map("aw-watcher-vscode_laptop", "app.editor.activity",
            """{"file":"/home/ada/src/daybook/a.cs","project":"/home/ada/src/daybook","language":"csharp","branch":"unknown"}""");
        (edit.App, edit.Repository, edit.Language, edit.Branch, edit.File).ShouldBe(("vscode", "daybook", "csharp", null, "/home/ada/src/daybook/a.cs"));
        Map("aw-watcher-vim_laptop", "app.editor.activity", """{"project":"C:\\work\\tool","file":"unknown"}""").Repository.ShouldBe("tool");
    }

    [Theory]
    [InlineData("not-afk", Presence.Active)]
    [InlineData("afk", Presence.Idle)]
    [InlineData("hibernating", Presence.Idle)]
    public void Presence_is_read(string status, Presence expected) =>
        Map("aw-watcher-afk_laptop", "afkstatus", $$"""{"status":"{{status}}"}""").Presence.ShouldBe(expected);

    [Fact]
    public void A_phone_is_told_from_a_desktop_of_the_same_type()
    {
        SampleMapper.For(new AwBucket("aw-watcher-android_pixel", "currentwindow", "aw-android", "pixel", ""))!.Platform.ShouldBe("android");
        SampleMapper.For(new AwBucket("aw-watcher-window_laptop", "currentwindow", "aw-watcher-window", "laptop", ""))!.Platform.ShouldBe("");
        SampleMapper.For(new AwBucket("aw-watcher-input_laptop", "os.hid.input", "", "laptop", "")).ShouldBeNull();
    }

    private static AwEvent Read(string json) => AwEvent.Read(Encoding.UTF8.GetBytes(json), Latest, out _).ShouldNotBeNull();

    private static SyncSample Map(string bucket, string type, string data) =>
        SampleMapper.For(new AwBucket(bucket, type, "", "laptop", ""))!
            .Map(Read($$"""{"timestamp":"2026-11-20T10:00:00Z","duration":1,"data":{{data}}}""")).ShouldNotBeNull();
}

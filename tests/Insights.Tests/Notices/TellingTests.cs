using Daybook.Insights.Notices.Sending;
using Daybook.Insights.Notices.Settings;
using Daybook.Insights.Signals;
using Daybook.Insights.Signals.Days;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Notices;

public sealed class TellingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 18, 11, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_new_is_told_at_once_over_the_channels_that_want_it()
    {
        var decision = Telling.Decide(NoticeSettings.Default, At(12), [Insight(Kinds.PingPong)]);
        decision.Now.ShouldNotBeNull().Channels.Keys.ShouldBe([TellChannel.InApp, TellChannel.Webhook], ignoreOrder: true);
        decision.Told.Count.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_said_at_night_in_a_call_or_in_the_middle_of_a_thought()
    {
        Telling.Decide(NoticeSettings.Default, At(22), [Insight(Kinds.PingPong)]).IsNothing.ShouldBeTrue();
        Telling.Decide(NoticeSettings.Default, At(7), [Insight(Kinds.PingPong)]).IsNothing.ShouldBeTrue();
        Telling.Decide(NoticeSettings.Default, At(12) with { Busy = true }, [Insight(Kinds.PingPong)]).IsNothing.ShouldBeTrue();
        Telling.Decide(NoticeSettings.Default, At(19) with { Busy = true, DigestDue = true }, [Late(Kinds.PingPong)]).IsNothing.ShouldBeTrue();
    }

    [Fact]
    public void Not_twice_in_an_hour_and_no_more_than_three_times_a_day()
    {
        var soon = Telling.Decide(NoticeSettings.Default, At(12) with { ToldToday = 1, LastTold = Now.AddMinutes(-59) }, [Insight(Kinds.PingPong)]);
        soon.IsNothing.ShouldBeTrue();
        Telling.Decide(NoticeSettings.Default, At(12) with { ToldToday = 1, LastTold = Now.AddMinutes(-60) }, [Insight(Kinds.PingPong)]).Now.ShouldNotBeNull();
        var full = Telling.Decide(NoticeSettings.Default, At(12) with { ToldToday = 3, LastTold = Now.AddHours(-2) }, [Insight(Kinds.PingPong)]);
        full.Now.ShouldBeNull();
        full.PutOff.Count.ShouldBe(1);
        var evening = Telling.Decide(NoticeSettings.Default, At(18) with { ToldToday = 3, LastTold = Now.AddHours(-2), DigestDue = true }, [Insight(Kinds.PingPong)]);
        evening.Digest.ShouldNotBeNull().Channels[TellChannel.InApp].Count.ShouldBe(1);
        evening.Digested.Count.ShouldBe(1);
    }

    [Fact]
    public void Late_data_is_told_in_the_digest_only()
    {
        Telling.Decide(NoticeSettings.Default, At(12), [Late(Kinds.PingPong)]).IsNothing.ShouldBeTrue();
        Telling.Decide(NoticeSettings.Default, At(18) with { DigestDue = true }, [Late(Kinds.PingPong)]).Digest.ShouldNotBeNull().Digest.ShouldBeTrue();
    }

    [Fact]
    public void Each_channel_follows_its_own_switch()
    {
        var settings = NoticeSettings.Default with
        {
            Modes = new Dictionary<string, TellMode>(StringComparer.Ordinal)
            {
                ["ping_pong/InApp"] = TellMode.Now, ["ping_pong/Mail"] = TellMode.Digest, ["ping_pong/Webhook"] = TellMode.Off, ["meeting_load/InApp"] = TellMode.Off,
                ["meeting_load/Webhook"] = TellMode.Off,
            },
        };
        var (pair, load) = (Insight(Kinds.PingPong), Insight(Kinds.MeetingLoad));
        var noon = Telling.Decide(settings, At(12), [pair, load]);
        noon.Now.ShouldNotBeNull().Channels.Keys.ShouldBe([TellChannel.InApp]);
        noon.Told.ShouldBe([pair.Id]);
        var evening = Telling.Decide(settings, At(18) with { DigestDue = true }, [pair with { ToldBand = 1 }, load]);
        evening.Digest.ShouldNotBeNull().Channels.ShouldHaveSingleItem().Key.ShouldBe(TellChannel.Mail);
        evening.Digest.Channels[TellChannel.Mail].ShouldBe([pair.Id]);
        evening.Digested.ShouldBe([pair.Id, load.Id], "what nobody wants to hear of is dealt with as well");
    }

    [Fact]
    public void What_still_waits_for_its_hour_is_not_swallowed_by_the_digest()
    {
        var waiting = Insight(Kinds.PingPong);
        var decision = Telling.Decide(NoticeSettings.Default, At(18) with { DigestDue = true, ToldToday = 1, LastTold = Now.AddMinutes(-10) }, [waiting, Late(Kinds.MeetingLoad)]);
        decision.Digested.ShouldNotContain(waiting.Id);
        decision.Digest.ShouldNotBeNull().Channels[TellChannel.InApp].ShouldNotContain(waiting.Id);
    }

    [Fact]
    public void Quiet_hours_go_over_midnight_or_not_at_all()
    {
        var settings = NoticeSettings.Default with { QuietFrom = new TimeOnly(12, 0), QuietTo = new TimeOnly(13, 0) };
        (settings.IsQuiet(new TimeOnly(12, 30)), settings.IsQuiet(new TimeOnly(13, 0)), settings.IsQuiet(new TimeOnly(23, 0))).ShouldBe((true, false, false));
        (NoticeSettings.Default with { QuietFrom = null }).IsQuiet(new TimeOnly(23, 0)).ShouldBeFalse();
        NoticeSettings.Read(settings.Write()).IsQuiet(new TimeOnly(12, 30)).ShouldBeTrue();
    }

    [Fact]
    public void Every_kind_has_a_sentence_in_both_languages()
    {
        foreach (var kind in Kinds.Names)
        {
            var (english, hindi) = (NoticeTexts.Sentence("en", Insight(kind)), NoticeTexts.Sentence("hi", Insight(kind)));
            english.ShouldEndWith(".");
            hindi.ShouldEndWith("।");
        }

        Kinds.Names.Select(kind => NoticeTexts.Sentence("en", Insight(kind))).Distinct().Count().ShouldBe(Kinds.Names.Count);
        Kinds.Names.Select(kind => NoticeTexts.Sentence("hi", Insight(kind))).Distinct().Count().ShouldBe(Kinds.Names.Count);
    }

    private static Situation At(int hour) => new(Now, new TimeOnly(hour, 0), false, 0, null, false);

    private static Insight Late(string kind) => Insight(kind) with { DigestOnly = true };

    private static Insight Insight(string kind) => new(
        Guid.CreateVersion7(), kind, "day", "2026-11-18", new DateOnly(2026, 11, 18), 1,
        new Dictionary<string, double>(StringComparer.Ordinal) { ["value"] = 7, ["limit"] = 6, ["minutes"] = 21 }, [], true, false, 0, 0, Now, Now, null, null, null);
}

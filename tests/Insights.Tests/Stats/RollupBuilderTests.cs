using Daybook.Ingest.Contracts;
using Daybook.Insights.Rollup;
using Daybook.Insights.Stats;
using Daybook.Kernel.Time;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Stats;

/// <summary>What must hold for every day of heartbeats, however strange.</summary>
public sealed class RollupBuilderTests
{
    private static readonly DayClock Berlin = DayClock.TryCreate("Europe/Berlin", TimeSpan.Zero)!;
    private static readonly DateOnly SpringForward = new(2026, 3, 29);

    private static DayRollup Roll(IEnumerable<Beat> beats, LocalDay day, StatSettings? settings = null, TimeZoneInfo? zone = null) =>
        RollupBuilder.Build(new RollupInputs(day, zone ?? Berlin.Zone, settings ?? StatSettings.Default, Beats.InOrder(beats), []));

    private static LocalDay DayOf(double second) => Berlin.Of(Berlin.DayOf(DateTimeOffset.FromUnixTimeMilliseconds((long)(second * 1000))));

    private static long Start(DateOnly day) => Berlin.Of(day).Start.ToUnixTimeSeconds();

    /// <summary>The gap rule said another way, for heartbeats that last no time: every millisecond is looked at from the heartbeat after it.</summary>
    private static Dictionary<string, long> Naive(IReadOnlyCollection<Beat> beats, long timeoutMs, long from, long to)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        var sorted = beats.GroupBy(beat => beat.AtMs).OrderByDescending(group => group.Key)
            .Select(group => group.MaxBy(beat => beat.EventId)!).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            var (late, early) = (sorted[i - 1], sorted[i]);
            if (late.AtMs - early.AtMs >= timeoutMs) continue;
            var inside = Math.Min(late.AtMs, to) - Math.Max(early.AtMs, from);
            if (inside > 0) sums[early.Tool] = sums.GetValueOrDefault(early.Tool) + inside;
        }

        return sums;
    }

    private static Gen<Beat> AnyBeat =>
        from near in Gen.Choose(0, 4)
        from second in near == 0 ? Gen.Choose(-4_000, 90_000) : Gen.Choose(near * 20_000 - 24_000, near * 20_000 - 21_000)
        from project in Gen.Elements("A", "B", "")
        from tool in Gen.Elements("VS Code", "Zed", "Claude Code")
        from language in Gen.Elements("", "C#", "Go")
        from file in Gen.Elements("", "a", "b")
        select Beats.At(
            Start(SpringForward) + second, project, tool, tool.Length, tool == "Claude Code" ? SampleSource.Agent : SampleSource.Assist,
            language: language, file: file);

    private static readonly Arbitrary<Beat[]> Days = (
        from length in Gen.Choose(0, 80)
        from beats in AnyBeat.ArrayOf(length)
        select beats.DistinctBy(beat => (beat.AtMs, beat.Tool)).ToArray()).ToArbitrary();

    private static void ForEveryDay(Action<Beat[]> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(100), Prop.ForAll(Days, beats => holds(beats)));

    [Fact]
    public void Every_breakdown_adds_up_to_what_a_plain_reading_of_the_rule_says() => ForEveryDay(beats =>
    {
        var day = Berlin.Of(SpringForward);
        var (from, to) = (day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds());
        (to - from).ShouldBe(23 * 3_600_000);
        var rollup = Roll(beats, day);
        var human = Naive([.. beats.Where(beat => !beat.IsAgent)], 900_000, from, to);
        foreach (var (tool, ms) in human)
            rollup.Totals.Where(row => row.Facet.Tool == tool).Sum(row => row.Time.Ms).ShouldBe((int)ms);
        var total = (int)human.Values.Sum();
        rollup.Totals.Sum(row => row.Time.Ms).ShouldBe(total);
        rollup.Files.Sum(row => row.Time.Ms).ShouldBe(total);
        rollup.Hours.Sum(row => row.Ms).ShouldBe(total);
        rollup.Totals.Sum(row => row.Time.StrictMs).ShouldBe((int)Naive([.. beats.Where(beat => !beat.IsAgent)], 120_000, from, to).Values.Sum());
        rollup.Hours.Sum(row => row.StrictMs).ShouldBe(rollup.Totals.Sum(row => row.Time.StrictMs));
        rollup.Totals.Sum(row => row.Time.WakaMs).ShouldBe((int)Naive(beats, 900_000, from, to).Values.Sum());
        var agents = Naive([.. beats.Where(beat => beat.IsAgent)], 900_000, from, to).Values.Sum();
        rollup.Totals.Sum(row => row.Time.AgentMs).ShouldBe((int)agents);
        rollup.Totals.Sum(row => row.Time.SupervisedMs).ShouldBeLessThanOrEqualTo((int)Math.Min(agents, total));
    });

    [Fact]
    public void Neither_order_nor_repetition_changes_anything() => ForEveryDay(beats =>
    {
        var day = Berlin.Of(SpringForward);
        var marks = DayMarks.Of(Roll(beats, day), Beats.InOrder(beats), day, 900_000);
        var turned = beats.Reverse().ToArray();
        DayMarks.Of(Roll(turned, day), Beats.InOrder(turned), day, 900_000).ShouldBe(marks);
    });

    [Fact]
    public void Days_add_up_to_the_stretch_they_make() => ForEveryDay(beats =>
    {
        var days = Enumerable.Range(-1, 4).Select(offset => Berlin.Of(SpringForward.AddDays(offset))).ToArray();
        var whole = new LocalDay(SpringForward, days[0].Start, days[^1].End);
        var reach = TimeSpan.FromMinutes(15).TotalMilliseconds;
        // Each day sees no more than its own heartbeats and those a timeout away, as the stage loads them.
        var parts = days.Select(day => Roll(beats.Where(beat => beat.AtMs >= day.Start.ToUnixTimeMilliseconds() - reach && beat.AtMs < day.End.ToUnixTimeMilliseconds() + reach), day)).ToArray();
        var once = Roll(beats, whole);
        parts.Sum(part => part.Totals.Sum(row => row.Time.Ms)).ShouldBe(once.Totals.Sum(row => row.Time.Ms));
        parts.Sum(part => part.Totals.Sum(row => row.Time.WakaMs)).ShouldBe(once.Totals.Sum(row => row.Time.WakaMs));
        parts.Sum(part => part.Totals.Where(row => row.Facet.Repository == "A").Sum(row => row.Time.Ms)).ShouldBe(once.Totals.Where(row => row.Facet.Repository == "A").Sum(row => row.Time.Ms));
        parts.Sum(part => part.Sessions.Count(piece => !piece.FromBefore)).ShouldBe(once.Sessions.Count);
        parts.Sum(part => part.Sessions.Sum(piece => piece.EndMs - piece.StartMs)).ShouldBe(once.Sessions.Sum(piece => piece.EndMs - piece.StartMs));
        parts.Sum(part => part.Sessions.Sum(piece => piece.Beats)).ShouldBe(beats.Length);
    });

    [Fact]
    public void A_late_heartbeat_changes_the_marks_of_its_own_day_and_only_near_midnight_an_edge()
    {
        var day = Berlin.Of(new DateOnly(2026, 11, 18));
        var noon = day.Start.ToUnixTimeSeconds() + 43_200;
        var before = new[] { Beats.At(noon), Beats.At(noon + 600) };
        var late = Beats.InOrder([.. before, Beats.At(noon + 60, "B", id: 1)]);
        var (left, right) = (DayMarks.Of(Roll(before, day), before, day, 900_000), DayMarks.Of(Roll(late, day), late, day, 900_000));
        right.Digest.ShouldNotBe(left.Digest);
        (right.Head, right.Tail).ShouldBe((left.Head, left.Tail));
        var edge = Beats.InOrder([.. before, Beats.At(day.Start.ToUnixTimeSeconds() + 899)]);
        DayMarks.Of(Roll(edge, day), edge, day, 900_000).Head.ShouldNotBe(left.Head);
    }

    [Theory]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-11-18", 24)]
    public void A_day_filled_with_heartbeats_is_as_long_as_the_day(string date, int hours)
    {
        var day = Berlin.Of(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        var from = day.Start.ToUnixTimeSeconds() - 600;
        var rollup = Roll(Enumerable.Range(0, 26 * 12).Select(five => Beats.At(from + five * 300)), day);
        rollup.Totals.Sum(row => row.Time.Ms).ShouldBe(hours * 3_600_000);
        rollup.Hours.Count.ShouldBe(hours == 23 ? 23 : 24);
        if (hours == 25) rollup.Hours.Single(row => row.Hour == 2).Ms.ShouldBe(2 * 3_600_000);
        rollup.Sessions.Single().FromBefore.ShouldBeTrue();
    }

    [Fact]
    public void Browsers_count_only_when_the_person_wants_them_to()
    {
        var noon = Start(new DateOnly(2026, 11, 18)) + 43_200;
        var beats = new[] { Beats.At(noon), Beats.At(noon + 60) with { Kind = DeviceKind.Browser }, Beats.At(noon + 120) };
        Roll(beats, DayOf(noon)).Totals.Sum(row => row.Time.Ms).ShouldBe(120_000);
        Roll(beats[..2], DayOf(noon), StatSettings.Default with { IncludeBrowser = false }).Totals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("[]", 0)]
    [InlineData("{\"ai_line_changes\":7}", 7)]
    [InlineData("{\"ai_line_changes\":\"-3\"}", -3)]
    [InlineData("{\"ai_line_changes\":1e300}", 1_000_000_000)]
    [InlineData("{\"ai_line_changes\":{\"a\":1},\"lines\":5}", 0)]
    [InlineData("{\"ai_line_changes\":", 0)]
    public void Counts_are_read_from_whatever_was_sent(string body, long lines) => AiReader.Of(body).LinesAi.ShouldBe(lines);
}

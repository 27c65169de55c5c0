using Daybook.Insights.Stats;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Stats;

public sealed class BeatTimerTests
{
    private const long Quarter = 15 * 60_000;

    private static readonly Beat[] Table =
    [
        Beats.At(0), Beats.At(120), Beats.At(300), Beats.At(420, "B"), Beats.At(540, "B"), Beats.At(1500), Beats.At(1560),
    ];

    private static Dictionary<string, long> Seconds(IReadOnlyList<Beat> beats, long timeoutMs) => BeatTimer.Slices(beats, timeoutMs)
        .GroupBy(slice => beats[slice.Beat].Repository!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(slice => slice.DurationMs) / 1000, StringComparer.Ordinal);

    [Theory]
    [InlineData(15, 480, 120)]
    [InlineData(20, 480, 1080)]
    [InlineData(16, 480, 120)]
    public void A_gap_under_the_timeout_belongs_to_the_earlier_heartbeat(int minutes, long a, long b)
    {
        var seconds = Seconds(Table, minutes * 60_000L);
        seconds["A"].ShouldBe(a);
        seconds["B"].ShouldBe(b);
    }

    [Fact]
    public void A_gap_as_long_as_the_timeout_counts_nothing()
    {
        Seconds([Beats.At(0), Beats.At(900)], Quarter).ShouldBeEmpty();
        Seconds([Beats.At(0), Beats.At(899.999)], Quarter)["A"].ShouldBe(899);
    }

    [Fact]
    public void One_heartbeat_alone_counts_nothing() => BeatTimer.Slices([Beats.At(0)], Quarter).ShouldBeEmpty();

    [Fact]
    public void Two_tools_side_by_side_count_once()
    {
        var beats = Beats.InOrder(Enumerable.Range(0, 31).SelectMany(minute => (Beat[])[
            Beats.At(minute * 60, tool: "VS Code"), Beats.At(minute * 60 + 1, tool: "Zed", device: 2)]));
        BeatTimer.Slices(beats, Quarter).Sum(slice => slice.DurationMs).ShouldBe(30 * 60_000 + 1_000);
    }

    [Fact]
    public void What_a_watcher_saw_for_a_while_counts_whole_also_at_the_end()
    {
        var beats = new[] { Beats.At(0, covered: 3600), Beats.At(4000, "B", covered: 60) };
        var seconds = Seconds(beats, Quarter);
        seconds["A"].ShouldBe(4000);
        seconds["B"].ShouldBe(60);
        Seconds([Beats.At(0, covered: 3600)], 120_000)["A"].ShouldBe(3600);
    }

    [Fact]
    public void A_heartbeat_inside_a_longer_stretch_holds_until_the_next_or_gives_the_time_back()
    {
        var inside = new[] { Beats.At(0, "long", covered: 1800), Beats.At(60, "pulse", device: 2), Beats.At(120, "pulse", device: 2) };
        var seconds = Seconds(inside, Quarter);
        seconds["pulse"].ShouldBe(60);
        seconds["long"].ShouldBe(1740);
    }

    [Fact]
    public void A_tool_that_says_idle_ends_its_own_time_and_nobody_elses()
    {
        Seconds([Beats.At(0), Beats.At(300, idle: true), Beats.At(600)], Quarter)["A"].ShouldBe(300);
        Seconds([Beats.At(0), Beats.At(300, device: 2, idle: true), Beats.At(600)], Quarter)["A"].ShouldBe(600);
    }

    [Fact]
    public void What_lies_within_a_stretch_is_cut_to_it()
    {
        var slices = BeatTimer.Within(BeatTimer.Slices([Beats.At(0), Beats.At(600)], Quarter), 100_000, 500_000).ToArray();
        slices.ShouldBe([new BeatSlice(100_000, 400_000, 0)]);
    }
}

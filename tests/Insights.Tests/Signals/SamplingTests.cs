using Daybook.Enrichment.Contracts;
using Daybook.Insights.Signals;
using Daybook.Insights.Signals.Rules;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Signals;

/// <summary>What a person is told must not depend on how often their devices look, or on how many there are.</summary>
public sealed class SamplingTests
{
    private const int Days = 100;
    private static readonly int[] Intervals = [10_000, 30_000, 60_000];

    [Fact]
    public void A_hundred_days_give_the_same_signals_at_every_rate_and_with_any_devices()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var differing = new List<string>();
        for (var seed = 1; seed <= Days; seed++)
        {
            var day = LivedDay.Of(seed);
            var ways = (from devices in Enum.GetValues<Devices>() from interval in Intervals select (devices, interval, Said: Signals(day, day.Seen(interval, devices)))).ToArray();
            foreach (var kind in ways[0].Said.Select(line => line.Split(' ')[0])) seen[kind] = seen.GetValueOrDefault(kind) + 1;
            differing.AddRange(ways.Where(way => !way.Said.SequenceEqual(ways[0].Said, StringComparer.Ordinal)).Select(way =>
                $"seed {seed}, {way.devices}, {way.interval / 1000} s: +[{string.Join(", ", way.Said.Except(ways[0].Said))}] -[{string.Join(", ", ways[0].Said.Except(way.Said))}]"));
        }

        TestContext.Current.SendDiagnosticMessage(string.Join(", ", seen.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Value}")));
        differing.ShouldBeEmpty();
        // Days on which nothing is ever raised would prove nothing; nor would kinds that every day has.
        string[] expected =
        [
            Kinds.ContextSwitching, Kinds.PingPong, Kinds.FocusBlocks, Kinds.FragmentedFocus, Kinds.MeetingLoad, Kinds.AfterHours, Kinds.ShortRest, Kinds.LongStreak,
            Kinds.NoMealBreak, Kinds.UnattributedShare, Kinds.CaptureGap,
        ];
        expected.Except(seen.Keys, StringComparer.Ordinal).ShouldBeEmpty();
        seen.Where(kind => kind.Key is not (Kinds.FocusBlocks or Kinds.LongStreak)).ShouldAllBe(kind => kind.Value < Days);
    }

    [Fact]
    public void The_rates_do_see_different_days()
    {
        // Merely counting the edges of blocks says something else at another rate on a third of these days: the equality above is not for want of a difference.
        var days = Enumerable.Range(1, Days).Select(LivedDay.Of).ToArray();
        days.Count(day => Plain(day.Seen(10_000, Devices.One)) != Plain(day.Seen(60_000, Devices.One))).ShouldBeGreaterThan(Days / 5);
    }

    private static int Plain(DayBlocks day) => day.Blocks.Zip(day.Blocks.Skip(1)).Count(pair => (pair.First.ProjectId, pair.First.Category) != (pair.Second.ProjectId, pair.Second.Category));

    private static string[] Signals(LivedDay lived, DayBlocks seen)
    {
        var start = DayPicture.Minute(lived.Day.Start.ToUnixTimeMilliseconds());
        var weekend = lived.Day.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var before = Enumerable.Range(1, 10).Select(ago => lived.Day.Date.AddDays(-ago)).Order()
            .Select(date => new DayMeasure(date, 420, 0, 6 + date.DayNumber % 9, start - 150, 480, true)).ToArray();
        var day = new SignalDay(
            7, lived.Day.Date, DayPicture.Of(seen.Blocks), weekend ? [] : [new Minutes(start + 9 * 60, start + 17 * 60)], true, before, [], true)
        {
            Asked = [Kinds.LongStreak], TargetMinutes = weekend ? null : 480,
        };
        return [.. SignalRules.Of(day, Standing.None).Select(finding => $"{finding.Kind} {finding.Scope} {finding.Window} {finding.Band}").Order(StringComparer.Ordinal)];
    }
}

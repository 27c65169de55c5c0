using System.Diagnostics;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Tests.Samples;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Scoring;

public sealed class SampleWeekTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Weeks => new(SampleDays.Profiles.SelectMany(profile => new[] { (profile, "tracker"), (profile, "activitywatch") }));

    [Theory, MemberData(nameof(Weeks))]
    public void A_sample_week_is_conserved_and_attributed_well(string profile, string protocol)
    {
        var week = protocol == "tracker" ? SampleDays.Tracker(profile) : SampleDays.ActivityWatch(profile);
        var blocks = new List<Block>();
        var watch = new Stopwatch();
        foreach (var date in Enumerable.Range(0, 6).Select(offset => new DateOnly(2026, 3, 2).AddDays(offset)))
        {
            var day = week.Clock.Of(date);
            var inputs = new DayInputs(7, day, week.Clock, week.Of(day), week.Catalog, []);
            watch.Start();
            var derived = DayDerivation.Blocks(inputs);
            watch.Stop();
            derived.Blocks.Sum(block => block.DurationMs).ShouldBe(derived.ObservedMs);
            derived.Blocks.Zip(derived.Blocks.Skip(1)).ShouldAllBe(pair => pair.First.EndMs <= pair.Second.StartMs);
            blocks.AddRange(derived.Blocks);
        }

        var score = Score.Of(week, blocks);
        output.WriteLine($"{profile}/{protocol}: precision {score.Precision:0.000} recall {score.Recall:0.000} accuracy {score.Accuracy:0.000} "
            + $"project precision {score.ProjectPrecision:0.000} presence error {score.PresenceError:0.000} personal leak {score.PersonalLeak:0.000} "
            + $"rows/day {score.Rows / 5.0:0.0} {watch.ElapsedMilliseconds} ms");
        score.Precision.ShouldBeGreaterThan(0.85);
        score.ProjectPrecision.ShouldBeGreaterThan(0.94);
        score.Accuracy.ShouldBeGreaterThan(0.73);
        score.PersonalLeak.ShouldBeLessThan(0.2);
    }
}

using Daybook.Enrichment.Continuity;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Continuity;

public sealed class ChainTests
{
    private static readonly double[] Even = [1 / 3.0, 1 / 3.0, 1 / 3.0];

    /// <summary>Every way through a short day is added up by hand, so to speak.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Forward_and_backward_give_what_adding_up_all_ways_through_the_day_gives(int seed)
    {
        var random = new Random(seed);
        const int moments = 5, purposes = 3;
        var scores = Enumerable.Range(0, moments).Select(_ => Enumerable.Range(0, purposes).Select(_ => random.NextDouble() * 6 - 3).ToArray()).ToArray();
        var switches = Enumerable.Range(0, moments).Select(_ => random.NextDouble()).ToArray();
        double[] priors = [0.5, 0.2, 0.3];

        var solved = Chain.Solve(scores, switches, priors);

        var sums = Enumerable.Range(0, moments).Select(_ => new double[purposes]).ToArray();
        for (var way = 0; way < Math.Pow(purposes, moments); way++)
        {
            var path = Enumerable.Range(0, moments).Select(t => way / (int)Math.Pow(purposes, t) % purposes).ToArray();
            var weight = priors[path[0]] * Math.Exp(scores[0][path[0]]);
            for (var t = 1; t < moments; t++)
            {
                var stays = path[t] == path[t - 1] ? 1 - switches[t] : 0;
                weight *= (stays + switches[t] * priors[path[t]]) * Math.Exp(scores[t][path[t]]);
            }

            for (var t = 0; t < moments; t++) sums[t][path[t]] += weight;
        }

        for (var t = 0; t < moments; t++)
            for (var s = 0; s < purposes; s++) solved[t][s].ShouldBe(sums[t][s] / sums[t].Sum(), 1e-9);
    }

    [Fact]
    public void A_moment_that_says_nothing_is_for_what_stands_on_both_sides_of_it()
    {
        var solved = Chain.Solve([[0, 5, 0], [0, 0, 0], [0, 5, 0]], [0, 0.1, 0.1], Even);
        solved[1][1].ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Between_two_purposes_it_may_be_for_either()
    {
        var solved = Chain.Solve([[0, 5, 0], [0, 0, 0], [0, 0, 5]], [0, 0.1, 0.1], Even);
        solved[1][1].ShouldBe(solved[1][2], 1e-9);
        solved[1][1].ShouldBeGreaterThan(solved[1][0]);
    }

    [Fact]
    public void Weights_far_apart_stay_numbers()
    {
        var solved = Chain.Solve([[0, 900, -900], [-900, 900, 0], [0, 0, -1e9]], [0, 0.02, 0.6], Even);
        solved.ShouldAllBe(moment => moment.All(double.IsFinite) && Math.Abs(moment.Sum() - 1) < 1e-9);
    }
}

using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Query;

/// <summary>Four times the events, each with data of its own, against the fewer of them in turn: what other work slows, it slows on both sides.</summary>
[Trait("speed", "slow")]
public sealed class GrowthTests(ITestOutputHelper output)
{
    private const int Few = 25_000;
    private const int Times = 4;

    private static readonly Buckets Fewer = Bucket(Few), More = Bucket(Times * Few);

    [Theory]
    [InlineData("merge_events_by_keys(e, ['app'])")]
    [InlineData("sort_by_duration(merge_events_by_keys(flood(e), ['app', 'title']))")]
    [InlineData("categorize(flood(e), RULES)")]
    public async Task A_query_grows_with_its_events_and_not_with_their_square(string call)
    {
        var rules = string.Join(',', Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"[['C', '{i}'], {{'regex': 'App {i}$|title of nobody {i}'}}]")));
        var program = $"e = query_bucket('w'); RETURN = sum_durations({call.Replace("RULES", $"[{rules}]", StringComparison.Ordinal)});";
        var (few, many) = (double.MaxValue, double.MaxValue);
        await Fewer.RunAsync(program);
        for (var i = 0; i < 4; i++)
        {
            few = Math.Min(few, await SecondsAsync(Fewer, program));
            many = Math.Min(many, await SecondsAsync(More, program));
        }

        output.WriteLine($"{call}: {few * 1000:0} ms → {many * 1000:0} ms");

        // In proportion it is 4, with the square 16.
        (many / few).ShouldBeLessThan(2 * Times);
    }

    private static async Task<double> SecondsAsync(Buckets buckets, string program)
    {
        var clock = Stopwatch.StartNew();
        await buckets.RunAsync(program);
        return clock.Elapsed.TotalSeconds;
    }

    private static Buckets Bucket(int events) => new Buckets().With("w", Enumerable.Range(0, events).Select(i => Buckets.Event(
        i * 0.8, 0.7, string.Create(CultureInfo.InvariantCulture, $$"""{"app":"App {{i % 40}}","title":"A window with a title of its own, {{i % 5000}}"}"""))));
}

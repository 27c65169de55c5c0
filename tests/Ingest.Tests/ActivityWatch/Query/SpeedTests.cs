using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Query;

/// <summary>A hundred thousand events, each with data of its own.</summary>
[Trait("speed", "slow")]
public sealed class SpeedTests(ITestOutputHelper output)
{
    private static readonly Buckets Many = new Buckets().With("w", Enumerable.Range(0, 100_000).Select(i => Buckets.Event(
        i * 0.8, 0.7, string.Create(CultureInfo.InvariantCulture, $$"""{"app":"App {{i % 40}}","title":"A window with a title of its own, {{i % 5000}}"}"""))));

    [Theory]
    [InlineData("merge_events_by_keys(e, ['app'])", 60.0)]
    [InlineData("sort_by_duration(merge_events_by_keys(flood(e), ['app', 'title']))", 60.0)]
    [InlineData("categorize(flood(e), RULES)", 60.0)]
    public async Task It_does_not_grow_with_the_square_of_the_events(string call, double seconds)
    {
        var rules = string.Join(',', Enumerable.Range(0, 10).Select(i => string.Create(CultureInfo.InvariantCulture, $"[['C', '{i}'], {{'regex': 'App {i}$|title of nobody {i}'}}]")));
        var program = $"e = query_bucket('w'); RETURN = sum_durations({call.Replace("RULES", $"[{rules}]", StringComparison.Ordinal)});";
        // What grows with the square takes many minutes here; the bound is far above what a loaded machine needs.
        var best = double.MaxValue;
        for (var i = 0; i < 4; i++)
        {
            var clock = Stopwatch.StartNew();
            await Many.RunAsync(program);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }

        output.WriteLine($"{call}: {best * 1000:0} ms");
        best.ShouldBeLessThan(seconds);
    }
}

using System.Globalization;
using Daybook.Ingest.ActivityWatch.Query;
using Daybook.Ingest.ActivityWatch.Query.Transforms;
using Daybook.Ingest.ActivityWatch.Query.Values;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.ActivityWatch.Query;

/// <summary>What must hold for any events.</summary>
public sealed class TransformProperties
{
    private static readonly AwData[] Contexts = [.. new[] { """{"app":"A"}""", """{"app":"B","title":"x"}""", """{"app":"A","title":"y"}""", "{}" }.Select(AwData.Parse)];

    // Tenths of a second within a minute: close enough to touch, overlap and stand within each other.
    private static readonly Gen<AwEvent[]> Any =
        (from start in Gen.Choose(0, 600) from length in Gen.OneOf(Gen.Choose(0, 20), Gen.Choose(0, 200)) from context in Gen.Choose(0, Contexts.Length - 1)
         select Event(start, length, context)).ArrayOf();

    // In order, one after the other, some touching.
    private static readonly Gen<AwEvent[]> InOrder =
        (from gap in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 30)) from length in Gen.Choose(1, 40) from context in Gen.Choose(0, Contexts.Length - 1) select (gap, length, context))
        .ArrayOf().Select(steps =>
        {
            var at = 0;
            return steps.Select(step =>
            {
                var one = Event(at + step.gap, step.length, step.context);
                at += step.gap + step.length;
                return one;
            }).ToArray();
        });

    private static QueryBudget Budget => new(QueryLimits.Time, default);

    private static AwEvent Event(int start, int length, int context) =>
        new(null, Buckets.Start.AddMilliseconds(start * 100), TimeSpan.FromMilliseconds(length * 100), Contexts[context]);

    private static void ForAll(Gen<AwEvent[]> one, Gen<AwEvent[]> other, Action<AwEvent[], AwEvent[]> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll((from left in one from right in other select (left, right)).ToArbitrary(), pair => holds(pair.left, pair.right)));

    /// <summary>How often each tenth of a second is covered.</summary>
    private static int[] Cover(IEnumerable<AwEvent> events)
    {
        var cover = new int[4000];
        foreach (var one in events)
            for (var at = (one.Start - Buckets.Start).Ticks / 1_000_000; at < (one.End - Buckets.Start).Ticks / 1_000_000; at++) cover[at]++;
        return cover;
    }

    private static long Sum(IEnumerable<AwEvent> events) => events.Sum(one => one.Duration.Ticks);

    [Fact]
    public void A_flood_keeps_the_order_and_leaves_nothing_empty_and_only_fills_short_gaps() => ForAll(Any, Any, (events, _) =>
    {
        var flooded = Flood.LongerGrows(events, Budget);
        flooded.ShouldAllBe(one => one.Duration > TimeSpan.Zero);
        flooded.Zip(flooded.Skip(1)).ShouldAllBe(pair => pair.First.Start <= pair.Second.Start);
        flooded.Select(one => one.Data).Distinct().ShouldBeSubsetOf(events.Select(one => one.Data));
        Cover(events).Zip(Cover(flooded)).All(pair => pair.First == 0 || pair.Second > 0).ShouldBeTrue();
    });

    [Fact]
    public void A_flood_of_events_in_order_keeps_them_apart_and_leaves_only_long_gaps() => ForAll(InOrder, InOrder, (events, _) =>
    {
        foreach (var flooded in new[] { Flood.LongerGrows(events, Budget), Flood.Midpoint(events, Budget) })
        {
            flooded.Zip(flooded.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
            Cover(flooded).Max().ShouldBeLessThanOrEqualTo(1);
            Sum(flooded).ShouldBeGreaterThanOrEqualTo(Sum(events));
        }

        var open = events.Zip(events.Skip(1)).Select(pair => pair.Second.Start - pair.First.End).Where(gap => gap <= TimeSpan.FromSeconds(5)).Sum(gap => gap.Ticks);
        Sum(Flood.LongerGrows(events, Budget)).ShouldBe(Sum(events) + open);
    });

    [Fact]
    public void A_union_without_overlap_covers_no_instant_twice_and_all_that_either_covers() => ForAll(InOrder, InOrder, (first, second) =>
    {
        var union = Periods.UnionWithoutOverlap(first, second, Budget);
        Cover(union).SequenceEqual(Cover(first).Zip(Cover(second), Math.Max)).ShouldBeTrue();
        union.Zip(union.Skip(1)).ShouldAllBe(pair => pair.First.End <= pair.Second.Start);
        first.ShouldBeSubsetOf(union);
    });

    [Fact]
    public void An_intersection_lies_in_both_and_counts_each_instant_of_an_event_once() => ForAll(Any, Any, (events, filters) =>
    {
        var pieces = Periods.Intersect(events, filters, Budget);
        var filtered = Cover(filters);
        Cover(pieces).SequenceEqual(Cover(events).Select((count, at) => filtered[at] > 0 ? count : 0)).ShouldBeTrue();
        pieces.ShouldAllBe(piece => events.Any(one => one.Start <= piece.Start && piece.End <= one.End && ReferenceEquals(one.Data, piece.Data)));
    });

    [Fact]
    public void A_union_of_periods_is_the_time_that_either_covers_in_as_few_pieces_as_can_be() => ForAll(Any, Any, (one, other) =>
    {
        var union = Periods.Union(one, other, Budget);
        Cover(union).SequenceEqual(Cover(one).Zip(Cover(other), (left, right) => Math.Min(1, left + right))).ShouldBeTrue();
        union.Zip(union.Skip(1)).ShouldAllBe(pair => pair.First.End < pair.Second.Start);
        union.ShouldAllBe(period => period.Data.Members.Count == 0);
    });

    [Fact]
    public void Merging_keeps_the_sum_of_durations_and_says_each_combination_once() => ForAll(Any, Any, (events, _) =>
    {
        foreach (var keys in new string[][] { ["app"], ["app", "title"], ["none"] })
        {
            var merged = Merging.ByKeys(events, keys, Budget);
            Sum(merged).ShouldBe(Sum(events));
            merged.Select(one => one.Data).ShouldBeUnique();
            merged.ShouldAllBe(one => one.Data.Members.Keys.All(key => keys.Contains(key)));
        }

        Sum(Merging.Chunks(events.Where(one => one.Data.Has("app")).ToArray(), "app", Budget)).ShouldBe(Sum(events.Where(one => one.Data.Has("app"))));
    });

    [Fact]
    public void Sorting_is_stable_and_loses_nothing() => ForAll(Any, Any, (events, _) =>
    {
        Lists.ByStart(events, Budget).ShouldBe(events.OrderBy(one => one.Start), ignoreOrder: false);
        Lists.ByDuration(events, Budget).ShouldBe(events.OrderByDescending(one => one.Duration), ignoreOrder: false);
    });

    [Fact]
    public void The_deepest_category_wins_and_of_equally_deep_ones_the_last()
    {
        var paths = from depth in Gen.Choose(1, 4) from name in Gen.Choose(0, 999) from holds in ArbMap.Default.GeneratorFor<bool>()
                    select (Path: new AwList([.. Enumerable.Range(0, depth).Select(at => (object?)string.Create(CultureInfo.InvariantCulture, $"{name}.{at}"))]), Holds: holds);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(paths.ArrayOf().ToArbitrary(), rules =>
        {
            var categories = rules.Select(rule => (rule.Path, Rule.Of(AwData.Parse(rule.Holds ? """{"regex":"^A$"}""" : """{"regex":"Z"}""")))).ToArray();
            var expected = rules.Where(rule => rule.Holds).Select((rule, at) => (rule.Path, at)).OrderBy(rule => rule.Path.Count).ThenBy(rule => rule.at).LastOrDefault().Path;
            var category = (AwList)Categories.Categorize(Contexts[0], categories, Budget).Members["$category"]!;
            category.ShouldBe(expected ?? new AwList(["Uncategorized"]));
        }));
    }
}

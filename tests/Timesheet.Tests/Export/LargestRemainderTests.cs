using Daybook.Timesheet.Export;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Timesheet.Tests.Export;

public sealed class LargestRemainderTests
{
    private const long Minute = 60_000;

    [Fact]
    public void Three_parts_of_twenty_seconds_show_one_minute() =>
        LargestRemainder.Split([20_000, 20_000, 20_000], Minute).ShouldBe([1, 0, 0]);

    [Fact]
    public void The_largest_remainder_is_rounded_up_first() =>
        LargestRemainder.Split([90_000, 119_000, 61_000], Minute).ShouldBe([2, 2, 1]);

    [Fact]
    public void Nothing_is_nothing() => LargestRemainder.Split([], Minute).ShouldBeEmpty();

    [Fact]
    public void The_parts_add_to_the_rounded_total_and_none_is_a_unit_away_from_the_truth()
    {
        var cases = from parts in Gen.Choose(0, 50_000_000).ArrayOf() from unit in Gen.Elements(1L, 36_000L, Minute, 900_000L) select (parts, unit);

        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            var parts = pair.parts.Select(part => (long)part).ToArray();
            var units = LargestRemainder.Split(parts, pair.unit);

            units.Sum().ShouldBe(LargestRemainder.Round(parts.Sum(), pair.unit));
            for (var i = 0; i < parts.Length; i++) Math.Abs(units[i] * pair.unit - parts[i]).ShouldBeLessThan(pair.unit);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_longer_part_is_never_shown_shorter()
    {
        Prop.ForAll(Gen.Choose(0, 5_000_000).ArrayOf().ToArbitrary(), parts =>
        {
            var sorted = parts.Select(part => (long)part).OrderDescending().ToArray();

            LargestRemainder.Split(sorted, Minute).ShouldBeInOrder(SortDirection.Descending);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}

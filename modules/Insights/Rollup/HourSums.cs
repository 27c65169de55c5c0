using System.Runtime.InteropServices;
using Daybook.Insights.Stats;

namespace Daybook.Insights.Rollup;

/// <summary>Time by the hour the wall shows. Where clocks go back, an hour is seen twice and may hold more than sixty minutes.</summary>
internal sealed class HourSums(TimeZoneInfo zone)
{
    private const long HourMs = 3_600_000;

    private readonly Dictionary<(StatStream Stream, int Hour), Counted> sums = [];

    public void Add(StatStream stream, long start, long end, Counted whole)
    {
        for (var cursor = start; cursor < end;)
        {
            var wall = cursor + (long)zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(cursor)).TotalMilliseconds;
            var edge = Math.Min(end, cursor + HourMs - Mod(wall, HourMs));
            var hour = (int)(Mod(wall, 24 * HourMs) / HourMs);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (stream, hour), out _);
            sum += Part(whole, (int)(edge - cursor));
            cursor = edge;
        }
    }

    public IReadOnlyList<HourRow> Rows() =>
        [.. sums.OrderBy(sum => sum.Key).Select(sum => new HourRow(sum.Key.Stream, sum.Key.Hour, sum.Value.Ms, sum.Value.StrictMs, sum.Value.WakaMs))];

    private static Counted Part(Counted whole, int ms) =>
        new(whole.Ms > 0 ? ms : 0, whole.StrictMs > 0 ? ms : 0, whole.WakaMs > 0 ? ms : 0, 0, 0);

    private static long Mod(long value, long by) => (value % by + by) % by;
}

using System.Security.Cryptography;
using System.Text.Json;
using Daybook.Insights.Stats;
using Daybook.Kernel.Time;

namespace Daybook.Insights.Rollup;

/// <summary>What a day comes to, as digests: its rows, and its heartbeats within the timeout of its edges. Empty where there is nothing.</summary>
internal sealed record DayMarks(Guid Digest, Guid Head, Guid Tail)
{
    public static readonly DayMarks None = new(Guid.Empty, Guid.Empty, Guid.Empty);

    public static DayMarks Of(DayRollup rollup, IReadOnlyList<Beat> beats, LocalDay day, long reachMs)
    {
        var (from, to) = (day.Start.ToUnixTimeMilliseconds(), day.End.ToUnixTimeMilliseconds());
        var inside = beats.Where(beat => beat.AtMs >= from && beat.AtMs < to).ToArray();
        return new DayMarks(
            rollup.IsEmpty ? Guid.Empty : Hash(rollup),
            Edge([.. inside.Where(beat => beat.AtMs < from + reachMs)]),
            Edge([.. inside.Where(beat => beat.EndMs > to - reachMs)]));
    }

    private static Guid Edge(Beat[] beats) => beats.Length == 0 ? Guid.Empty : Hash(beats.Select(beat => beat with { Body = "" }));

    /// <summary>Equal for equal content, to the byte.</summary>
    private static Guid Hash<T>(T content) => new(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)).AsSpan(0, 16));
}

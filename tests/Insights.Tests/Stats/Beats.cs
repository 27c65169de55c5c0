using Daybook.Ingest.Contracts;
using Daybook.Insights.Stats;

namespace Daybook.Insights.Tests.Stats;

/// <summary>Heartbeats for tests. Times are seconds.</summary>
internal static class Beats
{
    public static Beat At(
        double second, string project = "A", string tool = "VS Code", int device = 1, SampleSource source = SampleSource.Assist, double covered = 0,
        bool idle = false, string? language = null, string? file = null, string body = "", int id = 0) =>
        new((long)(second * 1000), file, "file", project, null, language, tool, "desk", "Linux", "coding", source, false,
            source == SampleSource.Agent ? DeviceKind.CodingAgent : DeviceKind.Editor, device, IdOf(second, tool, id), null, body, null)
        {
            CoveredMs = (int)(covered * 1000), IsIdle = idle, FileKey = file ?? "",
        };

    public static Beat[] InOrder(IEnumerable<Beat> beats) => [.. beats.OrderBy(beat => beat.AtMs).ThenBy(beat => beat.EventId).ThenBy(beat => beat.DeviceId)];

    private static Guid IdOf(double second, string tool, int id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, (long)(second * 1000));
        BitConverter.TryWriteBytes(bytes[8..], tool.Sum(letter => letter) * 31 + id);
        return new Guid(bytes);
    }
}

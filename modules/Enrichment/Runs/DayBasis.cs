using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Rules;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;

namespace Daybook.Enrichment.Runs;

/// <summary>
/// What a derived day rests on, as fingerprints. <paramref name="Seen"/>: the day's edges and what was observed. <paramref name="Said"/>: what
/// the person reviewed and wrote. <paramref name="Rules"/>: the rules that hold for it. What else a day rests on changed elsewhere.
/// </summary>
internal sealed record DayBasis(string Seen, string Said, string Rules)
{
    public static DayBasis Of(LocalDay day, DaySamples samples, IReadOnlyList<LabelRule> rules, IReadOnlyList<ReviewedStretch> reviewed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var text = new MemoryStream();
        using (var writer = new BinaryWriter(text, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(day.Start.ToUnixTimeMilliseconds());
            writer.Write(day.End.ToUnixTimeMilliseconds());
            foreach (var sample in samples.Samples) Write(writer, sample);
        }

        hash.AppendData(text.GetBuffer().AsSpan(0, (int)text.Length));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(samples.Contexts));
        var held = rules.Where(rule => rule.Enabled).Select(rule => rule.Reference).Order(StringComparer.Ordinal);
        return new DayBasis(Short(hash.GetHashAndReset()), Short(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reviewed))), Short(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(held))));
    }

    private static string Short(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, 16));

    private static void Write(BinaryWriter writer, Sample sample)
    {
        writer.Write(sample.DeviceId);
        writer.Write(sample.EndMs);
        writer.Write(sample.DurationMs);
        writer.Write(sample.IdleMs);
        writer.Write((short)sample.State);
        writer.Write((short)sample.Source);
        writer.Write(sample.InCall);
        writer.Write(sample.Context);
        Span<byte> id = stackalloc byte[16];
        sample.EventId.TryWriteBytes(id);
        writer.Write(id);
    }
}

using System.Text.Json;

namespace Daybook.Ingest.Tests.Tracker;

/// <summary>An answer of events:batch, read.</summary>
public sealed record BatchAnswer(int Accepted, int Duplicates, int Rejected, int Repaired, long ServerSeq, IReadOnlyList<string> Verdicts, IReadOnlyList<string?> Reasons)
{
    public static BatchAnswer Of(JsonElement answer) => new(
        answer.GetProperty("accepted").GetInt32(), answer.GetProperty("duplicates").GetInt32(), answer.GetProperty("rejected").GetArrayLength(),
        answer.GetProperty("repaired").GetInt32(), answer.GetProperty("server_seq").GetInt64(),
        [.. answer.GetProperty("verdicts").EnumerateArray().Select(one => one.GetProperty("verdict").GetString()!)],
        [.. answer.GetProperty("verdicts").EnumerateArray().Select(one => one.GetProperty("reason").GetString())]);

    public int Sent => Accepted + Duplicates + Rejected;
}

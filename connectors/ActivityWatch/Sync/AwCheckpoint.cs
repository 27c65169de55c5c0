using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daybook.Connectors.ActivityWatch.Sync;

/// <summary>How far one bucket is read; instants in Unix milliseconds.</summary>
/// <param name="Mark">Everything that starts before it is stored; at rest it is the start of the newest event, which may still grow.</param>
/// <param name="Since">From where on the bucket was ever read: a longer look-back reads again.</param>
/// <param name="Created">The server's own word for the bucket's birth. Another one means another bucket of the same name.</param>
/// <param name="Floor">Before it nothing is restated: it was seen in an earlier bucket that is gone.</param>
internal sealed record BucketMark(long Mark, long Since, string Created, long Floor);

/// <summary>The marks of all buckets, as the checkpoint's text.</summary>
internal sealed record AwCheckpoint(SortedDictionary<string, BucketMark> Buckets)
{
    /// <summary>Reads a checkpoint; one that is not ours is none, and everything is read again.</summary>
    public static AwCheckpoint Read(Checkpoint? checkpoint)
    {
        try
        {
            if (checkpoint is not null && JsonSerializer.Deserialize(checkpoint.Value, AwJson.Default.AwCheckpoint) is { Buckets: { } buckets })
                return new AwCheckpoint(new SortedDictionary<string, BucketMark>(buckets, StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            // Falls through: the identities of events absorb a second reading.
        }

        return new AwCheckpoint(new SortedDictionary<string, BucketMark>(StringComparer.Ordinal));
    }

    public Checkpoint Write() => new(JsonSerializer.Serialize(this, AwJson.Default.AwCheckpoint));
}

// Source-generated: reflection over our types would keep this assembly in memory after it is replaced.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AwCheckpoint))]
internal sealed partial class AwJson : JsonSerializerContext;

using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Buckets;

/// <summary>Writes a bucket's members in ActivityWatch's shape, into an object that is open.</summary>
internal static class BucketJson
{
    public static void Write(Utf8JsonWriter writer, Bucket bucket)
    {
        writer.WriteString("id", bucket.ShownId.Length > 0 ? bucket.ShownId : bucket.BucketId);
        writer.WriteString("created", AwTime.Format(bucket.Created));
        writer.WriteNull("name");
        writer.WriteString("type", bucket.Type);
        writer.WriteString("client", bucket.Client);
        writer.WriteString("hostname", bucket.Hostname);
        writer.WritePropertyName("data");
        writer.WriteRawValue(bucket.Data, skipInputValidation: true);
    }
}

using System.Text.Json;

namespace Daybook.Connectors.ActivityWatch.Client;

/// <summary>Reads what a bucket says of itself, from the list or from an export.</summary>
internal static class BucketReader
{
    /// <summary>The bucket, or null when it is no object or its id cannot be asked for.</summary>
    public static AwBucket? Read(string id, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!IsUsable(id) || !reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        var bucket = new AwBucket(id, "", "", "", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = LenientText.Of(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String) bucket = With(bucket, name, LenientText.Of(ref reader, 256));
            else reader.Skip();
        }

        return bucket;
    }

    public static AwBucket With(AwBucket bucket, string name, string value) => name switch
    {
        "type" => bucket with { Type = value },
        "client" => bucket with { Client = value },
        "hostname" => bucket with { Hostname = value },
        "created" => bucket with { Created = value },
        _ => bucket,
    };

    /// <summary>An id that stays one path segment when it is asked for, and one line when it is shown.</summary>
    public static bool IsUsable(string id) => id.Length is > 0 and <= 256 && id is not ("." or "..") && !id.Any(char.IsControl);

    /// <summary>A JSON string's text; null for any other value.</summary>
    public static string? Text(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && reader.TokenType == JsonTokenType.String ? LenientText.Of(ref reader) : null;
    }
}

using System.Text.Json;

namespace Daybook.Ingest.ActivityWatch.Query.Values;

/// <summary>An ActivityWatch event. Immutable: a transform answers other events.</summary>
internal sealed record AwEvent(long? Id, DateTimeOffset Start, TimeSpan Duration, AwData Data)
{
    /// <summary>Never beyond what an instant can be, however long the event says it is.</summary>
    public DateTimeOffset End => new(Math.Clamp(Start.UtcTicks + Math.Clamp(Duration.Ticks, -DateTime.MaxValue.Ticks, DateTime.MaxValue.Ticks), 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    /// <summary>In ActivityWatch's shape: <c>id</c>, <c>timestamp</c>, <c>duration</c> in seconds, <c>data</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Id is { } id) writer.WriteNumber("id", id);
        else writer.WriteNull("id");
        writer.WriteString("timestamp", AwTime.Format(Start));
        writer.WritePropertyName("duration");
        AwValue.Write(writer, Duration.TotalSeconds);
        writer.WritePropertyName("data");
        Data.WriteTo(writer);
        writer.WriteEndObject();
    }
}

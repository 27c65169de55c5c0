using System.Buffers;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Canonical;

namespace Daybook.Ingest.Tracker.Reading;

/// <summary>What the contract knows and the narrow row does not: the system's state, an evidence reference, the device's zone.</summary>
/// <param name="homeZone">The person's own zone, which goes without saying.</param>
internal sealed class ExtraReader(bool mended, string? homeZone)
{
    private readonly RepeatedText network = new(32, mended);
    private readonly RepeatedText evidence = new(128, mended);
    private readonly RepeatedText zone = new(64, mended);
    private ExtraValues now;

    private record struct ExtraValues(bool? OnBattery, long? Displays, bool? Online, string? Network, string? Evidence, string? Zone);

    public void Clear() => now = default;

    public void ReadSystem(ref Utf8JsonReader json, ref Repairs repairs)
    {
        if (!Parts.Open(ref json, ref repairs)) return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (Parts.Take(ref json, "on_battery"u8)) now.OnBattery = Parts.Flag(ref json, ref repairs);
            else if (Parts.Take(ref json, "displays"u8)) now.Displays = (long?)Parts.Number(ref json, 1000, ref repairs);
            else if (Parts.Take(ref json, "online"u8)) now.Online = Parts.Flag(ref json, ref repairs);
            else if (Parts.Take(ref json, "network"u8)) now.Network = network.Read(ref json, ref repairs);
            else json.Skip();
        }
    }

    public void ReadEvidence(ref Utf8JsonReader json, ref Repairs repairs) => now.Evidence = evidence.Read(ref json, ref repairs);

    public void ReadZone(ref Utf8JsonReader json, ref Repairs repairs)
    {
        var told = zone.Read(ref json, ref repairs);
        now.Zone = told == homeZone ? null : told;
    }

    /// <summary>What was read since <see cref="Clear"/> as JSON; null when there was nothing.</summary>
    public string? Json()
    {
        if (now == default) return null;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (now.OnBattery is { } onBattery) writer.WriteBoolean("on_battery", onBattery);
            if (now.Displays is { } displays) writer.WriteNumber("displays", displays);
            if (now.Online is { } online) writer.WriteBoolean("online", online);
            if (now.Network is { } text) writer.WriteString("network", text);
            if (now.Evidence is { } reference) writer.WriteString("evidence_ref", reference);
            if (now.Zone is { } tz) writer.WriteString("tz", tz);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

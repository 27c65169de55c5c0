using System.Text.Json;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Canonical;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Ingest.Tracker.Reading;

/// <summary>Reads a batch from its bytes. A batch out of shape is a problem; an event out of shape is that event's verdict.</summary>
internal static class BatchReader
{
    public const int MaxEvents = 500;
    private const int Version = 1, Device = 2, Sent = 4, Events = 8;

    // Depth costs a bit per level here, and nothing deep is kept: the body's limit bounds it.
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 64 * 1024 * 1024 };

    /// <summary>The batch, or why it is refused as a whole.</summary>
    public static TrackerBatch? Read(Memory<byte> body, string? homeZone, out ProblemHttpResult? problem)
    {
        var bytes = JsonBytes.Mend(body, out var mended);
        try
        {
            var draft = Read(bytes.Span, mended, homeZone);
            problem = Judge(draft);
            return problem is null ? new TrackerBatch(draft.DeviceId!, draft.SentAt!.Value, draft.Events) : null;
        }
        catch (JsonException)
        {
            problem = Problem.BadRequest("malformed-json", "The body is not JSON.");
            return null;
        }
    }

    private sealed class Draft
    {
        public int Seen;
        public bool Twice, WrongRoot;
        public int Count;
        public string? Version, DeviceId;
        public DateTimeOffset? SentAt;
        public List<TrackerEvent> Events = [];
    }

    private static Draft Read(ReadOnlySpan<byte> bytes, bool mended, string? homeZone)
    {
        var json = new Utf8JsonReader(bytes, Reading);
        var draft = new Draft();
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            draft.WrongRoot = true;
            json.Skip();
        }
        else
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (Take(ref json, "schema_version"u8, Version, draft)) draft.Version = Text(ref json, 16);
                else if (Take(ref json, "device_id"u8, Device, draft)) draft.DeviceId = Text(ref json, 36);
                else if (Take(ref json, "sent_at"u8, Sent, draft)) draft.SentAt = TrackerValues.Instant(ref json);
                else if (Take(ref json, "events"u8, Events, draft)) ReadEvents(ref json, draft, new EventReader(mended, homeZone));
                else json.Skip();
            }
        }

        // Nothing may follow the batch: this throws when something does.
        json.Read();
        return draft;
    }

    private static void ReadEvents(ref Utf8JsonReader json, Draft draft, EventReader reader)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            draft.Seen &= ~Events;
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (++draft.Count > MaxEvents) json.Skip();
            else draft.Events.Add(reader.Read(ref json));
        }
    }

    private static bool Take(ref Utf8JsonReader json, ReadOnlySpan<byte> name, int bit, Draft draft)
    {
        if (!Parts.Take(ref json, name)) return false;
        draft.Twice |= (draft.Seen & bit) != 0;
        draft.Seen |= bit;
        return true;
    }

    private static string? Text(ref Utf8JsonReader json, int limit)
    {
        var text = json.TokenType == JsonTokenType.String ? json.GetString() : null;
        json.Skip();
        return text is { Length: > 0 } && text.Length <= limit ? text : null;
    }

    private static ProblemHttpResult? Judge(Draft draft)
    {
        if (draft.WrongRoot) return Problem.BadRequest("wrong-shape", "A batch is a JSON object.");
        if (draft.Twice) return Problem.BadRequest("duplicate-field", "A field of the batch is there twice.");
        if (draft.Version is { } version && !version.StartsWith("1.", StringComparison.Ordinal))
            return Problem.Conflict("schema-version", "This server speaks version 1 of the batch schema.");
        if (draft.Count > MaxEvents)
            return Problem.Of(413, "too-large", "A batch holds at most 500 events.", extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["max_events"] = MaxEvents });

        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (draft.Version is null) errors["schema_version"] = [Word(draft, Version)];
        if (draft.DeviceId is null) errors["device_id"] = [Word(draft, Device)];
        if (draft.SentAt is null) errors["sent_at"] = [Word(draft, Sent)];
        if ((draft.Seen & Events) == 0) errors["events"] = ["required"];
        return errors.Count == 0 ? null : Problem.Invalid(errors);
    }

    private static string Word(Draft draft, int bit) => (draft.Seen & bit) == 0 ? "required" : "invalid";
}

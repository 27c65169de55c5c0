using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Daybook.Ingest.Editors;
using Microsoft.AspNetCore.Http;

namespace Daybook.Ingest.WakaTime;

/// <summary>
/// Answers as the contract's clients need them. To some, a missing verdict or one they do not expect means to send again at once and for ever:
/// so there is one per item, 201 for whatever is settled, 400 with "errors" for what can never be stored, and the heartbeat is never sent back.
/// </summary>
internal static class HeartbeatAnswers
{
    public static Task ListAsync(HttpContext http, List<SentHeartbeat> beats)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        return WriteAsync(http, beats, static (json, items) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("responses"u8);
            foreach (var beat in items)
            {
                json.WriteStartArray();
                WriteItem(json, beat);
                json.WriteNumberValue(beat.Outcome == HeartbeatOutcome.Rejected ? StatusCodes.Status400BadRequest : StatusCodes.Status201Created);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    public static Task OneAsync(HttpContext http, SentHeartbeat beat)
    {
        // What Hackatime answers to one alone.
        var taken = http.Request.Path.StartsWithSegments("/api/hackatime", StringComparison.OrdinalIgnoreCase) ? StatusCodes.Status202Accepted : StatusCodes.Status201Created;
        http.Response.StatusCode = beat.Outcome == HeartbeatOutcome.Rejected ? StatusCodes.Status400BadRequest : taken;
        return WriteAsync(http, beat, WriteItem);
    }

    /// <summary>Nothing was stored; the client keeps what it has and comes back.</summary>
    public static Task WaitAsync(HttpContext http, TimeSpan pause)
    {
        http.Response.Headers.RetryAfter = ((int)pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return RefuseAsync(http, StatusCodes.Status429TooManyRequests, "Too many heartbeats at once. Nothing was stored; try again later.");
    }

    public static Task RefuseAsync(HttpContext http, int status, string error)
    {
        http.Response.StatusCode = status;
        return WriteAsync(http, error, static (json, text) =>
        {
            json.WriteStartObject();
            json.WriteString("error"u8, text);
            json.WriteEndObject();
        });
    }

    private static void WriteItem(Utf8JsonWriter json, SentHeartbeat beat)
    {
        json.WriteStartObject();
        if (beat.Outcome == HeartbeatOutcome.Rejected)
        {
            json.WriteStartObject("errors"u8);
            json.WriteStartArray(beat.Refusal.Field);
            json.WriteStringValue(beat.Refusal.Reason);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("data"u8);
            json.WriteString("id"u8, beat.Id);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static async Task WriteAsync<T>(HttpContext http, T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        await using (var json = new Utf8JsonWriter(buffer)) write(json, value);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = buffer.WrittenCount;
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }
}

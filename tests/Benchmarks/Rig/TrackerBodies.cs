using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Daybook.Benchmarks.Rig;

/// <summary>
/// A device's batches as ready bytes: the texts of a working day (a window for some minutes, forty of them), each batch with new ids and
/// the next minutes. Only ids and instants are written anew, in place.
/// </summary>
internal sealed class TrackerBodies
{
    private const int Windows = 40;
    private static readonly DateTimeOffset First = TimeProvider.System.GetUtcNow().AddDays(-25);

    private readonly byte[] request;
    private readonly int[] ids;
    private readonly int[] instants;
    private long minute;

    public TrackerBodies(string bearer, string device, int size, int start)
    {
        minute = start;
        var text = new StringBuilder();
        var (idPlaces, instantPlaces) = (new int[size], new int[size]);
        var sent = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $$"""{"schema_version":"1.0","device_id":"{{device}}","sent_at":"{{sent}}","events":[""");
        for (var i = 0; i < size; i++)
        {
            if (i > 0) text.Append(',');
            var window = i / 7 % Windows;
            text.Append("{\"event_id\":\"");
            idPlaces[i] = text.Length;
            text.Append('0', 36).Append("\",\"client_seq\":").Append(CultureInfo.InvariantCulture, $"{i + 1}").Append(",\"ts\":\"");
            instantPlaces[i] = text.Length;
            text.Append("2026-01-01T00:00:00.000Z");
            text.Append(CultureInfo.InvariantCulture, $$$"""
                ","interval_s":60,"active_app":{"name":"Code","bundle_id":"com.microsoft.VSCode","window_title":"Harbor {{{window}}} - SampleStore.cs - Visual Studio Code"},"file_context":{"path":"/home/kim/harbor/src/part{{{window}}}/SampleStore.cs","repo":"harbor","branch":"main"},"idle_s":0,"state":"active"}
                """);
        }

        text.Append("]}");
        request = Wire.Request("POST", "/api/v1/tracker/events:batch", bearer, Encoding.ASCII.GetBytes(text.ToString()));
        var shift = request.Length - text.Length;
        ids = [.. idPlaces.Select(place => place + shift)];
        instants = [.. instantPlaces.Select(place => place + shift)];
    }

    /// <summary>The next batch. The bytes are good until the next call.</summary>
    public ReadOnlyMemory<byte> Next()
    {
        for (var i = 0; i < ids.Length; i++)
        {
            Utf8Formatter.TryFormat(Guid.NewGuid(), request.AsSpan(ids[i], 36), out _);
            // Twenty-four days round and round: ids differ, so nothing is a duplicate.
            First.AddMinutes(minute++ % (24 * 1440)).UtcDateTime.TryFormat(
                request.AsSpan(instants[i], 24), out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        return request;
    }
}

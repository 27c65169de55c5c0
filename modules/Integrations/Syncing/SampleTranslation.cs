using System.Security.Cryptography;
using System.Text;
using Daybook.Connectors;
using Daybook.Ingest.Contracts;

namespace Daybook.Integrations.Syncing;

/// <summary>A connector's samples in the words of the door. Pure.</summary>
internal static class SampleTranslation
{
    public static StreamInfo Stream(string connector, StreamBatch batch, Guid? project) =>
        new(ClientId(connector, batch.StreamId), batch.Name, batch.Machine, Kind(batch.Kind), batch.Platform, project);

    public static IncomingSample Sample(string streamId, StreamKind kind, SyncSample sample)
    {
        // Both ends are cut to milliseconds, not the length: neighbours stay neighbours, and nothing is rounded up.
        var start = sample.Start.ToUnixTimeMilliseconds();
        var end = (sample.Start + sample.Duration).ToUnixTimeMilliseconds();
        var idle = sample.Presence != Presence.Active;
        return new IncomingSample(
            EventId(streamId, sample.Id), DateTimeOffset.FromUnixTimeMilliseconds(end), end - start, idle ? end - start : 0,
            sample.Presence switch { Presence.Idle => SampleState.Idle, Presence.Locked => SampleState.Locked, _ => SampleState.Active },
            kind switch { StreamKind.Editor => SampleSource.Assist, StreamKind.CodingAgent => SampleSource.Agent, StreamKind.Range => SampleSource.Range, _ => SampleSource.Human },
            sample.InCall, Seq: 0, BootId: null,
            new SampleContext(App: sample.App, Title: sample.Title, Url: sample.Url, File: sample.File, Repository: sample.Repository,
                Branch: sample.Branch, Language: sample.Language),
            sample.Extra);
    }

    public static RestatedWindow? Restated(StreamBatch batch) =>
        batch is { RestatedFrom: { } from, RestatedTo: { } to } && to > from ? new RestatedWindow(from, to) : null;

    /// <summary>The same source event has the same id for ever: a hash of its stream and its own id.</summary>
    internal static Guid EventId(string streamId, string sampleId)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(streamId + "\n" + sampleId), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static string ClientId(string connector, string streamId)
    {
        var id = connector + ":" + streamId;
        return id.Length <= 512 ? id : id[..400] + ":" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(streamId)));
    }

    private static DeviceKind Kind(StreamKind kind) => kind switch
    {
        StreamKind.Window => DeviceKind.Window,
        StreamKind.Presence => DeviceKind.Presence,
        StreamKind.Browser => DeviceKind.Browser,
        StreamKind.Editor => DeviceKind.Editor,
        StreamKind.Range => DeviceKind.Range,
        _ => DeviceKind.CodingAgent,
    };
}

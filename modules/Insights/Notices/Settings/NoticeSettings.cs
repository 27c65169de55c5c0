using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Insights.Signals;

namespace Daybook.Insights.Notices.Settings;

/// <summary>How a kind reaches a person over a channel.</summary>
internal enum TellMode { Off, Digest, Now }

/// <summary>Over what a person is told.</summary>
internal enum TellChannel { InApp, Mail, Webhook }

/// <summary>When and how a person wants to be told. Modes hold only what differs from the default.</summary>
internal sealed record NoticeSettings(int DigestHour, TimeOnly? QuietFrom, TimeOnly? QuietTo, IReadOnlyDictionary<string, TellMode> Modes)
{
    public static readonly NoticeSettings Default = new(18, new TimeOnly(20, 0), new TimeOnly(8, 0), new Dictionary<string, TellMode>(StringComparer.Ordinal));

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Info is there for whoever looks; mail only for whoever wants it; a webhook was set up to be called.</summary>
    public static TellMode DefaultMode(SignalKind kind, TellChannel channel) =>
        kind.Info || channel == TellChannel.Mail ? TellMode.Off : TellMode.Now;

    public TellMode Mode(string kind, TellChannel channel) =>
        Modes.TryGetValue(Name(kind, channel), out var mode) ? mode : Kinds.Find(kind) is { } known ? DefaultMode(known, channel) : TellMode.Off;

    /// <summary>Quiet from one wall time to another, over midnight too.</summary>
    public bool IsQuiet(TimeOnly wall) => QuietFrom is { } from && QuietTo is { } to && from != to && wall.IsBetween(from, to);

    public static string Name(string kind, TellChannel channel) => $"{kind}/{channel}";

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static NoticeSettings Read(string text) => JsonSerializer.Deserialize<NoticeSettings>(text, Json)!;
}

using Daybook.Insights.Notices.Settings;
using Daybook.Insights.Signals.Days;

namespace Daybook.Insights.Notices.Sending;

/// <summary>How things are with the person just now.</summary>
/// <param name="Busy">In a call, or deep in one thing.</param>
/// <param name="ToldToday">How often they were interrupted on this local day.</param>
internal sealed record Situation(DateTimeOffset Now, TimeOnly Wall, bool Busy, int ToldToday, DateTimeOffset? LastTold, bool DigestDue);

/// <summary>What to say, over which channels, and what has been dealt with.</summary>
internal sealed record Message(bool Digest, IReadOnlyDictionary<TellChannel, IReadOnlyList<Guid>> Channels);

/// <param name="Told">Said at once: the band is told.</param>
/// <param name="Digested">Dealt with by the digest, over every channel.</param>
/// <param name="PutOff">No room today: left to the digest.</param>
internal sealed record Decision(Message? Now, Message? Digest, IReadOnlyList<Guid> Told, IReadOnlyList<Guid> Digested, IReadOnlyList<Guid> PutOff)
{
    public static readonly Decision Nothing = new(null, null, [], [], []);

    public bool IsNothing => Now is null && Digest is null && Told.Count + Digested.Count + PutOff.Count == 0;
}

/// <summary>What waits → what is said now. A pure function.</summary>
internal static class Telling
{
    private const int MostADay = 3;
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);
    private static readonly TellChannel[] Channels = Enum.GetValues<TellChannel>();

    public static Decision Decide(NoticeSettings settings, Situation situation, IReadOnlyList<Insight> waiting)
    {
        // Neither at night nor in a call: all of it waits.
        if (situation.Busy || settings.IsQuiet(situation.Wall)) return Decision.Nothing;

        var urgent = waiting.Where(insight => IsUrgent(settings, insight)).ToArray();
        var (full, soon) = (situation.ToldToday >= MostADay, situation.LastTold is { } last && situation.Now - last < Apart);
        var now = urgent.Length > 0 && !full && !soon ? Say(false, urgent, (insight, channel) => settings.Mode(insight.Kind, channel) == TellMode.Now) : null;
        var putOff = full ? urgent : [];
        if (!situation.DigestDue) return new Decision(now, null, now is null ? [] : Ids(urgent), [], Ids(putOff));

        var open = waiting.Where(insight => insight.DigestBand < insight.Band).ToArray();
        var left = now is null && !full ? urgent.Select(insight => insight.Id).ToHashSet() : [];
        var digest = Say(true, open, (insight, channel) => settings.Mode(insight.Kind, channel) switch
        {
            TellMode.Digest => true,
            TellMode.Now => insight.DigestOnly || (full && IsUrgent(settings, insight)),
            _ => false,
        });
        // What still waits for its hour is not dealt with by the digest.
        return new Decision(now, digest, now is null ? [] : Ids(urgent), Ids([.. open.Where(insight => !left.Contains(insight.Id))]), []);
    }

    private static bool IsUrgent(NoticeSettings settings, Insight insight) =>
        !insight.DigestOnly && insight.ToldBand < insight.Band && Channels.Any(channel => settings.Mode(insight.Kind, channel) == TellMode.Now);

    private static Message? Say(bool digest, IReadOnlyList<Insight> insights, Func<Insight, TellChannel, bool> goes)
    {
        var channels = Channels
            .Select(channel => (channel, ids: (IReadOnlyList<Guid>)Ids([.. insights.Where(insight => goes(insight, channel))])))
            .Where(pair => pair.ids.Count > 0).ToDictionary(pair => pair.channel, pair => pair.ids);
        return channels.Count > 0 ? new Message(digest, channels) : null;
    }

    private static Guid[] Ids(IReadOnlyList<Insight> insights) => [.. insights.Select(insight => insight.Id)];
}

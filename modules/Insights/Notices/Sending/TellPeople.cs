using Daybook.Enrichment.Contracts;
using Daybook.Insights.Hooks;
using Daybook.Insights.Notices.Bell;
using Daybook.Insights.Notices.Settings;
using Daybook.Insights.Outbox;
using Daybook.Insights.Signals.Days;
using Daybook.Insights.Signals.Rules;
using Daybook.Kernel.Database;
using Daybook.Kernel.Live;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Insights.Notices.Sending;

/// <summary>Every minute: whoever has something waiting is told it, when the time is right. Writes down only; what leaves the house goes through the outbox.</summary>
internal sealed class TellPeople(
    UserQueries users, InsightQueries insights, InsightStore store, NoticeSettingStore settings, NoticeStore notices, DeliveryStore deliveries, HookStore hooks,
    BlockQueries blocks, Db db, LiveEvents live, TimeProvider time)
{
    public const string Live = "notification";

    /// <summary>A call or a stretch of focus that was seen this long ago is taken to go on: devices tell late.</summary>
    private const int StillBusyMinutes = 5;

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var userId in await insights.WaitingPeopleAsync(ct))
        {
            if (await users.FindAsync(userId, ct) is { } user) await TellAsync(user, ct);
        }
    }

    private async Task TellAsync(UserSettings user, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var wall = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, user.Clock.Zone).DateTime);
        var busy = await IsBusyAsync(user, now, ct);
        var calls = await hooks.ListAsync(user.UserId, ct);
        await db.InTransactionAsync(async tx =>
        {
            await settings.LockAsync(tx, user.UserId, ct);
            var (wishes, digestDay) = await settings.FindAsync(user.UserId, ct);
            var today = user.Clock.DayOf(now);
            var (told, last) = await NoticeStore.ToldAsync(tx, user.UserId, user.Clock.Of(today).Start, ct);
            var situation = new Situation(now, wall, busy, told, last, digestDay != today && wall.Hour >= wishes.DigestHour);
            var decision = Telling.Decide(wishes, situation, await insights.WaitingAsync(user.UserId, now, ct));
            if (decision.IsNothing) return;
            if (decision.Digest is not null && !await settings.ClaimDigestAsync(tx, user.UserId, today, now, ct)) return;
            foreach (var message in new[] { decision.Now, decision.Digest }.OfType<Message>()) await SayAsync(tx, user.UserId, message, calls, now, ct);
            await store.MarkToldAsync(tx, user.UserId, decision.Told, ct);
            await store.MarkDigestedAsync(tx, user.UserId, decision.Digested, ct);
            await store.PutOffAsync(tx, user.UserId, decision.PutOff, ct);
        }, ct);
    }

    private async Task SayAsync(NpgsqlTransaction tx, int userId, Message message, IReadOnlyList<Hook> calls, DateTimeOffset now, CancellationToken ct)
    {
        var all = message.Channels.Values.SelectMany(ids => ids).Distinct().ToArray();
        var shown = message.Channels.GetValueOrDefault(TellChannel.InApp);
        await notices.AddAsync(tx, userId, message.Digest, shown ?? all, shown is not null, now, ct);
        if (message.Channels.TryGetValue(TellChannel.Mail, out var mailed)) await deliveries.AddAsync(tx, userId, "mail", null, message.Digest, mailed, now, ct);
        if (message.Channels.TryGetValue(TellChannel.Webhook, out var called))
        {
            foreach (var hook in calls.Where(hook => hook.Enabled)) await deliveries.AddAsync(tx, userId, "webhook", hook.Id, message.Digest, called, now, ct);
        }

        if (shown is not null) await live.PublishAsync(tx, new LiveEvent(userId, Live, ""), ct);
    }

    private async Task<bool> IsBusyAsync(UserSettings user, DateTimeOffset now, CancellationToken ct)
    {
        var day = await blocks.DayAsync(user.UserId, user.Clock.DayOf(now), ct);
        if (day.Blocks.Count == 0) return false;
        var picture = DayPicture.Of(day.Blocks);
        var since = DayPicture.Minute(now.ToUnixTimeMilliseconds()) - StillBusyMinutes;
        return picture.Calls.Any(call => call.End >= since) || Focus.Stretches(picture).Any(stretch => stretch.End >= since);
    }
}

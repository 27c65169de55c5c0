using System.Globalization;
using System.Security.Claims;
using Daybook.Insights.Mail;
using Daybook.Insights.Outbox;
using Daybook.Insights.Signals;
using Daybook.Insights.Signals.Days;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Notices.Settings;

/// <summary>GET and PUT /api/v1/me/notifications: what the caller wants to be told, how and when, and how the last deliveries went.</summary>
internal static class NoticeSettingsEndpoints
{
    private const string Path = "/api/v1/me/notifications";
    private const int Recent = 10;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ReadAsync).RequireAuthorization(Policies.Read).WithName("GetNotificationSettings").WithTags("notifications");
        routes.MapPut(Path, WriteAsync).RequireAuthorization(Policies.Write).WithName("PutNotificationSettings").WithTags("notifications");
    }

    /// <param name="On">Off: neither told nor shown; of a kind that has to be asked for, not even worked out.</param>
    /// <param name="InApp">off, digest or now; so are mail and webhook.</param>
    internal sealed record KindView(string Kind, bool Info, bool OptIn, bool On, string InApp, string Mail, string Webhook);

    internal sealed record DeliveryView(string Channel, bool Digest, string State, int Attempts, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset? NextAt);

    /// <param name="QuietFrom">HH:mm of the person's own clock; null: never quiet.</param>
    /// <param name="MailReady">Whether any of the person's workspaces has a mail server.</param>
    internal sealed record Answer(
        int DigestHour, string? QuietFrom, string? QuietTo, bool MailReady, IReadOnlyList<KindView> Kinds, IReadOnlyList<DeliveryView> Deliveries);

    internal sealed record KindRequest(string? Kind, bool? On, string? InApp, string? Mail, string? Webhook);

    /// <param name="Kinds">Those that are left out stay as they are.</param>
    internal sealed record Request(int? DigestHour, string? QuietFrom, string? QuietTo, IReadOnlyList<KindRequest>? Kinds);

    private static async Task<Ok<Answer>> ReadAsync(
        ClaimsPrincipal principal, NoticeSettingStore store, InsightQueries insights, DeliveryStore deliveries, MailServerStore servers, MemberQueries members,
        TimeProvider time, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        var (settings, _) = await store.FindAsync(userId, ct);
        var muted = (await insights.MutesAsync(userId, time.GetUtcNow(), ct)).Where(mute => mute.Until is null).Select(mute => mute.Kind).ToHashSet(StringComparer.Ordinal);
        var asked = await insights.AskedAsync(userId, ct);
        var mailReady = false;
        foreach (var workspace in await members.WorkspacesOfAsync(userId, ct)) mailReady |= await servers.FindAsync(workspace, ct) is not null;
        return TypedResults.Ok(new Answer(
            settings.DigestHour, Text(settings.QuietFrom), Text(settings.QuietTo), mailReady,
            [.. Kinds.All.Select(kind => new KindView(
                kind.Name, kind.Info, kind.OptIn, !muted.Contains(kind.Name) && (!kind.OptIn || asked.Contains(kind.Name, StringComparer.Ordinal)),
                Word(settings, kind, TellChannel.InApp), Word(settings, kind, TellChannel.Mail), Word(settings, kind, TellChannel.Webhook)))],
            [.. (await deliveries.LatestAsync(userId, Recent, ct)).Select(delivery => new DeliveryView(
                delivery.Channel, delivery.Digest, delivery.State, delivery.Attempts, delivery.LastError, delivery.CreatedAt,
                delivery.State == "waiting" ? delivery.NotBefore : null))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> WriteAsync(
        Request request, ClaimsPrincipal principal, NoticeSettingStore store, InsightQueries insights, MuteStore mutes, Db db, DayFeed feed, UserQueries users,
        TimeProvider time, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        if (await users.FindAsync(userId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var (before, _) = await store.FindAsync(userId, ct);
        var errors = new FieldErrors();
        var after = NoticeSettingsReader.Read(request, before, errors);
        if (errors.Any) return errors.Answer();

        var (now, known) = (time.GetUtcNow(), await insights.AskedAsync(userId, ct));
        var switches = (request.Kinds ?? []).Where(kind => kind.On is not null).ToDictionary(kind => kind.Kind!, kind => kind.On!.Value, StringComparer.Ordinal);
        var asked = Kinds.All.Where(kind => kind.OptIn && (switches.TryGetValue(kind.Name, out var on) ? on : known.Contains(kind.Name, StringComparer.Ordinal)))
            .Select(kind => kind.Name).ToArray();
        await db.InTransactionAsync(async tx =>
        {
            await store.WriteAsync(tx, userId, after, now, ct);
            foreach (var (kind, on) in switches)
            {
                if (on) await mutes.UnmuteAsync(tx, userId, kind, ct);
                else await mutes.MuteAsync(tx, userId, kind, null, now, ct);
            }

            if (asked.ToHashSet(StringComparer.Ordinal).SetEquals(known)) return;
            await mutes.AskAsync(tx, userId, asked, ct);
            await feed.TouchAsync(tx, SignalFeeds.Asked, [new UserDay(userId, user.Clock.DayOf(now))], ct);
        }, ct);
        return TypedResults.NoContent();
    }

    private static string? Text(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Word(NoticeSettings settings, SignalKind kind, TellChannel channel) => settings.Mode(kind.Name, channel).ToString().ToLowerInvariant();
}

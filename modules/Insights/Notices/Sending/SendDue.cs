using System.Text.Json;
using Daybook.Insights.Hooks;
using Daybook.Insights.Mail;
using Daybook.Insights.Outbox;
using Daybook.Insights.Signals.Board;
using Daybook.Insights.Signals.Days;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Logging;

namespace Daybook.Insights.Notices.Sending;

/// <summary>Takes what is due from the outbox and sends it, several at once: a slow target holds up nobody but itself.</summary>
internal sealed partial class SendDue(
    DeliveryStore deliveries, InsightQueries insights, UserQueries users, MemberQueries members, MailServerStore servers, SmtpPost mail, HookStore hooks, HookPost calls,
    TimeProvider time, ILogger<SendDue> log)
{
    private const int Batch = 16;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public async Task RunAsync(CancellationToken ct)
    {
        while (await deliveries.ClaimAsync(Batch, time.GetUtcNow(), ct) is { Count: > 0 } due)
            await Task.WhenAll(due.Select(delivery => TryAsync(delivery, ct)));
    }

    private async Task TryAsync(Delivery delivery, CancellationToken ct)
    {
        string? error = null;
        try
        {
            await SendAsync(delivery, ct);
        }
        catch (PostFailure failure)
        {
            error = failure.Reason;
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            error = "broken";
            LogBroken(broken, delivery.Channel);
        }

        var now = time.GetUtcNow();
        if (error is null) await deliveries.SentAsync(delivery, now, ct);
        else await deliveries.FailedAsync(delivery, error, now, ct);
        if (delivery.WebhookId is { } hook) await hooks.NoteAsync(delivery.UserId, hook, error, now, ct);
    }

    private async Task SendAsync(Delivery delivery, CancellationToken ct)
    {
        var told = await insights.FindAsync(delivery.UserId, delivery.Insights, ct);
        if (told.Count == 0 || await users.FindAsync(delivery.UserId, ct) is not { } user) return; // erased meanwhile: nothing is left to say
        if (delivery.Channel == "mail") await MailAsync(user, delivery, told, ct);
        else await CallAsync(user, delivery, told, ct);
    }

    private async Task MailAsync(UserSettings user, Delivery delivery, IReadOnlyList<Insight> told, CancellationToken ct)
    {
        if (!MailText.IsAddress(user.Email)) throw new PostFailure(PostFailure.Refused);
        foreach (var workspace in await members.WorkspacesOfAsync(user.UserId, ct))
        {
            if (await servers.OpenAsync(workspace, ct) is not { } server) continue;
            await mail.SendAsync(server, new MailMessage(user.Email, NoticeTexts.Subject(user.Locale, delivery.Digest, told), NoticeTexts.Body(user.Locale, told)), ct);
            return;
        }

        throw new PostFailure(PostFailure.NoServer);
    }

    private async Task CallAsync(UserSettings user, Delivery delivery, IReadOnlyList<Insight> told, CancellationToken ct)
    {
        if (await hooks.OpenAsync(user.UserId, delivery.WebhookId!.Value, ct) is not { Hook.Enabled: true } known) return; // removed or switched off meanwhile
        var body = JsonSerializer.Serialize(new
        {
            Event = delivery.Digest ? "digest" : "insight", delivery.DeliveryId, user.TimeZone,
            Insights = told.Select(insight => new { Insight = InsightView.Of(insight), Text = NoticeTexts.Sentence(user.Locale, insight) }),
        }, Json);
        await calls.SendAsync(known.Hook.Url, known.Secret, delivery.DeliveryId, body, ct);
    }

    [LoggerMessage(5100, LogLevel.Error, "A delivery over {Channel} broke")]
    private partial void LogBroken(Exception exception, string channel);
}

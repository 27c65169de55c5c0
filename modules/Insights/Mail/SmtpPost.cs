using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using Daybook.Insights.Outbox;

namespace Daybook.Insights.Mail;

/// <summary>Whether a mail server's certificate is trusted; the system decides, except in tests.</summary>
internal delegate bool TrustMailServer(SslPolicyErrors errors);

/// <summary>Hands one message to a mail server: RFC 5321 with STARTTLS or TLS, and AUTH PLAIN or LOGIN, within half a minute in all.</summary>
internal sealed class SmtpPost(SafeSocket sockets, TrustMailServer trust, TimeProvider time)
{
    private static readonly TimeSpan WholeTime = TimeSpan.FromSeconds(20);

    /// <exception cref="PostFailure">It was not taken.</exception>
    public async Task SendAsync(MailServer server, MailMessage message, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(WholeTime);
        try
        {
            await using var stream = await sockets.ConnectAsync(server.Host, server.Port, near: true, limit.Token);
            await TalkAsync(stream, server, message, limit.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new PostFailure(PostFailure.TimedOut, late);
        }
        catch (AuthenticationException untrusted)
        {
            throw new PostFailure(PostFailure.BadCertificate, untrusted);
        }
        catch (IOException broken)
        {
            throw new PostFailure(PostFailure.BadAnswer, broken);
        }
    }

    private async Task TalkAsync(Stream plain, MailServer server, MailMessage message, CancellationToken ct)
    {
        await using var stream = server.Security == MailSecurity.Tls ? await EncryptAsync(plain, server.Host, ct) : plain;
        var talk = new SmtpTalk(stream);
        await talk.ExpectAsync(2, PostFailure.Refused, ct);
        var offers = await HelloAsync(talk, ct);
        if (server.Security != MailSecurity.StartTls)
        {
            await HandInAsync(talk, offers, server, message, ct);
            return;
        }

        if (!offers.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase)) throw new PostFailure(PostFailure.Insecure);
        await talk.SayAsync("STARTTLS", ct);
        await talk.ExpectAsync(2, PostFailure.Insecure, ct);
        // What came before the handshake may be anybody's: nothing of it may be read as part of the talk.
        if (talk.HasMore) throw new PostFailure(PostFailure.Insecure);
        await using var encrypted = await EncryptAsync(stream, server.Host, ct);
        var safe = new SmtpTalk(encrypted);
        await HandInAsync(safe, await HelloAsync(safe, ct), server, message, ct);
    }

    private async Task HandInAsync(SmtpTalk talk, IReadOnlyList<string> offers, MailServer server, MailMessage message, CancellationToken ct)
    {
        if (server.UserName is { } user) await SignInAsync(talk, offers, user, server.Password ?? "", ct);
        await talk.SayAsync($"MAIL FROM:<{server.Sender}>", ct);
        await talk.ExpectAsync(2, PostFailure.Refused, ct);
        await talk.SayAsync($"RCPT TO:<{message.To}>", ct);
        await talk.ExpectAsync(2, PostFailure.Refused, ct);
        await talk.SayAsync("DATA", ct);
        await talk.ExpectAsync(3, PostFailure.Refused, ct);
        await talk.SayAsync(MailText.Of(server.Sender, message, time.GetUtcNow()) + "\r\n.", ct);
        await talk.ExpectAsync(2, PostFailure.Refused, ct);
        await talk.SayAsync("QUIT", ct);
    }

    private static async Task SignInAsync(SmtpTalk talk, IReadOnlyList<string> offers, string user, string password, CancellationToken ct)
    {
        var ways = offers.Where(offer => offer.StartsWith("AUTH ", StringComparison.OrdinalIgnoreCase)).SelectMany(offer => offer[5..].Split(' ')).ToArray();
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            await talk.SayAsync("AUTH PLAIN " + Base64($"\0{user}\0{password}"), ct);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            await talk.SayAsync("AUTH LOGIN", ct);
            await talk.ExpectAsync(3, PostFailure.SignInRefused, ct);
            await talk.SayAsync(Base64(user), ct);
            await talk.ExpectAsync(3, PostFailure.SignInRefused, ct);
            await talk.SayAsync(Base64(password), ct);
        }
        else
        {
            throw new PostFailure(PostFailure.SignInRefused);
        }

        await talk.ExpectAsync(2, PostFailure.SignInRefused, ct);
    }

    private static async Task<IReadOnlyList<string>> HelloAsync(SmtpTalk talk, CancellationToken ct)
    {
        await talk.SayAsync("EHLO daybook.local", ct);
        return await talk.ExpectAsync(2, PostFailure.Refused, ct);
    }

    private async Task<SslStream> EncryptAsync(Stream stream, string host, CancellationToken ct)
    {
        var encrypted = new SslStream(stream, leaveInnerStreamOpen: true);
        try
        {
            await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = host, RemoteCertificateValidationCallback = (_, _, _, errors) => trust(errors),
            }, ct);
            return encrypted;
        }
        catch
        {
            await encrypted.DisposeAsync();
            throw;
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

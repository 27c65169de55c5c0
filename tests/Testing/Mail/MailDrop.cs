using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Daybook.Testing.Mail;

/// <summary>A message a mail server took, and how it was handed in.</summary>
public sealed record DroppedMail(string From, string To, string Head, string Text, bool Encrypted, string? User, string? Password);

/// <summary>How a mail server behaves.</summary>
public sealed record MailManners(bool StartTls = true, bool Silent = false, bool RefusesSignIn = false, bool OnlyLogin = false, bool RefusesMail = false, bool Injects = false);

/// <summary>A mail server on a loopback port: real SMTP over real sockets, STARTTLS with a certificate of its own.</summary>
public sealed class MailDrop : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<DroppedMail> mails = new();
    private readonly ConcurrentBag<Task> talks = [];
    private readonly X509Certificate2 certificate = Certificate();
    private readonly Task accepting;

    public MailDrop(MailManners? manners = null)
    {
        Manners = manners ?? new MailManners();
        listener.Start();
        accepting = AcceptAsync();
    }

    public MailManners Manners { get; set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<DroppedMail> Mails => [.. mails];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(talks);
        certificate.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                talks.Add(TalkAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await TalkAsync(client.GetStream());
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The other side left.
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        if (Manners.Silent) await Task.Delay(Timeout.Infinite, stop.Token);
        var reader = new StreamReader(stream, Encoding.UTF8);
        var (encrypted, from, to) = (false, "", "");
        (string? User, string? Password) signedIn = (null, null);
        await SayAsync("220 drop.test ready");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            var word = line.Split(' ')[0].ToUpperInvariant();
            switch (word)
            {
                case "EHLO":
                    await SayAsync("250-drop.test");
                    if (Manners.StartTls && !encrypted) await SayAsync("250-STARTTLS");
                    await SayAsync(Manners.OnlyLogin ? "250 AUTH LOGIN" : "250 AUTH PLAIN LOGIN");
                    break;
                case "STARTTLS":
                    await SayAsync(Manners.Injects ? "220 go\r\n250 injected" : "220 go");
                    var safe = new SslStream(stream, leaveInnerStreamOpen: false);
                    await safe.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop.Token);
                    stream = safe;
                    reader = new StreamReader(stream, Encoding.UTF8);
                    encrypted = true;
                    break;
                case "AUTH":
                    signedIn = await SignInAsync(line);
                    await SayAsync(Manners.RefusesSignIn ? "535 no" : "235 welcome");
                    break;
                case "MAIL":
                    from = Between(line);
                    await SayAsync(Manners.RefusesMail ? "550 no" : "250 ok");
                    break;
                case "RCPT":
                    to = Between(line);
                    await SayAsync("250 ok");
                    break;
                case "DATA":
                    await SayAsync("354 go on");
                    mails.Enqueue(await MessageAsync(from, to, encrypted, signedIn));
                    await SayAsync("250 taken");
                    break;
                case "QUIT":
                    return;
                default:
                    await SayAsync("502 what?");
                    break;
            }
        }

        async Task SayAsync(string text)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"), stop.Token);
            await stream.FlushAsync(stop.Token);
        }

        async Task<(string?, string?)> SignInAsync(string line)
        {
            if (line.StartsWith("AUTH PLAIN ", StringComparison.OrdinalIgnoreCase))
            {
                var parts = Decode(line[11..]).Split('\0');
                return (parts[1], parts[2]);
            }

            await SayAsync("334 VXNlcm5hbWU6");
            var user = Decode((await reader.ReadLineAsync(stop.Token))!);
            await SayAsync("334 UGFzc3dvcmQ6");
            return (user, Decode((await reader.ReadLineAsync(stop.Token))!));
        }

        async Task<DroppedMail> MessageAsync(string sender, string receiver, bool safely, (string? User, string? Password) who)
        {
            var lines = new List<string>();
            while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".") lines.Add(line);
            var blank = lines.IndexOf("");
            return new DroppedMail(sender, receiver, string.Join('\n', lines.Take(blank)), Decode(string.Concat(lines.Skip(blank + 1))), safely, who.User, who.Password);
        }
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private static string Between(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(80));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}

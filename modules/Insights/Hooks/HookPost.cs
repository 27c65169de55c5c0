using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Daybook.Insights.Outbox;
using Microsoft.Extensions.Options;

namespace Daybook.Insights.Hooks;

/// <summary>
/// Calls a webhook: signed with a time, so that nobody else can call in our name or again later. No redirects, cookies or proxies, ten seconds
/// in all; of the answer only its status counts.
/// </summary>
internal sealed class HookPost : IDisposable
{
    public const string SignatureHeader = "X-Daybook-Signature";
    public const string TimestampHeader = "X-Daybook-Timestamp";
    public const string DeliveryHeader = "X-Daybook-Delivery";

    private static readonly TimeSpan WholeTime = TimeSpan.FromSeconds(10);

    private readonly HttpClient client;
    private readonly TimeProvider time;
    private readonly bool near;

    public HookPost(SafeSocket sockets, TimeProvider time, IOptions<InsightsOptions> options)
    {
        this.time = time;
        near = options.Value.AllowNearWebhooks;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5), MaxResponseHeadersLength = 32,
            // Judged anew for every call: an address that is denied now has no open connection left.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (context, ct) => await sockets.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, near, ct),
        };
#pragma warning disable RS0030 // This is a factory, as the ban asks for.
        client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }

    public void Dispose() => client.Dispose();

    /// <summary>The word of what is wrong with an address; null when nothing is.</summary>
    public string? Judge(string? text, out Uri? url)
    {
        url = null;
        if (string.IsNullOrWhiteSpace(text)) return "required";
        if (text.Length > 500 || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var parsed) || parsed.UserInfo.Length > 0) return "invalid";
        if (parsed.Scheme != Uri.UriSchemeHttps && !(near && parsed.Scheme == Uri.UriSchemeHttp)) return "needs-https";
        url = parsed;
        return null;
    }

    /// <exception cref="PostFailure">It was not taken.</exception>
    public async Task SendAsync(Uri url, byte[] secret, Guid delivery, string body, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(WholeTime);
        var stamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(TimestampHeader, stamp);
        request.Headers.Add(SignatureHeader, "v1=" + Sign(secret, stamp, body));
        request.Headers.Add(DeliveryHeader, delivery.ToString());
        request.Headers.UserAgent.ParseAdd("Daybook");
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            Judge(answer.StatusCode);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new PostFailure(PostFailure.TimedOut, late);
        }
        catch (HttpRequestException failure)
        {
            for (Exception? inner = failure; inner is not null; inner = inner.InnerException)
            {
                if (inner is PostFailure known) throw new PostFailure(known.Reason, failure);
                if (inner is AuthenticationException) throw new PostFailure(PostFailure.BadCertificate, failure);
            }

            throw new PostFailure(PostFailure.Unreachable, failure);
        }
    }

    /// <summary>HMAC-SHA-256 of "timestamp.body", in lower-case hexadecimal digits.</summary>
    public static string Sign(byte[] secret, string stamp, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(stamp + "." + body)));

    private static void Judge(HttpStatusCode status)
    {
        var code = (int)status;
        if (code is >= 200 and < 300) return;
        throw new PostFailure(code is >= 300 and < 400 ? PostFailure.Redirected : code is >= 400 and < 600 ? "status-" + code.ToString(CultureInfo.InvariantCulture) : PostFailure.BadAnswer);
    }
}

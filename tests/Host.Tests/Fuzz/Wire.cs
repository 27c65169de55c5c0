using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Daybook.Host.Tests.Fuzz;

/// <summary>Sends requests as they are, and remembers what was answered and what should never have been.</summary>
internal sealed class Wire : IDisposable
{
    private readonly HttpClient client;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, int> answers = new(StringComparer.Ordinal);
    private readonly List<string> failures = [];

    public Wire(FuzzHost host, int connections)
    {
        client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false, UseProxy = false, AllowAutoRedirect = false, MaxConnectionsPerServer = connections, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        }) { BaseAddress = host.App.Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Owner.Token);
    }

    public HttpClient Client => client;

    public IReadOnlyList<string> Failures
    {
        get { lock (gate) return [.. failures]; }
    }

    /// <summary>How often which protocol was answered how.</summary>
    public string Answers
    {
        get { lock (gate) return string.Join(", ", answers.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} × {pair.Value}"))); }
    }

    /// <summary>A request that should not be: anything but a failure of ours is an answer.</summary>
    public async Task SendAsync(Mutant mutant, string name)
    {
        try
        {
            using var request = Request(mutant);
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Count($"{mutant.Target.Kind} {(int)answer.StatusCode}");
            // A build without the pages says so where they would be.
            var deliberate = answer.StatusCode == HttpStatusCode.ServiceUnavailable
                && (answer.Headers.RetryAfter is not null || text.StartsWith("The web UI was not built", StringComparison.Ordinal));
            if ((int)answer.StatusCode >= 500 && !deliberate) Fail($"{name}: {(int)answer.StatusCode} {(text.Length > 300 ? text[..300] : text)} ← {mutant.Describe()}");
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or IOException)
        {
            // A body that is too large may be cut off while it is still sent.
            Count($"{mutant.Target.Kind} cut off");
            if (mutant.Body is not { Length: > 64 * 1024 }) Fail($"{name}: {broken.GetType().Name} {broken.Message} {broken.InnerException?.Message} ← {mutant.Describe()}");
        }
    }

    /// <summary>A request as it should be: it is served.</summary>
    public async Task SendValidAsync(Mutant valid, string when)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            using var request = Request(valid);
            using var answer = await client.SendAsync(request);
            Count("valid");

            // A bucket that is there already is answered so.
            if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotModified || valid.Target.MayBeGone && answer.StatusCode == HttpStatusCode.NotFound) return;
            Fail($"valid {when}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()} ← {valid.Describe()}");
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or IOException)
        {
            Fail($"valid {when}: {broken.Message} after {clock.Elapsed} ← {valid.Describe()}");
        }
    }

    public void Count(string what)
    {
        lock (gate) answers[what] = answers.GetValueOrDefault(what) + 1;
    }

    public void Fail(string what)
    {
        lock (gate) failures.Add(what);
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(Mutant mutant)
    {
        var address = new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + mutant.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(mutant.Target.Method), address);
        if (mutant.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
            if (mutant.Type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", mutant.Type);
            if (mutant.Encoding is not null) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", mutant.Encoding);
        }

        if (mutant.IsChunked) request.Headers.TransferEncodingChunked = true;
        foreach (var (name, value) in mutant.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}

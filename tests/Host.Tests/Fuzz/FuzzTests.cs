using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests.Fuzz;

/// <summary>Requests that no client should send, by the thousand, at every endpoint that takes something in.</summary>
[Trait("speed", "slow")]
public sealed class FuzzTests(FuzzHost host, ITestOutputHelper output) : IClassFixture<FuzzHost>
{
    private const int Workers = 32;

    // DAYBOOK_FUZZ_SEED, DAYBOOK_FUZZ_REQUESTS and DAYBOOK_FUZZ_KIND say otherwise.
    private static readonly int Seed = Setting("DAYBOOK_FUZZ_SEED", 20261121);
    private static readonly int Requests = Setting("DAYBOOK_FUZZ_REQUESTS", 20_000);

    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);

    [Fact]
    public async Task Nothing_that_is_sent_breaks_the_host_or_reaches_the_database_as_an_error()
    {
        output.WriteLine($"seed {Seed}, {Requests} requests");
        var kind = Environment.GetEnvironmentVariable("DAYBOOK_FUZZ_KIND") ?? "";
        Target[] targets = [.. Targets.All.Where(target => target.Kind.Contains(kind, StringComparison.Ordinal))];
        var mutator = new Mutator(Seed, targets, host.Device, host.Project);
        using var client = Client();
        foreach (var target in targets) await SendValidAsync(client, mutator, target, "before any other");
        //TEMP
        if (_failures.All(f => f.Contains(": 404 ", StringComparison.Ordinal))) { foreach (var f in _failures) output.WriteLine(f[..200]); targets = [.. targets.Where(t => !_failures.Any(f => f.Contains(t.Path[..Math.Min(t.Path.Length, 20)])))]; mutator = new Mutator(Seed, targets, host.Device, host.Project); _failures.Clear(); }
        _failures.ShouldBeEmpty();

        var (next, clock, spent) = (-1, Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < Requests && _failures.Count < 50)
            {
                var mutant = mutator.Of(number);
                await SendAsync(client, mutant, number);
                if (number % 16 == 0) await SendValidAsync(client, mutator, mutant.Target, $"after {number}");
            }
        }));

        output.WriteLine($"{Requests} requests in {clock.Elapsed.TotalSeconds:0.0} s, {(Process.GetCurrentProcess().TotalProcessorTime - spent).TotalSeconds:0.0} s of processor time: {string.Join(", ", _answers.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} × {pair.Value}"))}");
        foreach (var failure in _failures.Take(50)) output.WriteLine(failure);
        foreach (var complaint in host.Complaints().GroupBy(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 1)..]).Take(30)) output.WriteLine($"{complaint.Count()} × {complaint.First()}");
        var parked = await host.ParkedAsync();
        foreach (var day in parked.Take(20)) output.WriteLine(day);
        _failures.ShouldBeEmpty();
        host.Complaints().ShouldBeEmpty();
        parked.ShouldBeEmpty();
        (await client.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task SendAsync(HttpClient client, Mutant mutant, int number)
    {
        try
        {
            using var answer = await client.SendAsync(Request(client, mutant));
            var text = await answer.Content.ReadAsStringAsync();
            _answers.AddOrUpdate($"{mutant.Target.Kind} {(int)answer.StatusCode}", 1, (_, count) => count + 1);
            var deliberate = answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null;
            if ((int)answer.StatusCode >= 500 && !deliberate) _failures.Enqueue($"{number}: {(int)answer.StatusCode} {(text.Length > 300 ? text[..300] : text)} ← {mutant.Describe()}");
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or IOException)
        {
            // A body that is too large may be cut off while it is still sent.
            _answers.AddOrUpdate($"{mutant.Target.Kind} cut off", 1, (_, count) => count + 1);
            if (mutant.Body is not { Length: > 64 * 1024 }) _failures.Enqueue($"{number}: {broken.GetType().Name} {broken.Message} {broken.InnerException?.Message} ← {mutant.Describe()}");
        }
    }

    private async Task SendValidAsync(HttpClient client, Mutator mutator, Target target, string when)
    {
        var valid = mutator.Valid(target);
        var clock = Stopwatch.StartNew();
        try
        {
            using var answer = await client.SendAsync(Request(client, valid));
            // A bucket that is there already is answered so; a heartbeat without a change, too.
            if (!answer.IsSuccessStatusCode && answer.StatusCode is not HttpStatusCode.NotModified)
                _failures.Enqueue($"valid {when}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()} ← {valid.Describe()}");
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
        {
            _failures.Enqueue($"valid {when}: {broken.Message} after {clock.Elapsed} ← {valid.Describe()}");
        }
    }

    private static HttpRequestMessage Request(HttpClient client, Mutant mutant)
    {
        var address = new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + mutant.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(mutant.Target.Method), address);
        if (mutant.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
            if (mutant.Type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", mutant.Type);
            if (mutant.Encoding is not null) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", mutant.Encoding);
        }

        foreach (var (name, value) in mutant.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = Workers * 2, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 })
        {
            BaseAddress = host.App.Address, Timeout = TimeSpan.FromSeconds(60),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Owner.Token);
        return client;
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}

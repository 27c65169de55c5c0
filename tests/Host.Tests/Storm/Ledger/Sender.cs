using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Daybook.Host.Tests.Storm.Ledger;

/// <summary>
/// A program that makes events and sends each again until it is acknowledged, as a patient client does. What it calls an
/// acknowledgement is what the protocol says one is; nothing else counts.
/// </summary>
internal abstract class Sender(string name, int perRequest)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private int made;

    public string Name => name;

    /// <summary>The names of everything that was acknowledged.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>Requests that were sent once more than their answer asked for, to see what a repeated delivery does.</summary>
    public bool Repeats { get; init; }

    /// <summary>How often something had to be sent again.</summary>
    public int Retries { get; private set; }

    /// <summary>Answers that were neither an acknowledgement nor a reason to wait.</summary>
    public List<string> Surprises { get; } = [];

    public async Task RunAsync(HttpClient http, Func<bool> isEnough, CancellationToken ct)
    {
        while (!isEnough())
        {
            var names = Enumerable.Range(made, perRequest).Select(i => string.Create(CultureInfo.InvariantCulture, $"{name}-{i:d6}")).ToArray();
            var body = Body(names, made);
            made += perRequest;
            await PersistAsync(http, body, ct);
            if (Repeats) await PersistAsync(http, body, ct);
            Acknowledged.AddRange(names);
        }
    }

    protected abstract HttpRequestMessage Request(string body);

    protected abstract string Body(IReadOnlyList<string> names, int first);

    protected abstract bool IsAcknowledged(HttpStatusCode status, JsonElement answer, int sent);

    /// <summary>Events lie in the past days, ten seconds apart, so that no clock rule touches them.</summary>
    protected static DateTimeOffset At(int index) => Epoch.AddSeconds(10 * index);

    private static readonly DateTimeOffset Epoch = new DateTimeOffset(DateTime.UnixEpoch, TimeSpan.Zero).AddDays(20_000);

    private async Task PersistAsync(HttpClient http, string body, CancellationToken ct)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (TimeProvider.System.GetTimestamp() < end)
        {
            try
            {
                using var request = Request(body);
                using var answer = await http.SendAsync(request, ct);
                var text = await answer.Content.ReadAsStringAsync(ct);
                if (answer.IsSuccessStatusCode && IsAcknowledged(answer.StatusCode, Parse(text), perRequest)) return;
                if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) Surprises.Add($"{(int)answer.StatusCode} {text}");
            }
            catch (HttpRequestException)
            {
                // The host is away.
            }
            catch (TaskCanceledException) when (!ct.IsCancellationRequested)
            {
                // The host is stuck without its database.
            }

            Retries++;
            await Task.Delay(100, ct);
        }

        throw new TimeoutException($"{name}: not acknowledged. {Surprises.LastOrDefault()}");
    }

    private static JsonElement Parse(string text) => text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();

    protected static HttpRequestMessage Post(string path, string body) =>
        new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}

/// <summary>A desktop agent: batches of 100.</summary>
internal sealed class TrackerSender(string device) : Sender(device, 100)
{
    protected override HttpRequestMessage Request(string body) => Post("/api/v1/tracker/events:batch", body);

    protected override string Body(IReadOnlyList<string> names, int first) => new JsonObject
    {
        ["schema_version"] = "1.0", ["device_id"] = Name, ["sent_at"] = Text(DateTimeOffset.UtcNow),
        ["events"] = new JsonArray([.. names.Select((name, i) => new JsonObject
        {
            ["event_id"] = Guid.CreateVersion7().ToString(), ["client_seq"] = first + i, ["ts"] = Text(At(first + i)), ["interval_s"] = 10,
            ["active_app"] = new JsonObject { ["name"] = "Code", ["bundle_id"] = "com.example.code", ["window_title"] = name },
            ["idle_s"] = 0, ["state"] = "active",
        })]),
    }.ToJsonString();

    protected override bool IsAcknowledged(HttpStatusCode status, JsonElement answer, int sent) =>
        answer.GetProperty("accepted").GetInt32() + answer.GetProperty("duplicates").GetInt32() == sent;

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>An editor's plugin: heartbeats in bulk, 25 at once, with a key.</summary>
internal sealed class EditorSender(string machine, string key) : Sender(machine, 25)
{
    protected override HttpRequestMessage Request(string body)
    {
        var request = Post("/api/v1/users/current/heartbeats.bulk", body);
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(key)));
        request.Headers.TryAddWithoutValidation("User-Agent", "wakatime/v1.90.0 (linux-6.1.0-x86_64) go1.22.0 vscode/1.95.0 vscode-wakatime/25.0.0");
        request.Headers.Add("X-Machine-Name", Name);
        return request;
    }

    protected override string Body(IReadOnlyList<string> names, int first) => new JsonArray([.. names.Select((name, i) => new JsonObject
    {
        ["entity"] = name, ["type"] = "file", ["time"] = At(first + i).ToUnixTimeMilliseconds() / 1000.0, ["project"] = "storm", ["branch"] = "main",
        ["language"] = "C#", ["is_write"] = i % 3 == 0, ["lineno"] = i,
    })]).ToJsonString();

    protected override bool IsAcknowledged(HttpStatusCode status, JsonElement answer, int sent)
    {
        var items = answer.GetProperty("responses");
        return status is HttpStatusCode.Created or HttpStatusCode.Accepted && items.GetArrayLength() == sent && items.EnumerateArray().All(item => item[1].GetInt32() is 201 or 202);
    }
}

/// <summary>A window watcher of ActivityWatch: one heartbeat a request, each in another window.</summary>
internal sealed class WatcherSender(string host) : Sender(host, 1)
{
    protected override HttpRequestMessage Request(string body) => Post($"/api/0/buckets/aw-watcher-window_{Name}/heartbeat?pulsetime=2.0", body);

    protected override string Body(IReadOnlyList<string> names, int first) => Event(names[0], first).ToJsonString();

    protected override bool IsAcknowledged(HttpStatusCode status, JsonElement answer, int sent) => status == HttpStatusCode.OK;

    public static JsonObject Event(string name, int index) => new()
    {
        ["id"] = null, ["timestamp"] = At(index).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture), ["duration"] = 5.5,
        ["data"] = new JsonObject { ["app"] = "Code", ["title"] = name },
    };
}

/// <summary>A program that stores lists of finished events in its bucket of ActivityWatch, 25 at once.</summary>
internal sealed class EventsSender(string host) : Sender(host, 25)
{
    public string Bucket => $"/api/0/buckets/aw-events_{Name}";

    protected override HttpRequestMessage Request(string body) => Post($"{Bucket}/events", body);

    protected override string Body(IReadOnlyList<string> names, int first) =>
        new JsonArray([.. names.Select((name, i) => WatcherSender.Event(name, first + i))]).ToJsonString();

    protected override bool IsAcknowledged(HttpStatusCode status, JsonElement answer, int sent) =>
        status == HttpStatusCode.OK && answer.GetArrayLength() == sent && answer.EnumerateArray().All(one => one.GetProperty("id").GetInt64() > 0);
}

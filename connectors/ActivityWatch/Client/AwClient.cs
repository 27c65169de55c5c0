using System.Globalization;
using System.Net;
using System.Text.Json;
using Daybook.Connectors.ActivityWatch.Events;

namespace Daybook.Connectors.ActivityWatch.Client;

/// <summary>Asks an aw-server. Throws only <see cref="ConnectorException"/>, in words: never a body, never a socket's text.</summary>
internal sealed class AwClient(ConnectorContext context, AwSettings settings)
{
    private const int MaxBuckets = 5_000;

    // What one answer's events may take together; more is asked for in smaller pieces.
    private const long MaxBytes = 8 * 1024 * 1024;

    public Task<AwInfo> InfoAsync(CancellationToken ct) => GetAsync("api/0/info", async (json, token) =>
    {
        var info = await FieldsAsync(json, token);
        return info.TryGetValue("version", out var version) && info.TryGetValue("hostname", out var host) && version.Length is > 0 and < 100 && host.Length < 256
            ? new AwInfo(host, version)
            : throw NotActivityWatch();
    }, ct);

    /// <summary>Every bucket there is, by id; at most 5,000.</summary>
    public Task<IReadOnlyList<AwBucket>> BucketsAsync(CancellationToken ct) => GetAsync<IReadOnlyList<AwBucket>>("api/0/buckets/", async (json, token) =>
    {
        var buckets = new SortedDictionary<string, AwBucket>(StringComparer.Ordinal);
        if (await json.TokenAsync(token) != JsonTokenType.StartObject) throw NotActivityWatch();
        while (await json.TokenAsync(token) == JsonTokenType.PropertyName)
        {
            var id = json.Text;
            if (buckets.Count == MaxBuckets) throw new ConnectorException("too-many-buckets", $"The server lists more than {MaxBuckets} buckets.");
            if (await json.ElementAsync(token) == Element.Value && BucketReader.Read(id, json.Value.Span) is { } bucket) buckets[id] = bucket;
        }

        return [.. buckets.Values];
    }, ct);

    /// <summary>
    /// Events that overlap [from, to], the newest first, clipped by the server; unreadable ones are handed to <paramref name="refused"/>.
    /// Full: there may be more than these. A server that ignores the limit is cut off there.
    /// </summary>
    public Task<(List<AwEvent> Events, bool Full)> EventsAsync(
        string bucket, DateTimeOffset from, DateTimeOffset to, int limit, DateTimeOffset latest, Action<string> refused, CancellationToken ct) =>
        GetAsync($"{Path(bucket)}/events?start={Stamp(from)}&end={Stamp(to)}&limit={limit}", async (json, token) =>
        {
            var events = new List<AwEvent>();
            var (read, bytes) = (0, 0L);
            if (await json.TokenAsync(token) != JsonTokenType.StartArray) throw NotActivityWatch();
            while (read < limit && bytes < MaxBytes && await json.ElementAsync(token) is var element && element != Element.End)
            {
                read++;
                bytes += json.Value.Length;
                var reason = "too-large";
                if (element == Element.Value && AwEvent.Read(json.Value.Span, latest, out reason) is { } one) events.Add(one);
                else refused(reason);
            }

            return (events, read == limit || bytes >= MaxBytes);
        }, ct);

    /// <summary>One event, unclipped; null when the server no longer has it or does not say.</summary>
    public async Task<AwEvent?> EventAsync(string bucket, long id, DateTimeOffset latest, CancellationToken ct)
    {
        try
        {
            return await GetAsync($"{Path(bucket)}/events/{id.ToString(CultureInfo.InvariantCulture)}", async (json, token) =>
                await json.ElementAsync(token) == Element.Value ? AwEvent.Read(json.Value.Span, latest, out _) : null, ct);
        }
        catch (ConnectorException missing) when (missing.Slug is "not-found" or "server-error")
        {
            return null;
        }
    }

    /// <summary>How many events the bucket has since <paramref name="from"/> (the Rust server: in all).</summary>
    public Task<long> CountAsync(string bucket, DateTimeOffset from, CancellationToken ct) =>
        GetAsync($"{Path(bucket)}/events/count?start={Stamp(from)}", async (json, token) =>
            await json.ElementAsync(token) == Element.Value
            && long.TryParse(json.Value.Span, NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) ? count : throw NotActivityWatch(), ct);

    private static string Path(string bucket) => "api/0/buckets/" + Uri.EscapeDataString(bucket);

    private static string Stamp(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static ConnectorException NotActivityWatch() => new("not-activitywatch", "Something answers there, but it is not an ActivityWatch server.");

    private static async Task<Dictionary<string, string>> FieldsAsync(JsonStream json, CancellationToken ct)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (await json.TokenAsync(ct) != JsonTokenType.StartObject) throw NotActivityWatch();
        while (await json.TokenAsync(ct) == JsonTokenType.PropertyName)
        {
            var name = json.Text;
            if (await json.ElementAsync(ct) == Element.Value && BucketReader.Text(json.Value.Span) is { } text) fields.TryAdd(name, text);
            if (fields.Count > 100) throw NotActivityWatch();
        }

        return fields;
    }

    private async Task<T> GetAsync<T>(string path, Func<JsonStream, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.Server, path));
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            if (settings.Authorization is { } header) request.Headers.TryAddWithoutValidation("Authorization", header);
            using var response = await context.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (response.StatusCode != HttpStatusCode.OK) throw Refused(response.StatusCode);
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            return await read(new JsonStream(body), ct);
        }
        catch (HttpRequestException failed)
        {
            // The host's own refusal (egress policy, size, time) comes wrapped; its words are the right ones.
            throw failed.InnerException is ConnectorException told ? told : new ConnectorException("unreachable", "The server cannot be reached.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ConnectorException("timed-out", "The server did not answer in time.");
        }
        catch (IOException)
        {
            throw new ConnectorException("cut-off", "The server broke off in the middle of its answer.");
        }
        catch (JsonException)
        {
            throw new ConnectorException("not-json", "The server's answer is not the JSON an ActivityWatch server sends.");
        }
    }

    private static ConnectorException Refused(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => new ConnectorException("unauthorised", "The server refuses the authorization."),
        404 => new ConnectorException("not-found", "The server does not know that path: is it an ActivityWatch server?"),
        >= 300 and < 400 => new ConnectorException("redirected", "The server points elsewhere. Enter the final address: redirects are not followed."),
        >= 500 => new ConnectorException("server-error", $"The server has a problem of its own (status {(int)status})."),
        _ => new ConnectorException("refused", $"The server refuses the request (status {(int)status})."),
    };
}

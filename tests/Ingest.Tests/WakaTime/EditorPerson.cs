using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Testing;
using Shouldly;

namespace Daybook.Ingest.Tests.WakaTime;

/// <summary>Somebody of their own for one test, with an editor key: nobody else's heartbeats are among theirs.</summary>
public sealed class EditorPerson
{
    private readonly TrackerApp tracker;

    private EditorPerson(TrackerApp tracker, HttpClient own, HttpClient editor, string key, string email, string token) =>
        (this.tracker, Own, Editor, Key, Email, Token) = (tracker, own, editor, key, email, token);

    /// <summary>Sends a personal token with every scope.</summary>
    public HttpClient Own { get; }

    /// <summary>Sends the editor key as the command line client does.</summary>
    public HttpClient Editor { get; }

    public string Key { get; }
    public string Email { get; }
    public string Token { get; }

    public static async Task<EditorPerson> MakeAsync(TrackerApp tracker)
    {
        var email = $"p{Guid.CreateVersion7():n}@example.org";
        await TrackerApp.ReadAsync(await tracker.Owner.Client.PostAsJsonAsync(
            "/api/v1/members", new { email, name = "Person " + email[..12], role = "member", password = DaybookApp.Password }));
        var token = await tracker.App.TokenOfAsync(email, DaybookApp.Password, "read", "write", "ingest");
        var own = tracker.App.With(token);
        var key = (await TrackerApp.ReadAsync(await own.PostAsJsonAsync("/api/v1/me/editor-keys", new { name = "vim" }))).GetProperty("key").GetString()!;
        var editor = tracker.App.Anonymous();
        editor.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Base64(key));
        return new EditorPerson(tracker, own, editor, key, email, token);
    }

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public const string Cli = "wakatime/v1.90.0 (linux-6.18.44-unknown) go1.22.0 vscode/1.95.0 vscode-wakatime/25.0.0";

    /// <summary>A heartbeat of ten minutes ago plus so many seconds.</summary>
    public static string Beat(double seconds = 0, string entity = "/w/proj/app.py", string more = "") =>
        $$"""{"entity":"{{entity}}","type":"file","time":{{At(seconds)}},"user_agent":"{{Cli}}"{{more}}}""";

    public static string At(double seconds) =>
        (Start.ToUnixTimeMilliseconds() / 1000m + (decimal)seconds).ToString("0.000000", CultureInfo.InvariantCulture);

    public static readonly DateTimeOffset Start = TimeProvider.System.GetUtcNow().AddMinutes(-30);

    public async Task<HttpResponseMessage> PostAsync(
        string body, string path = "/api/v1/users/current/heartbeats.bulk", string type = "application/json", string? machine = null, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (machine is not null) request.Headers.Add("X-Machine-Name", machine);
        return await (client ?? Editor).SendAsync(request);
    }

    /// <summary>Sends a list and reads each item's status and content.</summary>
    public async Task<List<(int Status, JsonElement Item)>> SendAsync(string body, string? machine = null)
    {
        var answer = await PostAsync(body, machine: machine);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(201, text);
        return [.. JsonDocument.Parse(text).RootElement.GetProperty("responses").EnumerateArray().Select(pair => (pair[1].GetInt32(), pair[0]))];
    }

    public async Task<List<StoredBeat>> StoredAsync()
    {
        await using var connection = await tracker.OpenAsync();
        return (await connection.QueryAsync<StoredBeat>(
            """
            select s.event_id, s.ts, (s.flags & 7)::integer as state, (s.flags >> 3 & 3)::integer as source, s.flags & 64 <> 0 as is_write, s.body,
                d.client_id, d.machine, d.platform, d.kind::integer as kind, c.app, c.file, c.url, c.repository, c.branch, c.language, c.category,
                c.entity_type, c.user_agent, c.data
            from ingest.sample s
            join ingest.device d on d.user_id = s.user_id and d.device_id = s.device_id
            left join ingest.context c on c.user_id = s.user_id and c.hash = s.context
            where s.user_id = (select user_id from workspace.user where email = @Email)
            order by s.ts, s.event_id
            """, new { Email })).AsList();
    }
}

public sealed record StoredBeat
{
    public Guid EventId { get; init; }
    public DateTimeOffset Ts { get; init; }
    public int State { get; init; }
    public int Source { get; init; }
    public bool IsWrite { get; init; }
    public string Body { get; init; } = "";
    public string ClientId { get; init; } = "";
    public string Machine { get; init; } = "";
    public string Platform { get; init; } = "";
    public int Kind { get; init; }
    public string? App { get; init; }
    public string? File { get; init; }
    public string? Url { get; init; }
    public string? Repository { get; init; }
    public string? Branch { get; init; }
    public string? Language { get; init; }
    public string? Category { get; init; }
    public string? EntityType { get; init; }
    public string? UserAgent { get; init; }
    public string? Data { get; init; }
}

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Daybook.Testing;
using Npgsql;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(Daybook.Ingest.Tests.Tracker.TrackerApp))]

namespace Daybook.Ingest.Tests.Tracker;

/// <summary>The host with an owner, a second member and a project; each test enrols its own device.</summary>
public sealed class TrackerApp : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();
    private readonly Lazy<Task<HttpClient>> other;

    public TrackerApp() => other = new(MakeOtherAsync);

    public string ConnectionString => postgres.ConnectionString;
    public DaybookApp App { get; private set; } = null!;
    public Owner Owner { get; private set; } = null!;

    /// <summary>A further host on the same database, which knows the same tokens.</summary>
    public DaybookApp Further(string setting = "Ingest:UserBurst", string value = "1000000") =>
        new(postgres.ConnectionString, settings: SettingsWith(setting, value));

    private static Dictionary<string, string> SettingsWith(string setting, string value) =>
        new(StringComparer.Ordinal) { ["Daybook:Pepper"] = "of the tests", [setting] = value };

    /// <summary>A second member of the workspace.</summary>
    public Task<HttpClient> OtherAsync() => other.Value;

    public Guid Project { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        App = new DaybookApp(postgres.ConnectionString, settings: SettingsWith("Ingest:UserBurst", "1000000"));
        Owner = await App.SetupAsync();
        Project = await ProjectAsync(Owner.Client, "Harbor");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await postgres.DisposeAsync();
    }

    private async Task<HttpClient> MakeOtherAsync()
    {
        await ReadAsync(await Owner.Client.PostAsJsonAsync(
            "/api/v1/members", new { email = "other@example.org", name = "Otto", role = "member", password = DaybookApp.Password }));
        return App.With(await App.TokenOfAsync("other@example.org", DaybookApp.Password));
    }

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>What the database holds of the device, by event id.</summary>
    public async Task<List<StoredEvent>> StoredAsync(string device)
    {
        await using var connection = await OpenAsync();
        return (await connection.QueryAsync<StoredEvent>(
            """
            select s.event_id, s.ts + s.duration_ms * interval '1 millisecond' as ts, s.duration_ms, s.idle_ms, (s.flags & 7)::smallint as state,
                s.seq::bigint as seq, s.boot::integer as boot, s.key_events, s.flags & 32 <> 0 as in_call, c.app, c.title, c.url, c.repository,
                x.skew_ms, nullif(s.body, '') as extra
            from ingest.device d join ingest.sample s on s.user_id = d.user_id and s.device_id = d.device_id
            left join ingest.context c on c.user_id = s.user_id and c.hash = s.context
            left join ingest.sample_clock x on x.user_id = s.user_id and x.device_id = s.device_id and x.event_id = s.event_id
            where d.client_id = @device order by s.event_id
            """, new { device })).AsList();
    }

    public static async Task<Guid> ProjectAsync(HttpClient client, string name, bool tracker = true) =>
        (await ReadAsync(await client.PostAsJsonAsync("/api/v1/projects", new { name, tracker_enabled = tracker }))).GetProperty("id").GetGuid();

    /// <summary>Enrols a new device of the owner.</summary>
    public async Task<string> EnrollAsync(HttpClient? client = null)
    {
        var device = Guid.CreateVersion7().ToString();
        var answer = await (client ?? Owner.Client).PostAsJsonAsync("/api/v1/tracker/devices:enroll", new { device_id = device, project_id = Project, name = "laptop" });
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        return device;
    }

    public static JsonObject Event(Guid? id = null, DateTimeOffset? ts = null, int seq = 1, string title = "Inbox") => new()
    {
        ["event_id"] = (id ?? Guid.CreateVersion7()).ToString(),
        ["client_seq"] = seq,
        ["ts"] = Instant(ts ?? TimeProvider.System.GetUtcNow().AddMinutes(-5)),
        ["interval_s"] = 60,
        ["active_app"] = new JsonObject { ["name"] = "Mail", ["bundle_id"] = "com.example.mail", ["window_title"] = title },
    };

    public static JsonObject Batch(string device, IEnumerable<JsonNode?> events, DateTimeOffset? sentAt = null) => new()
    {
        ["schema_version"] = "1.0",
        ["device_id"] = device,
        ["sent_at"] = Instant(sentAt ?? TimeProvider.System.GetUtcNow()),
        ["events"] = new JsonArray([.. events.Select(one => one?.DeepClone())]),
    };

    public Task<HttpResponseMessage> PostAsync(JsonObject batch, HttpClient? client = null) => PostAsync(batch.ToJsonString(), client);

    public Task<HttpResponseMessage> PostAsync(string body, HttpClient? client = null) => PostAsync(System.Text.Encoding.UTF8.GetBytes(body), client);

    public Task<HttpResponseMessage> PostAsync(byte[] body, HttpClient? client = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return (client ?? Owner.Client).PostAsync("/api/v1/tracker/events:batch", content);
    }

    /// <summary>Sends the events of the device and reads the answer.</summary>
    public async Task<BatchAnswer> SendAsync(string device, params JsonNode?[] events) => BatchAnswer.Of(await ReadAsync(await PostAsync(Batch(device, events))));

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

public sealed record StoredEvent
{
    public Guid EventId { get; init; }
    public DateTimeOffset Ts { get; init; }
    public int DurationMs { get; init; }
    public int IdleMs { get; init; }
    public short State { get; init; }
    public long Seq { get; init; }
    public int Boot { get; init; }
    public short KeyEvents { get; init; }
    public bool InCall { get; init; }
    public string? App { get; init; }
    public string? Title { get; init; }
    public string? Url { get; init; }
    public string? Repository { get; init; }
    public long? SkewMs { get; init; }
    public string? Extra { get; init; }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Daybook.AwStub;
using Daybook.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Integrations.Tests;

/// <summary>The real host on a fresh database, its owner, and a stand-in ActivityWatch server beside it.</summary>
public sealed class AwHost : IAsyncLifetime
{
    /// <summary>What is due runs when a test says so, not when a minute begins.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string> { ["Kernel:Schedules"] = "false" };

    private readonly PostgresFixture database = new();

    public DaybookApp App { get; private set; } = null!;
    public Owner Owner { get; private set; } = null!;
    public AwServer Server { get; private set; } = null!;
    public HttpClient Api => Owner.Client;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        Server = await AwServer.StartAsync();
        App = new DaybookApp(database.ConnectionString, settings: Settings);
        Owner = await App.SetupAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Server.DisposeAsync();
        await database.DisposeAsync();
    }

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await (by ?? Api).SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(expected, $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public async Task<Guid> ConnectAsync(object? schedule = null, string? authorization = null, object? bucketIds = null, Guid? project = null) =>
        (await SendAsync(HttpMethod.Post, "integrations", new
        {
            connector = "activitywatch", name = "Laptop",
            settings = new { server_url = Server.Address, lookback_days = 7, authorization = authorization ?? "", bucket_ids = bucketIds ?? "", default_project = project },
            schedule = schedule ?? new { kind = "off" },
        }, HttpStatusCode.Created)).GetProperty("id").GetGuid();

    /// <summary>Runs a sync and waits for its end.</summary>
    public async Task<JsonElement> SyncAsync(Guid integration)
    {
        var run = (await SendAsync(HttpMethod.Post, $"integrations/{integration}/sync", expected: HttpStatusCode.Accepted)).GetProperty("run_id").GetGuid();
        return await EndedAsync(integration, run);
    }

    public async Task<JsonElement> EndedAsync(Guid integration, Guid run)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var answer = await SendAsync(HttpMethod.Get, $"integrations/{integration}/runs/{run}");
            if (answer.GetProperty("state").GetString() != "running") return answer;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The run did not end within a minute.");
    }

    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = new NpgsqlConnection(App.ConnectionString);
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    public async Task<(long Count, long Ms)> SamplesAsync(string device) =>
        (await QueryAsync<(long, long)>(
            "select count(*), coalesce(sum(duration_ms), 0)::bigint from ingest.sample s join ingest.device d using (user_id, device_id) where d.name = @device", new { device })).Single();
}

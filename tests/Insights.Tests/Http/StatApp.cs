using System.Net;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Daybook.Insights.Tests.Http;

/// <summary>A host with an owner, whose heartbeats come in through the one door.</summary>
internal sealed class StatApp : IAsyncDisposable
{
    private StatApp(DaybookApp app, Owner owner, int userId) => (App, Owner, UserId) = (app, owner, userId);

    public DaybookApp App { get; }
    public Owner Owner { get; }
    public int UserId { get; }

    public static async Task<StatApp> StartAsync(PostgresFixture postgres, string timeZone = "Europe/Berlin")
    {
        var app = new DaybookApp(await postgres.CopyAsync(), settings: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Enrichment:DebounceMs"] = "0", ["Insights:DebounceMs"] = "0", ["Insights:SignalDebounceMs"] = "0",
        });
        var owner = await app.SetupAsync(timeZone);
        await using var connection = await app.Services.GetRequiredService<Db>().OpenAsync(default);
        return new StatApp(app, owner, await connection.QuerySingleAsync<int>("select user_id from workspace.user"));
    }

    public async Task SendAsync(StreamInfo stream, params IncomingSample[] samples)
    {
        var door = App.Services.GetRequiredService<SampleDoor>();
        await App.Services.GetRequiredService<Db>().InTransactionAsync(async tx =>
        {
            var device = await door.StreamAsync(tx, UserId, stream, default);
            var verdicts = await door.AcceptAsync(tx, UserId, device, samples, growing: false, null, default);
            verdicts.ShouldAllBe(verdict => verdict.Verdict == Verdict.Accepted || verdict.Verdict == Verdict.Duplicate);
        }, default);
    }

    public async Task<JsonElement> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        await App.WaitUntilSettledAsync();
        var answer = await Owner.Client.GetAsync("/api/v1/" + path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    public static StreamInfo Editor(string tool = "VS Code", string machine = "desk") => new($"waka:{machine}/{tool}/editor", tool, machine, DeviceKind.Editor, "Linux");

    public static StreamInfo Agent(string tool = "Claude Code", string machine = "desk") => new($"waka:{machine}/{tool}/agent", tool, machine, DeviceKind.CodingAgent, "Linux");

    public static IncomingSample Beat(
        string at, string project, string tool = "VS Code", string? language = null, string? file = null, SampleSource source = SampleSource.Assist,
        string? extra = null, long durationMs = 0, string? category = null) =>
        Beat(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), project, tool, language, file, source, extra, durationMs, category);

    public static IncomingSample Beat(
        DateTimeOffset at, string project, string tool = "VS Code", string? language = null, string? file = null, SampleSource source = SampleSource.Assist,
        string? extra = null, long durationMs = 0, string? category = null) => new(
        new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{at:O}{project}{tool}{file}")).AsSpan(0, 16)),
        at.AddMilliseconds(durationMs), durationMs, 0, SampleState.Active, source, false, 0, null,
        new SampleContext(App: tool, File: file, Repository: project.Length == 0 ? null : project, Language: language, Category: category, EntityType: "file"), extra);

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Dapper;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Intake;

/// <summary>Hosts remember tokens, people and devices for seconds. What is taken away stops working at once here and within a second elsewhere.</summary>
public sealed class RememberedTests(TrackerApp tracker)
{
    [Fact]
    public async Task A_revoked_token_is_refused_at_once_here_and_within_a_second_by_another_host()
    {
        await using var second = tracker.Further();
        var (id, token) = await TokenAsync();
        using var here = tracker.App.With(token);
        using var there = second.With(token);
        (await here.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await there.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ListeningAsync();

        (await tracker.Owner.Client.DeleteAsync($"/api/v1/me/api-tokens/{id}")).EnsureSuccessStatusCode();
        (await here.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var clock = Stopwatch.StartNew();
        while ((await there.GetAsync("/api/v1/me")).StatusCode == HttpStatusCode.OK) await Task.Delay(10);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_pause_counts_at_once_here_and_within_a_second_on_another_host()
    {
        await using var second = tracker.Further();
        using var there = second.With(tracker.Owner.Token);
        var device = await tracker.EnrollAsync();
        await SendAsync(device, null);
        await SendAsync(device, there);
        await ListeningAsync();

        await using var connection = await tracker.OpenAsync();
        var id = await connection.ExecuteScalarAsync<Guid>("select public_id from ingest.device where client_id = @device", new { device });
        (await tracker.Owner.Client.PatchAsJsonAsync($"/api/v1/devices/{id}", new { paused = true })).EnsureSuccessStatusCode();
        (await SendAsync(device, null)).ShouldBe("paused");
        var clock = Stopwatch.StartNew();
        while (await SendAsync(device, there) != "paused") await Task.Delay(10);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    private async Task<string?> SendAsync(string device, HttpClient? client)
    {
        var now = TimeProvider.System.GetUtcNow();
        var answer = await ReadAsync(await tracker.PostAsync(Batch(device, [Event(ts: now.AddSeconds(2))]), client));
        return answer.GetProperty("verdicts")[0].GetProperty("reason").GetString();
    }

    private async Task<(Guid Id, string Token)> TokenAsync()
    {
        var token = await tracker.App.TokenOfAsync(tracker.Owner.Email, tracker.Owner.Password, "read");
        await using var connection = await tracker.OpenAsync();
        return (await connection.ExecuteScalarAsync<Guid>("select id from workspace.token order by created_at desc limit 1"), token);
    }

    // A host that has just started may not listen yet: then the seconds it remembers anything are the bound.
    private async Task ListeningAsync()
    {
        await using var connection = await tracker.OpenAsync();
        for (var i = 0; i < 200; i++)
        {
            if (await connection.ExecuteScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and query like 'listen %'") >= 2) return;
            await Task.Delay(25);
        }
    }
}

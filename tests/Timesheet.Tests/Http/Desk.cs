using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Testing;
using Daybook.Timesheet.Tests.Reconcile;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;

namespace Daybook.Timesheet.Tests.Http;

/// <summary>One person at the real host, with a zone of their choice; blocks are put in as Enrichment would leave them.</summary>
public sealed class Desk(DaybookApp app, HttpClient client, int user)
{
    public const string Today = "2026-11-20";

    public HttpClient Client => client;
    public DaybookApp App => app;
    public int User => user;

    public static async Task<Desk> OpenAsync(HostFixture host, string zone = "Etc/UTC", string role = "manager")
    {
        var email = $"{Guid.CreateVersion7():n}@example.org";
        await using var connection = new NpgsqlConnection(host.App.ConnectionString);
        var user = await connection.ExecuteScalarAsync<int>("""
            with person as (
                insert into workspace.user (id, workspace_id, email, password_hash, name, time_zone, week_schedule, created_at)
                select @Id, workspace_id, @email, password_hash, 'Mia Member', @zone, week_schedule, now() from workspace.user where id = @UserId
                returning user_id, workspace_id)
            insert into workspace.member (user_id, workspace_id, role, joined_at) select user_id, workspace_id, @role, now() from person
            returning user_id
            """, new { Id = Guid.CreateVersion7(), email, zone, role, host.Owner.UserId });
        return new Desk(host.App, host.App.With(await host.App.TokenOfAsync(email, DaybookApp.Password)), user);
    }

    /// <summary>The day as Enrichment derived it; returns when its entries are there.</summary>
    public async Task DeriveAsync(params Block[] blocks)
    {
        await app.Services.GetRequiredService<Db>().InTransactionAsync(async tx =>
        {
            await PutAsync(tx, blocks);
            await app.Services.GetRequiredService<DayFeed>().TouchAsync(tx, BlockQueries.BlocksFeed, [new UserDay(user, Days.Date)], default);
        }, default);
        await SettleAsync();
    }

    /// <summary>Waits until none of this person's days waits for derivation.</summary>
    public async Task SettleAsync()
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        for (var i = 0; i < 600; i++)
        {
            var open = await connection.QueryAsync<string>("""
                select stage || coalesce(': ' || last_error, '') from platform.day_work where user_id = @User and dirty > done and stage not in ('enrichment.ask', 'journal.write')
                """, new { User });
            if (!open.Any()) return;
            await Task.Delay(20);
        }

        throw new TimeoutException("The days of this person do not settle.");
    }

    public Task<JsonElement> SheetAsync(string day = Today) => OkAsync(Client.GetAsync($"/api/v1/timesheet?start={day}&end={day}"), "days", 0);

    public async Task<JsonElement[]> EntriesAsync() => [.. (await SheetAsync()).GetProperty("entries").EnumerateArray()];

    /// <summary>The id of the entry that starts at this minute of the day.</summary>
    public async Task<Guid> AtAsync(int minute) =>
        (await EntriesAsync()).Single(entry => entry.GetProperty("start").GetString() == Instant(minute)).GetProperty("id").GetGuid();

    public Task<HttpResponseMessage> PatchAsync(Guid id, object body) => Client.PatchAsJsonAsync($"/api/v1/entries/{id}", body);

    public Task<HttpResponseMessage> CreateAsync(int from, int to, bool parallel = false, string? description = null) =>
        Client.PostAsJsonAsync("/api/v1/entries", new { start = Instant(from), end = Instant(to), parallel, description });

    public async Task<(Guid Project, Guid Task)> ProjectAsync(string name, string key)
    {
        var project = (await OkAsync(Client.PostAsJsonAsync("/api/v1/projects", new { name, everyone = false }))).GetProperty("id").GetGuid();
        var task = (await OkAsync(Client.PostAsJsonAsync($"/api/v1/projects/{project}/tasks", new { key, title = "Task " + key, status = "todo" })))
            .GetProperty("id").GetGuid();
        await SettleAsync();
        return (project, task);
    }

    public static string Instant(int minute) => DateTimeOffset.FromUnixTimeMilliseconds(Days.At(minute)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    public static async Task<JsonElement> OkAsync(Task<HttpResponseMessage> asked, params object[] path)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {text}");
        var at = JsonDocument.Parse(text).RootElement;
        foreach (var step in path) at = step is int index ? at[index] : at.GetProperty((string)step);
        return at;
    }

    /// <summary>The problem that was answered: its slug, and its fields' errors when there are any.</summary>
    public static async Task<(HttpStatusCode Status, string Slug, JsonElement Body)> ProblemAsync(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (answer.StatusCode, body.GetProperty("type").GetString()!["/problems/".Length..], body);
    }

    /// <summary>observed + outside = everything else, and what is listed is what is summed.</summary>
    public async Task AddsUpAsync(string day = Today)
    {
        var sheet = await SheetAsync(day);
        var buckets = sheet.GetProperty("buckets").EnumerateObject().ToDictionary(bucket => bucket.Name, bucket => bucket.Value.GetInt64());
        var sum = buckets.Where(bucket => bucket.Key is not ("observed_ms" or "outside_ms")).Sum(bucket => bucket.Value);
        sum.ShouldBe(buckets["observed_ms"] + buckets["outside_ms"]);
        buckets["outside_ms"].ShouldBeGreaterThanOrEqualTo(0);
        var listed = sheet.GetProperty("entries").EnumerateArray().Where(entry => entry.GetProperty("lane").GetString() == "primary").ToArray();
        (listed.Sum(entry => entry.GetProperty("duration_ms").GetInt64()) + buckets["idle_ms"]).ShouldBe(sum);
    }

    private async Task PutAsync(NpgsqlTransaction tx, Block[] blocks)
    {
        var connection = tx.Connection!;
        await connection.ExecuteAsync("delete from enrichment.block where user_id = @User", new { User }, tx);
        foreach (var block in blocks)
            await connection.ExecuteAsync("""
                insert into enrichment.block (user_id, day, key, started_at, ended_at, kind, category, project_id, task_id, description, confidence,
                    stage, evidence, alternatives)
                values (@User, @Date, @Key, @start, @end, @kind, @Category, @ProjectId, @TaskId, @Description, @Confidence, 1,
                    '[{"signal": "app", "value": "editor"}]', '[]')
                """, new
            {
                User, Days.Date, block.Key, start = DateTimeOffset.FromUnixTimeMilliseconds(block.StartMs), end = DateTimeOffset.FromUnixTimeMilliseconds(block.EndMs),
                kind = (short)block.Kind, block.Category, block.ProjectId, block.TaskId, block.Description, block.Confidence,
            }, tx);
    }
}

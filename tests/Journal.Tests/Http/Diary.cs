using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Testing;
using Daybook.Timesheet.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(Daybook.Journal.Tests.Http.HostFixture))]

namespace Daybook.Journal.Tests.Http;

/// <summary>The host's clock: real time, moved.</summary>
public sealed class MovedClock : TimeProvider
{
    private TimeSpan shift;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;

    public void Move(TimeSpan by) => shift += by;
}

/// <summary>One real host on one database; every test gets a person of their own.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();

    public DaybookApp App { get; private set; } = null!;

    public Owner Owner { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        App = new DaybookApp(postgres.ConnectionString, settings: Settings);
        Owner = await App.SetupAsync("Etc/UTC");
    }

    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Journal:DebounceMs"] = "0", ["Journal:TellEveryMs"] = "0", ["Kernel:ModelTimeoutSeconds"] = "8",
    };

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

/// <summary>An entry to be put in: from and to in Unix milliseconds.</summary>
internal sealed record Stretch(
    long From, long To, string Kind = "work", Guid? Project = null, Guid? Task = null, string Category = "work/code", string Status = "inferred",
    string Lane = "primary", string Description = "");

/// <summary>A person at the real host, whose entries are put in as Timesheet would leave them.</summary>
internal sealed class Diary(DaybookApp app, HttpClient client, int user)
{
    public HttpClient Client => client;
    public int User => user;
    public DaybookApp App => app;

    public static async Task<Diary> OpenAsync(DaybookApp app, Owner owner, string zone = "Etc/UTC", string locale = "en")
    {
        var email = $"{Guid.CreateVersion7():n}@example.org";
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        var user = await connection.ExecuteScalarAsync<int>("""
            with person as (
                insert into workspace.user (id, workspace_id, email, password_hash, name, time_zone, week_schedule, locale, created_at)
                select @Id, workspace_id, @email, password_hash, 'Mia Member', @zone, week_schedule, @locale, now() from workspace.user where id = @UserId
                returning user_id, workspace_id)
            insert into workspace.member (user_id, workspace_id, role, joined_at) select user_id, workspace_id, 'manager', now() from person
            returning user_id
            """, new { Id = Guid.CreateVersion7(), email, zone, locale, owner.UserId });
        return new Diary(app, app.With(await app.TokenOfAsync(email, DaybookApp.Password)), user);
    }

    public async Task<Guid> ProjectAsync(string name) =>
        (await OkAsync(Client.PostAsJsonAsync("/api/v1/projects", new { name, everyone = false }))).GetProperty("id").GetGuid();

    public async Task<Guid> TaskAsync(Guid project, string key, string title, string status = "in progress") =>
        (await OkAsync(Client.PostAsJsonAsync($"/api/v1/projects/{project}/tasks", new { key, title, status }))).GetProperty("id").GetGuid();

    /// <summary>Puts entries in and says that these days have them.</summary>
    public async Task RecordAsync(IReadOnlyList<DateOnly> days, IReadOnlyList<Stretch> stretches)
    {
        await App.Services.GetRequiredService<Db>().InTransactionAsync(async tx =>
        {
            await tx.Connection!.ExecuteAsync(Insert, stretches.Select(one => new
            {
                user, id = Guid.CreateVersion7(), start = DateTimeOffset.FromUnixTimeMilliseconds(one.From), end = DateTimeOffset.FromUnixTimeMilliseconds(one.To),
                day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(one.From).UtcDateTime), one.Status, one.Lane, one.Kind, one.Category,
                one.Project, one.Task, one.Description,
            }), tx);
            await App.Services.GetRequiredService<DayFeed>().TouchAsync(tx, EntryFeeds.Entries, [.. days.Select(day => new UserDay(user, day))], default);
        }, default);
        await SettleAsync();
    }

    /// <summary>Waits until the journal has nothing to do for this person.</summary>
    public async Task SettleAsync()
    {
        await using var connection = new NpgsqlConnection(App.ConnectionString);
        for (var i = 0; i < 1500; i++)
        {
            var open = (await connection.QueryAsync<string>("""
                select day::text || coalesce(': ' || last_error, '') from platform.day_work
                where user_id = @user and dirty > done and stage = 'journal.write' and not_before < now() + interval '1 minute'
                """, new { user })).ToList();
            if (open.Count == 0) return;
            await Task.Delay(20);
        }

        throw new TimeoutException("The journal of this person does not settle.");
    }

    public Task<JsonElement> DayAsync(DateOnly day) => OkAsync(Client.GetAsync($"/api/v1/journal/{day:yyyy-MM-dd}"));

    public Task<JsonElement> PostAsync(DateOnly day, string what, object? body = null) => OkAsync(Client.PostAsJsonAsync($"/api/v1/journal/{day:yyyy-MM-dd}/{what}", body ?? new { }));

    public Task<JsonElement> PutAsync(DateOnly day, string what, object body) => OkAsync(Client.PutAsJsonAsync($"/api/v1/journal/{day:yyyy-MM-dd}/{what}", body));

    public static async Task<JsonElement> OkAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<(HttpStatusCode Status, string Slug)> ProblemAsync(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString()!["/problems/".Length..]);
    }

    public static long At(DateOnly day, int hour, int minute = 0) => new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero).ToUnixTimeMilliseconds();

    private const string Insert = """
        insert into timesheet.time_entry (user_id, entry_id, day, started_at, ended_at, status, lane, kind, category, project_id, task_id, description,
            confidence, stage, evidence, created_at, updated_at)
        values (@user, @id, @day, @start, @end, @Status, @Lane, @Kind, @Category, @Project, @Task, @Description, 0.9, 'rule', '[]', now(), now())
        """;
}

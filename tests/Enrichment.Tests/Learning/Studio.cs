using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Daybook.Enrichment.Tests.Http;
using Daybook.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Learning;

/// <summary>One host for the tests of a class; every test gets a person of its own.</summary>
public sealed class StudioFixture : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();

    public DaybookApp App { get; private set; } = null!;

    public Owner Owner { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        App = Api.App(postgres);
        Owner = await App.SetupAsync("Etc/UTC");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

/// <summary>A person at a computer: what is on the screen comes through the tracker, decisions through the public API.</summary>
public sealed class Studio
{
    /// <summary>The host's clock starts at 22:00 of this day.</summary>
    public static readonly DateOnly Today = new(2026, 3, 2);

    private readonly DaybookApp app;
    private int events;

    private Studio(DaybookApp app, HttpClient client, int user) => (this.app, Client, User) = (app, client, user);

    public HttpClient Client { get; }

    public int User { get; }

    public Guid Project { get; private set; }

    public Guid Invoices { get; private set; }

    public Guid Import { get; private set; }

    /// <summary>A task of another project.</summary>
    public Guid Survey { get; private set; }

    private string Device { get; } = Guid.CreateVersion7().ToString();

    /// <summary>A project with two tasks whose titles share no word with what the tests put on the screen.</summary>
    public static async Task<Studio> OpenAsync(StudioFixture host)
    {
        var email = $"{Guid.CreateVersion7():n}@example.org";
        await using var connection = new NpgsqlConnection(host.App.ConnectionString);
        var user = await connection.ExecuteScalarAsync<int>("""
            with person as (
                insert into workspace.user (id, workspace_id, email, password_hash, name, time_zone, week_schedule, created_at)
                select @Id, workspace_id, @email, password_hash, 'Mia Member', 'Etc/UTC', week_schedule, now() from workspace.user where id = @UserId
                returning user_id, workspace_id)
            insert into workspace.member (user_id, workspace_id, role, joined_at) select user_id, workspace_id, 'manager', now() from person
            returning user_id
            """, new { Id = Guid.CreateVersion7(), email, host.Owner.UserId });
        var studio = new Studio(host.App, host.App.With(await host.App.TokenOfAsync(email, DaybookApp.Password)), user);
        studio.Project = (await studio.Client.Post("projects", new { name = "Quarterdeck " + user, everyone = false, tracker_enabled = true })).GetProperty("id").GetGuid();
        studio.Invoices = await studio.TaskAsync("Monthly invoices");
        studio.Import = await studio.TaskAsync("Bulk import", studio.ImportKey);
        var other = (await studio.Client.Post("projects", new { name = "Forecastle " + user, everyone = false, tracker_enabled = true })).GetProperty("id").GetGuid();
        studio.Survey = await studio.TaskAsync("Coast survey", studio.SurveyKey, other);
        await studio.Client.Post("tracker/devices:enroll", new { device_id = studio.Device, project_id = studio.Project, name = "laptop" });
        await studio.SettleAsync();
        return studio;
    }

    /// <summary>What names the second task wherever it stands.</summary>
    public string ImportKey => $"QI-{User}";

    public string SurveyKey => $"QS-{User}";

    public async Task<Guid> TaskAsync(string title, string? key = null, Guid? project = null) =>
        (await Client.Post($"projects/{project ?? Project}/tasks", new { key = key ?? $"Q{Interlocked.Increment(ref events)}-{User}", title, status = "todo" })).GetProperty("id").GetGuid();

    /// <summary>The app was in front from this minute of the day, for so many minutes.</summary>
    public async Task SeeAsync(DateOnly day, int from, int minutes, string app, string title, string? url = null)
    {
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(from);
        var seen = Enumerable.Range(1, minutes).Select(minute => new
        {
            event_id = Guid.CreateVersion7(),
            client_seq = Interlocked.Increment(ref events),
            ts = Text(start.AddMinutes(minute)),
            interval_s = 60,
            active_app = new { name = app, bundle_id = "org.example." + app.ToLowerInvariant(), window_title = title },
            browser = url is null ? null : new { url },
        }).ToArray();
        var answer = await Client.Post("tracker/events:batch", new
        {
            schema_version = "1.0", device_id = Device, sent_at = Text(new DateTimeOffset(2026, 3, 2, 22, 0, 2, TimeSpan.Zero)), events = seen,
        }, HttpStatusCode.OK);
        answer.GetProperty("rejected").GetArrayLength().ShouldBe(0, answer.ToString());
    }

    public async Task<JsonElement[]> EntriesAsync(DateOnly day)
    {
        await SettleAsync();
        return [.. (await Client.Get($"timesheet?start={day:yyyy-MM-dd}&end={day:yyyy-MM-dd}")).GetProperty("days")[0].GetProperty("entries").EnumerateArray()];
    }

    /// <summary>What the entry at this minute is for.</summary>
    public async Task<Guid?> TaskAtAsync(DateOnly day, int minute) => TaskOf(await AtAsync(day, minute));

    public async Task<JsonElement> AtAsync(DateOnly day, int minute)
    {
        var at = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(minute).AddSeconds(30);
        return (await EntriesAsync(day)).Single(entry => entry.GetProperty("start").GetDateTimeOffset() <= at && entry.GetProperty("end").GetDateTimeOffset() > at);
    }

    public async Task<JsonElement> ReviewAsync(DateOnly day, int minute, object decision) =>
        await Client.Patch($"entries/{(await AtAsync(day, minute)).GetProperty("id").GetGuid()}", decision);

    public Task<JsonElement> CorrectAsync(DateOnly day, int minute, Guid task) => ReviewAsync(day, minute, new { action = "correct", task_id = task });

    public async Task<JsonElement> ExplainAsync(DateOnly day, int minute) =>
        await Client.Get($"blocks/{(await AtAsync(day, minute)).GetProperty("block_id").GetGuid()}/explain");

    /// <summary>Waits until none of this person's days waits for derivation.</summary>
    public async Task SettleAsync()
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        for (var i = 0; i < 1200; i++)
        {
            var open = await connection.QueryAsync<string>(
                "select stage || coalesce(': ' || last_error, '') from platform.day_work where user_id = @User and dirty > done and stage not in ('enrichment.ask', 'journal.write') and stage in ('enrichment.blocks', 'timesheet.entries')", new { User });
            if (!open.Any()) return;
            await Task.Delay(25);
        }

        throw new TimeoutException("The days of this person do not settle.");
    }

    /// <summary>What the schedule does at night.</summary>
    public async Task NightAsync(StudioFixture host)
    {
        await Api.Read(await host.Owner.Client.PostAsync("/api/v1/admin/schedules/enrichment.learn/trigger", null), HttpStatusCode.NoContent);
        await SettleAsync();
    }

    public static Guid? TaskOf(JsonElement entry) => entry.GetProperty("task") is { ValueKind: JsonValueKind.Object } task ? task.GetProperty("id").GetGuid() : null;

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

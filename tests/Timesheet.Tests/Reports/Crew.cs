using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Daybook.Testing;
using Daybook.Timesheet.Tests.Http;
using Npgsql;

namespace Daybook.Timesheet.Tests.Reports;

/// <summary>A workspace of its own at the real host: people with roles and zones, and entries as derivation and reviews would leave them.</summary>
public sealed class Crew(DaybookApp app, Guid workspace)
{
    public const string Monday = "2026-11-16";

    public Guid Workspace => workspace;

    public sealed record Person(int User, Guid Id, HttpClient Client, string Name);

    public static async Task<Crew> OpenAsync(HostFixture host)
    {
        var workspace = Guid.CreateVersion7();
        await using var connection = new NpgsqlConnection(host.App.ConnectionString);
        await connection.ExecuteAsync("insert into workspace.workspace (id, name, created_at) values (@workspace, 'Crew', now())", new { workspace });
        return new Crew(host.App, workspace);
    }

    public async Task<Person> JoinAsync(string role, string zone = "Etc/UTC", string name = "Pat Person")
    {
        var (id, email) = (Guid.CreateVersion7(), $"{Guid.CreateVersion7():n}@example.org");
        var user = await ReadAsync<int>("""
            with person as (
                insert into workspace.user (id, workspace_id, email, password_hash, name, time_zone, week_schedule, created_at)
                select @id, @workspace, @email, password_hash, @name, @zone, week_schedule, now() from workspace.user order by user_id limit 1
                returning user_id)
            insert into workspace.member (user_id, workspace_id, role, joined_at) select user_id, @workspace, @role, now() from person
            returning user_id
            """, new { id, workspace, email, name, zone, role });
        return new Person(user, id, app.With(await app.TokenOfAsync(email, DaybookApp.Password)), name);
    }

    public static async Task<Guid> ProjectAsync(Person manager, string name) =>
        (await Desk.OkAsync(manager.Client.PostAsJsonAsync("/api/v1/projects", new { name, everyone = true }))).GetProperty("id").GetGuid();

    public static async Task<Guid> TaskAsync(Person manager, Guid project, string key) =>
        (await Desk.OkAsync(manager.Client.PostAsJsonAsync($"/api/v1/projects/{project}/tasks", new { key, title = "Task " + key, status = "todo" }))).GetProperty("id").GetGuid();

    /// <summary>An entry from this instant, so many seconds long.</summary>
    public async Task<Guid> SpendAsync(
        Person person, string start, double seconds, Guid? project = null, Guid? task = null, string status = "confirmed", string kind = "work",
        string lane = "primary", string description = "")
    {
        var id = Guid.CreateVersion7();
        await ReadAsync<int>("""
            insert into timesheet.time_entry (user_id, entry_id, day, started_at, ended_at, status, lane, kind, category, project_id, task_id, description,
                confidence, stage, evidence, created_at, updated_at)
            values (@User, @id, (@at at time zone 'UTC')::date, @at, @at + @seconds * interval '1 second', @status, @lane, @kind, '', @project, @task, @description,
                1, 'user', '[]', now(), now())
            returning 1
            """, new { person.User, id, at = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture), seconds, status, lane, kind, project, task, description });
        return id;
    }

    public async Task<T> ReadAsync<T>(string sql, object? values = null)
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        return (await connection.ExecuteScalarAsync<T>(sql, values))!;
    }

    public static Task<JsonElement> ReportAsync(Person person, string query) => Desk.OkAsync(person.Client.GetAsync("/api/v1/reports?" + query));

    /// <summary>Who looked at this person's time, as they read it themselves.</summary>
    public static async Task<JsonElement[]> LooksAsync(Person person) =>
        [.. (await Desk.OkAsync(person.Client.GetAsync("/api/v1/me/access-log"), "items")).EnumerateArray()];

    public static long Ms(JsonElement of, string name = "raw_ms") => of.GetProperty(name).GetInt64();

    public static JsonElement[] Groups(JsonElement of) => [.. of.GetProperty("groups").EnumerateArray()];
}

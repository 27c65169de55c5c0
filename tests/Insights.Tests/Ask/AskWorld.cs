using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Daybook.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Ask;

/// <summary>The real host at a standing time, a person with <see cref="Truth"/>'s days, and a colleague whose days nobody may hear of.</summary>
public sealed class AskWorld : IAsyncLifetime
{
    public const string Colleague = "Bobsecretwork";

    private readonly PostgresFixture postgres = new();
    private readonly Dictionary<string, Guid> projects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> tasks = new(StringComparer.Ordinal);

    internal Truth Truth { get; } = new(4711);

    internal DaybookApp App { get; private set; } = null!;

    internal Owner Owner { get; private set; } = null!;

    internal int User { get; private set; }

    internal IReadOnlySet<Guid> Others { get; private set; } = new HashSet<Guid>();

    internal Guid Task(string key) => tasks[key];

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        App = new DaybookApp(postgres.ConnectionString, new StandingTime(Truth.Now));
        Owner = await App.SetupAsync("Europe/Berlin");
        await using var connection = new NpgsqlConnection(App.ConnectionString);
        await connection.OpenAsync();
        User = await connection.QuerySingleAsync<int>("select user_id from workspace.user");
        await NameAsync(connection);
        await FillAsync(connection, User, Truth.Entries);
        var colleague = await connection.QuerySingleAsync<int>("""
            with person as (
                insert into workspace.user (id, workspace_id, email, password_hash, name, time_zone, week_schedule, created_at)
                select gen_random_uuid(), workspace_id, 'bob@example.org', password_hash, 'Bob Builder', time_zone, week_schedule, now() from workspace.user
                returning user_id, workspace_id)
            insert into workspace.member (user_id, workspace_id, role, joined_at) select user_id, workspace_id, 'member', now() from person returning user_id
            """);
        var theirs = new Truth(99).Entries.Select(entry => entry with { Id = Guid.CreateVersion7(), For = entry.For with { Description = Colleague } }).ToArray();
        await FillAsync(connection, colleague, theirs);
        Others = theirs.Select(entry => entry.Id).ToHashSet();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await postgres.DisposeAsync();
    }

    /// <summary>The answer to a question about the last thirty days. The limit of questions is lifted between them by a fresh minute.</summary>
    internal async Task<JsonElement> AskAsync(string question, string start = "2026-10-22", string end = "2026-11-20", string mode = "deterministic")
    {
        ((StandingTime)Clock).Forward(TimeSpan.FromSeconds(4));
        var answer = await Owner.Client.PostAsJsonAsync("/api/v1/ask", new { question, start, end, mode });
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{question}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    internal TimeProvider Clock => (TimeProvider)App.Services.GetService(typeof(TimeProvider))!;

    private async Task NameAsync(NpgsqlConnection connection)
    {
        foreach (var (name, key) in new[] { ("Payments", "PAY"), ("Website", "WEB"), ("Data Platform", "DAT"), ("सुगम ऐप", "SUG") })
            projects[name] = await connection.QuerySingleAsync<Guid>("""
                insert into workspace.project (id, workspace_id, name, key, color, tracker_enabled, everyone, created_at)
                select gen_random_uuid(), workspace_id, @name, @key, '#336699', true, true, now() from workspace.member limit 1 returning id
                """, new { name, key });
        foreach (var purpose in Truth.Purposes.Where(purpose => purpose.Task is not null))
            tasks[purpose.Task!] = await connection.QuerySingleAsync<Guid>("""
                insert into workspace.task (id, workspace_id, project_id, key, title, status, labels, created_at, closed_at)
                select gen_random_uuid(), workspace_id, id, @key, @title, @status, '{}', now(), @closed from workspace.project where id = @project returning id
                """, new
            {
                key = purpose.Task, title = purpose.Name[(purpose.Task!.Length + 1)..], project = projects[purpose.Project!],
                status = purpose.Task switch { "PAY-2" or "WEB-7" => "done", "PAY-1" or "DAT-3" => "in progress", _ => "todo" },
                closed = purpose.Task switch
                {
                    "PAY-2" => new DateTimeOffset(2026, 11, 12, 12, 0, 0, TimeSpan.Zero), "WEB-7" => new DateTimeOffset(2026, 11, 18, 12, 0, 0, TimeSpan.Zero),
                    _ => (DateTimeOffset?)null,
                },
            });
        await connection.ExecuteAsync("""
            insert into workspace.repository (workspace_id, repository, project_id, created_at)
            select workspace_id, 'acme/payments-api', id, now() from workspace.project where name = 'Payments'
            """);
    }

    private async Task FillAsync(NpgsqlConnection connection, int user, IReadOnlyList<Made> entries)
    {
        await using var tx = await connection.BeginTransactionAsync();
        foreach (var entry in entries)
            await connection.ExecuteAsync("""
                insert into timesheet.time_entry (user_id, entry_id, day, started_at, ended_at, status, lane, kind, category, project_id, task_id, description,
                    confidence, stage, evidence, created_at, updated_at)
                values (@user, @Id, @Day, @start, @end, @Status, @Lane, @Kind, @Category, @project, @task, @Description, 0.9, 'rule', '[]', now(), now())
                """, new
            {
                user, entry.Id, entry.Day, start = DateTimeOffset.FromUnixTimeMilliseconds(entry.Start), end = DateTimeOffset.FromUnixTimeMilliseconds(entry.End),
                entry.Status, entry.Lane, entry.For.Kind, entry.For.Category, entry.For.Description,
                project = entry.For.Project is { } name ? projects[name] : (Guid?)null, task = entry.For.Task is { } key ? tasks[key] : (Guid?)null,
            }, tx);
        await tx.CommitAsync();
    }

    /// <summary>Goes on only when told to; timers are real ones.</summary>
    internal sealed class StandingTime(DateTimeOffset start) : TimeProvider
    {
        private long passed;

        public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref passed));

        public void Forward(TimeSpan by) => Interlocked.Add(ref passed, by.Ticks);
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Journal.Tests.Http;
using Daybook.Kernel.Time;
using Daybook.Testing;
using Daybook.Testing.Models;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Journal.Tests.Days;

/// <summary>A hundred days told without a model, by one that keeps to the rules, and by one that lies: every figure is the database's.</summary>
public sealed class HundredDaysTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Days = 100;
    private static readonly DateOnly First = new(2026, 3, 2);

    [Fact]
    public async Task Every_figure_equals_sql_without_a_model_with_an_obedient_and_with_a_lying_one()
    {
        await using var app = new DaybookApp(postgres.ConnectionString, settings: HostFixture.Settings);
        var owner = await app.SetupAsync("Etc/UTC");
        await using var server = await FakeModelServer.StartAsync();
        const string zone = "Europe/Berlin";
        var clock = DayClock.TryCreate(zone, TimeSpan.Zero)!;
        var diary = await Diary.OpenAsync(app, owner, zone);
        var projects = new List<(Guid, Guid[])> { (await diary.ProjectAsync(DayMaker.Canary + " project"), []) };
        foreach (var name in (string[])["Harbor 66", "Lighthouse", "Quay 9 Dock"])
        {
            var project = await diary.ProjectAsync(name);
            var tasks = new List<Guid>();
            for (var i = 0; i < 9; i++) tasks.Add(await diary.TaskAsync(project, $"{name[..2].ToUpperInvariant()}-{i + 10}", $"Part {i} of {name}"));
            projects.Add((project, [.. tasks]));
        }

        DateOnly[] days = [.. Enumerable.Range(0, Days).Select(First.AddDays)];
        var stretches = days.SelectMany((day, place) => new DayMaker(place + 1).Make(clock.Of(day).Start, clock.Of(day).End, projects)).ToList();
        await diary.RecordAsync(days, stretches);
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync();

        var told = 0;
        foreach (var day in days)
        {
            var journal = await diary.DayAsync(day);
            journal.GetProperty("source").GetString().ShouldBe("template");
            journal.GetProperty("state").GetString().ShouldBe("final");
            await HoldAsync(journal, day);
            if (!journal.GetProperty("facts").EnumerateArray().Any(fact => fact.GetProperty("kind").GetString() == "project")) continue;
            var (total, parts) = Figures.Shares(journal);
            var projectsAlone = journal.GetProperty("facts").EnumerateArray().Count(fact => fact.GetProperty("kind").GetString() is "project" or "unassigned") == 1;
            if (!projectsAlone) parts.ShouldBe(total, journal.GetProperty("text").GetString());
            told++;
        }

        told.ShouldBeGreaterThan(90);

        await Diary.OkAsync(owner.Client.PutAsJsonAsync("/api/v1/admin/ai", new { mode = "local", provider = "openai", base_url = server.BaseUrl, model = "fake", max_items = 40 }));
        server.Model = JournalModels.Obedient;
        var byModel = 0;
        foreach (var day in days)
        {
            var journal = await diary.PostAsync(day, "regenerate");
            if (journal.GetProperty("source").GetString() == "model") byModel++;
            else journal.GetProperty("model_note").ValueKind.ShouldBe(JsonValueKind.String, journal.GetRawText());
            await HoldAsync(journal, day);
        }

        byModel.ShouldBeGreaterThan(95);

        for (var i = 0; i < days.Length; i++)
        {
            server.Model = JournalModels.Lies[i % JournalModels.Lies.Count].Model;
            var journal = await diary.PostAsync(days[i], "regenerate");
            journal.GetProperty("source").GetString().ShouldBe("template", JournalModels.Lies[i % JournalModels.Lies.Count].Name + ": " + journal.GetProperty("text"));
            await HoldAsync(journal, days[i]);
        }

        server.Bodies.Count.ShouldBeGreaterThan(Days);
        server.Bodies.ShouldAllBe(body => !body.Contains(DayMaker.Canary, StringComparison.OrdinalIgnoreCase));

        Task HoldAsync(JsonElement journal, DateOnly day) =>
            Figures.ShouldEqualSqlAsync(connection, diary.User, clock.Of(day).Start, clock.Of(day).End, journal, clock.Zone);
    }
}

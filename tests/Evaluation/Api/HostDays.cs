using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Daybook.Evaluation.Days;
using Daybook.Evaluation.Methods;
using static Daybook.Evaluation.Days.SampleFolder;

namespace Daybook.Evaluation.Api;

/// <summary>Observed days as a client posts them to a running host, and what its timesheet then says of them.</summary>
internal static class HostDays
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Posts everything in the folder under an account of its own, waits until the days are settled, and reads them.</summary>
    /// <returns>What each local day was said to be for.</returns>
    public static async Task<IReadOnlyDictionary<DateOnly, Prediction>> RunAsync(Guest owner, string folder, LabelledDays person)
    {
        using var setup = JsonDocument.Parse(Text(folder, "setup.json"));
        using var guest = await owner.InviteAsync(person.Name, Field(setup.RootElement, "timezone")!);
        var names = await CatalogAsync(guest, setup.RootElement);
        if (Exists(folder, "calendar.ics")) await CalendarAsync(guest, CalendarText.Read(Text(folder, "calendar.ics")));
        foreach (var batch in Text(folder, "tracker-batches.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            await guest.PostTextAsync("tracker/events:batch", batch);
        return await SheetAsync(guest, person, names);
    }

    /// <summary>Projects, tasks, repositories and devices; answers by which name the evaluation knows what the host gave an id.</summary>
    private static async Task<Dictionary<Guid, Guid>> CatalogAsync(Guest guest, JsonElement setup)
    {
        var names = new Dictionary<Guid, Guid>();
        var devices = Devices(setup);
        foreach (var project in setup.GetProperty("projects").EnumerateArray())
        {
            var name = Field(project, "name")!;
            var id = (await guest.PostAsync("projects", new { name, key = Field(project, "key"), tracker_enabled = true })).GetProperty("id").GetGuid();
            names[id] = Id(name);
            foreach (var task in setup.GetProperty("tasks").EnumerateArray().Where(task => Field(task, "project") == name))
            {
                var made = await guest.PostAsync($"projects/{id}/tasks", new { key = Field(task, "key"), title = Field(task, "title"), status = Field(task, "status") });
                names[made.GetProperty("id").GetGuid()] = Id(Field(task, "key")!);
            }

            foreach (var repository in setup.GetProperty("repo_projects").EnumerateObject().Where(item => item.Value.GetString() == name))
                await guest.PostAsync("repositories", new { repository = repository.Name, project_id = id });
            foreach (var device in devices) await guest.PostAsync("tracker/devices:enroll", new { device_id = device, project_id = id, name = "laptop" });
            devices = [];
        }

        return names;
    }

    private static string[] Devices(JsonElement setup) => setup.TryGetProperty("devices", out var devices)
        ? [.. devices.EnumerateArray().Select(device => Field(device, "device_id")).OfType<string>()] : [];

    private static async Task CalendarAsync(Guest guest, IReadOnlyList<Meeting> meetings)
    {
        var key = (await guest.PostAsync("me/editor-keys", new { name = "calendar" })).GetProperty("key").GetString()!;
        foreach (var some in meetings.Chunk(500))
        {
            await guest.PostWithKeyAsync("users/current/external_durations.bulk", key, some.Select(meeting => new
            {
                external_id = meeting.Uid, entity = meeting.Title, type = "event", category = "meeting",
                start_time = meeting.Start / 1000.0, end_time = meeting.End / 1000.0,
            }));
        }
    }

    private static async Task<IReadOnlyDictionary<DateOnly, Prediction>> SheetAsync(Guest guest, LabelledDays person, Dictionary<Guid, Guid> names)
    {
        var path = $"timesheet?start={person.Dates[0]:yyyy-MM-dd}&end={person.Dates[^1]:yyyy-MM-dd}";
        var until = TimeProvider.System.GetTimestamp();
        var sheet = await guest.GetAsync(path);
        while (sheet.GetProperty("pending_days").GetInt32() > 0)
        {
            if (TimeProvider.System.GetElapsedTime(until) > Patience) throw new TimeoutException("The host did not settle the days within ten minutes.");
            await Task.Delay(500);
            sheet = await guest.GetAsync(path);
        }

        return sheet.GetProperty("days").EnumerateArray().ToDictionary(
            day => DateOnly.ParseExact(Field(day, "date")!, "yyyy-MM-dd"), day => PredictionOf(day, names));
    }

    private static Prediction PredictionOf(JsonElement day, Dictionary<Guid, Guid> names)
    {
        var guesses = day.GetProperty("entries").EnumerateArray().Select(entry => new Guess(
            Ms(Field(entry, "start")!), Ms(Field(entry, "end")!), Enum.Parse<BlockKind>(Field(entry, "kind")!, ignoreCase: true),
            Named(entry, "project", names), Named(entry, "task", names), entry.GetProperty("confidence").GetDouble(), Guess.IsMeeting(Field(entry, "category")!))).ToArray();
        var buckets = day.GetProperty("buckets");
        return new Prediction(guesses, guesses.Count(guess => guess.Kind != BlockKind.Private),
            buckets.GetProperty("observed_ms").GetInt64() - buckets.GetProperty("idle_ms").GetInt64(), 0);
    }

    private static Guid? Named(JsonElement entry, string what, Dictionary<Guid, Guid> names) =>
        entry.GetProperty(what) is { ValueKind: JsonValueKind.Object } named ? names.GetValueOrDefault(named.GetProperty("id").GetGuid()) : null;
}

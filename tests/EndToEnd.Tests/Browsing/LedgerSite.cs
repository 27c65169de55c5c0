using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>
/// The real host with two projects and yesterday: the same sheet at 10:00, 11:30 and 13:00, each between tasks of both projects, so that
/// nothing around it says what it is.
/// </summary>
public sealed class LedgerSite : IAsyncLifetime
{
    public const string Sheet = "customers march ledger";
    private const string Device = "5b0f3d0e-8a52-4a0e-9a53-0d8f4b7c2a11";

    private readonly EmptySite site = new();
    private int seen;

    public Uri Address => site.App.Address;

    public Owner Owner { get; private set; } = null!;

    public DateOnly Day { get; } = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);

    public string Date => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        Owner = await site.App.SetupAsync("Etc/UTC");
        var deck = await ProjectAsync("Quarterdeck", ("QD-1", "Monthly invoices"), ("QD-2", "Bulk import"));
        await ProjectAsync("Forecastle", ("FC-1", "Coast survey"));
        await PostAsync("tracker/devices:enroll", new { device_id = Device, project_id = deck, name = "laptop" });
        await SeeAsync(540, 60, "Reader", "QD-2 manual");
        await SeeAsync(600, 20, "Calc", Sheet);
        await SeeAsync(620, 70, "Reader", "FC-1 manual");
        await SeeAsync(690, 20, "Calc", Sheet);
        await SeeAsync(710, 70, "Reader", "QD-2 manual");
        await SeeAsync(780, 20, "Calc", Sheet);
        await SeeAsync(800, 70, "Reader", "FC-1 manual");
        await site.App.WaitUntilSettledAsync(TimeSpan.FromMinutes(2));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>The entry at this minute of the day.</summary>
    public async Task<JsonElement> AtAsync(int minute)
    {
        var at = new DateTimeOffset(Day, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(minute).AddSeconds(30);
        var sheet = await SampleWeek.GetAsync(Owner.Client, $"timesheet?start={Date}&end={Date}");
        return sheet.GetProperty("days")[0].GetProperty("entries").EnumerateArray()
            .Single(entry => entry.GetProperty("start").GetDateTimeOffset() <= at && entry.GetProperty("end").GetDateTimeOffset() > at);
    }

    /// <summary>The key of the task that the entry at this minute is for, once it is the expected one.</summary>
    public async Task ShouldBeForAsync(int minute, string? key)
    {
        for (var i = 0; ; i++)
        {
            var task = (await AtAsync(minute)).GetProperty("task");
            var now = task.ValueKind == JsonValueKind.Object ? task.GetProperty("key").GetString() : null;
            if (now == key) return;
            if (i == 120) now.ShouldBe(key, $"at minute {minute}");
            await Task.Delay(250);
        }
    }

    private async Task<Guid> ProjectAsync(string name, params (string Key, string Title)[] tasks)
    {
        var id = (await PostAsync("projects", new { name, everyone = false, tracker_enabled = true })).GetProperty("id").GetGuid();
        foreach (var (key, title) in tasks) await PostAsync($"projects/{id}/tasks", new { key, title, status = "todo" });
        return id;
    }

    private async Task SeeAsync(int from, int minutes, string app, string title)
    {
        var start = new DateTimeOffset(Day, TimeOnly.MinValue, TimeSpan.Zero).AddMinutes(from);
        var answer = await PostAsync("tracker/events:batch", new
        {
            schema_version = "1.0",
            device_id = Device,
            sent_at = Text(DateTimeOffset.UtcNow),
            events = Enumerable.Range(1, minutes).Select(minute => new
            {
                event_id = Guid.CreateVersion7(),
                client_seq = ++seen,
                ts = Text(start.AddMinutes(minute)),
                interval_s = 60,
                active_app = new { name = app, bundle_id = "org.example." + app.ToLowerInvariant(), window_title = title },
            }).ToArray(),
        });
        answer.GetProperty("rejected").GetArrayLength().ShouldBe(0, answer.ToString());
    }

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Owner.Client.PostAsJsonAsync(new Uri($"/api/v1/{path}", UriKind.Relative), body);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

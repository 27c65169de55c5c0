using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;

namespace Daybook.Timesheet.Tests.Http;

/// <summary>The whole way: what a device saw becomes blocks, blocks become entries, and reviews stand while more comes in.</summary>
public sealed class FromSamplesTests(HostFixture host)
{
    private const long Minute = 60_000;

    // Yesterday at noon: always past, never across midnight.
    private static readonly DateTimeOffset Noon = new(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-1).AddHours(12), TimeSpan.Zero);
    private static readonly string Yesterday = Noon.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Samples_become_entries_that_add_up_early_late_and_twice()
    {
        var desk = await OpenAsync(host);
        var (project, _) = await desk.ProjectAsync("From samples", "SMP-1");
        var device = Guid.CreateVersion7().ToString();
        await OkAsync(desk.Client.PostAsJsonAsync("/api/v1/tracker/devices:enroll", new { device_id = device, project_id = project, name = "laptop" }));
        var first = Events(1, 30);

        await SendAsync(desk, device, first);
        var proposed = await EntriesAsync(desk);
        (await ObservedAsync(desk)).ShouldBe(30 * Minute);
        var id = proposed[0].GetProperty("id").GetGuid();
        var confirmed = (await OkAsync(desk.PatchAsync(id, new { action = "confirm" }))).GetRawText();

        await SendAsync(desk, device, Events(31, 60));
        (await ObservedAsync(desk)).ShouldBe(60 * Minute);
        await SendAsync(desk, device, Events(-29, 0));
        (await ObservedAsync(desk)).ShouldBe(90 * Minute);
        var entries = await EntriesAsync(desk);
        entries.Single(entry => entry.GetProperty("id").GetGuid() == id).GetRawText().ShouldBe(confirmed);
        entries.Sum(entry => entry.GetProperty("duration_ms").GetInt64()).ShouldBe(90 * Minute);

        await SendAsync(desk, device, first);
        (await EntriesAsync(desk)).Select(entry => entry.GetRawText()).ShouldBe(entries.Select(entry => entry.GetRawText()));
    }

    /// <summary>One sample for each minute from noon, each for the minute before it.</summary>
    private static object[] Events(int from, int to) =>
    [
        .. Enumerable.Range(from, to - from + 1).Select(minute => new
        {
            event_id = new Guid(minute, 3, 3, [0, 0, 0, 0, 0, 0, 0, 0]),
            client_seq = minute + 100,
            ts = Noon.AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            interval_s = 60,
            active_app = new { name = "Code", bundle_id = "com.example.code", window_title = "main.cs" },
        }),
    ];

    private static async Task SendAsync(Desk desk, string device, object[] events)
    {
        var sent = await OkAsync(desk.Client.PostAsJsonAsync("/api/v1/tracker/events:batch", new
        {
            schema_version = "1.0", device_id = device,
            sent_at = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), events,
        }));
        sent.GetProperty("verdicts").EnumerateArray()
            .ShouldAllBe(verdict => verdict.GetProperty("verdict").GetString() == "accepted" || verdict.GetProperty("verdict").GetString() == "duplicate");
        await desk.SettleAsync();
        await desk.AddsUpAsync(Yesterday);
    }

    private static async Task<JsonElement[]> EntriesAsync(Desk desk) => [.. (await desk.SheetAsync(Yesterday)).GetProperty("entries").EnumerateArray()];

    private static async Task<long> ObservedAsync(Desk desk) =>
        (await desk.SheetAsync(Yesterday)).GetProperty("buckets").GetProperty("observed_ms").GetInt64();
}

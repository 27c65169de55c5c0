using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

/// <summary>The first look: --demo shows a week that makes sense, and a second start changes nothing.</summary>
[Trait("speed", "slow")]
public sealed class DemoTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("daybook-host-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task The_demo_shows_a_week_that_makes_sense_and_is_loaded_once()
    {
        string first;
        await using (var host = await HostProcess.StartAsync("--port", "0", "--data", data, "--demo"))
        {
            var sheet = await SheetAsync(host);
            sheet.GetProperty("pending_days").GetInt32().ShouldBe(0, host.Said);
            var days = sheet.GetProperty("days").EnumerateArray().Where(day => Bucket(day, "observed_ms") > 0).ToList();
            days.Count.ShouldBeInRange(1, 10);
            days.ShouldAllBe(day => Bucket(day, "observed_ms") <= 12 * 3_600_000L);
            days.Sum(day => Bucket(day, "confirmed_ms")).ShouldBeGreaterThan(0, "somebody has reviewed the first day");
            var entries = days.SelectMany(day => day.GetProperty("entries").EnumerateArray()).ToList();
            entries.Count(entry => entry.GetProperty("task").ValueKind == JsonValueKind.Object).ShouldBeGreaterThan(entries.Count / 4);
            first = sheet.GetRawText();
        }

        await using var again = await HostProcess.StartAsync("--port", "0", "--data", data, "--demo");
        (await SheetAsync(again)).GetRawText().ShouldBe(first);
    }

    private static long Bucket(JsonElement day, string name) => day.GetProperty("buckets").GetProperty(name).GetInt64();

    private async Task<JsonElement> SheetAsync(HostProcess host)
    {
        var account = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(data, "demo.json"))).RootElement;
        using var http = new HttpClient { BaseAddress = host.Address };
        (await http.PostAsJsonAsync("/api/v1/auth/sign-in", new
        {
            email = account.GetProperty("Email").GetString(), password = account.GetProperty("Password").GetString(),
        })).EnsureSuccessStatusCode();
        var until = account.GetProperty("Until").GetDateTimeOffset();
        return await http.GetFromJsonAsync<JsonElement>($"/api/v1/timesheet?start={until.AddDays(-13):yyyy-MM-dd}&end={until:yyyy-MM-dd}");
    }
}

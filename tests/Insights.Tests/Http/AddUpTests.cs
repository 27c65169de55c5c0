using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Insights.Tests.Reads;
using Daybook.Kernel.Time;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Http;

/// <summary>What holds of every answer about days of any kind: here five random ones, a day of 25 hours among them.</summary>
public sealed class AddUpTests(ReadHost host)
{
    private const string Range = "start=2026-10-22&end=2026-10-28";
    private const string Chrome = "Chrome/117.0.0.0 linux_x86-64 chrome-wakatime/3.0.19";
    private const string Claude = "wakatime/v2.24.4 (linux-6.1.0-x86_64) go1.26.5 opus/5 claude-code/2.1.220 claude-code-wakatime/4.1.0";
    private static readonly string[] Dimensions = ["project", "tool", "repository", "language", "branch", "machine", "os", "category", "file", "source"];
    private static readonly DateTimeOffset First = new(2026, 10, 23, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Parts_are_the_whole_however_it_is_cut_and_a_plain_reading_of_the_rule_agrees(int seed)
    {
        var coder = await Coder.ComeAsync(host, "Europe/Berlin");
        var beats = Beats(new Random(seed));
        await coder.SendAsync([.. beats.Select(beat => beat.Json)]);

        foreach (var (mode, timeout, agents) in ((string, int, bool)[])[("default", 15, false), ("strict", 2, false), ("wakatime", 15, true)])
        {
            var counted = beats.Where(beat => agents || !beat.IsAgent).ToList();
            var plain = Plain(counted, timeout, "Europe/Berlin");
            foreach (var dimension in Dimensions)
            {
                var stats = await StatsAsync(coder, $"{Range}&mode={mode}&group_by={dimension}");
                Total(stats).ShouldBe(plain.Values.Sum(), $"{mode} {dimension}");
                Sum(stats.GetProperty("groups"), "total_ms").ShouldBe(Total(stats));
                foreach (var day in stats.GetProperty("days").EnumerateArray())
                {
                    day.GetProperty("total_ms").GetInt64().ShouldBe(plain.GetValueOrDefault(DateOnly.Parse(day.GetProperty("date").GetString()!, CultureInfo.InvariantCulture)));
                    Sum(day.GetProperty("parts"), "ms").ShouldBe(day.GetProperty("total_ms").GetInt64());
                }

                if (mode == "default") await CutAsync(coder, dimension, stats);
            }

            (await coder.GetAsync($"/api/v1/stats/hours?{Range}&mode={mode}", coder.Client)).GetProperty("total_ms").GetInt64().ShouldBe(plain.Values.Sum());
        }
    }

    [Fact]
    public async Task A_late_heartbeat_and_another_zone_count_the_days_anew()
    {
        var coder = await Coder.ComeAsync(host, "Europe/Berlin");
        var beats = Beats(new Random(3));
        await coder.SendAsync([.. beats.Where((_, i) => i % 5 != 0).Select(beat => beat.Json)]);
        await coder.SendAsync([.. beats.Where((_, i) => i % 5 == 0).Select(beat => beat.Json)]);
        await AgreesAsync("Europe/Berlin");

        var moved = await coder.Client.PatchAsJsonAsync("/api/v1/me", new { time_zone = "Pacific/Auckland" });
        moved.IsSuccessStatusCode.ShouldBeTrue(await moved.Content.ReadAsStringAsync());
        await coder.SettleAsync();
        await AgreesAsync("Pacific/Auckland");

        async Task AgreesAsync(string zone)
        {
            var plain = Plain([.. beats.Where(beat => !beat.IsAgent)], 15, zone);
            var stats = await StatsAsync(coder, Range);
            stats.GetProperty("days").EnumerateArray().Where(day => day.GetProperty("total_ms").GetInt64() > 0)
                .Select(day => $"{day.GetProperty("date").GetString()} {day.GetProperty("total_ms").GetInt64()}")
                .ShouldBe(plain.OrderBy(day => day.Key).Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Key:yyyy-MM-dd} {day.Value}")), zone);
        }
    }

    /// <summary>The values of a dimension share the time out between them, and so do ranges that follow each other.</summary>
    private static async Task CutAsync(Coder coder, string dimension, JsonElement stats)
    {
        var sum = 0L;
        foreach (var group in stats.GetProperty("groups").EnumerateArray())
        {
            var (key, total) = (group.GetProperty("key").GetString()!, group.GetProperty("total_ms").GetInt64());
            var alone = await StatsAsync(coder, $"{Range}&mode=default&group_by=tool&filter={dimension}:{Uri.EscapeDataString(key)}");
            Total(alone).ShouldBe(total, $"{dimension}:{key}");
            Sum(alone.GetProperty("groups"), "total_ms").ShouldBe(total);
            sum += total;
        }

        sum.ShouldBe(Total(stats));
        var ranges = 0L;
        foreach (var range in (string[])["start=2026-10-22&end=2026-10-23", "start=2026-10-24&end=2026-10-24", "start=2026-10-25&end=2026-10-28"])
            ranges += Total(await StatsAsync(coder, $"{range}&mode=default&group_by={dimension}"));
        ranges.ShouldBe(Total(stats));
    }

    /// <summary>The rule as a person would read it: between two heartbeats less than the timeout apart there was work; days are those of the wall.</summary>
    private static Dictionary<DateOnly, long> Plain(List<Sent> beats, int timeoutMinutes, string zone)
    {
        var (clock, days) = (DayClock.TryCreate(zone, TimeSpan.Zero)!, new Dictionary<DateOnly, long>());
        foreach (var (early, late) in beats.Zip(beats.Skip(1)))
        {
            if (late.At - early.At >= TimeSpan.FromMinutes(timeoutMinutes)) continue;
            for (var day = clock.DayOf(early.At); day <= clock.DayOf(late.At); day = day.AddDays(1))
            {
                var (start, end) = (clock.Of(day).Start, clock.Of(day).End);
                var inside = (late.At < end ? late.At : end) - (early.At > start ? early.At : start);
                if (inside > TimeSpan.Zero) days[day] = days.GetValueOrDefault(day) + (long)inside.TotalMilliseconds;
            }
        }

        return days;
    }

    private sealed record Sent(DateTimeOffset At, bool IsAgent, JsonObject Json);

    /// <summary>Five days and nights of two editors, a browser and an agent side by side, in order of time.</summary>
    private static List<Sent> Beats(Random random)
    {
        var beats = new List<Sent>();
        for (var at = First.AddMilliseconds(random.Next(1000)); at < First.AddDays(5); at = at.AddMilliseconds(Pause(random)))
        {
            var (tool, project) = (random.Next(4), random.Next(3));
            var beat = Coder.Beat(
                at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture), "p" + project, $"/w/p{project}/f{random.Next(4)}",
                random.Next(2) == 0 ? "Go" : "C#", tool switch { 0 => Coder.VsCode, 1 => Coder.Vim, 2 => Chrome, _ => Claude }, random.Next(2) == 0 ? "main" : "fix",
                tool == 2 ? "browsing" : tool == 3 ? "ai coding" : random.Next(2) == 0 ? "debugging" : "coding");
            if (tool == 2) (beat["type"], beat["entity"]) = ("url", $"https://example.org/{random.Next(3)}");
            beats.Add(new Sent(at, tool == 3, beat));
        }

        return beats;
    }

    private static int Pause(Random random) => 1 + random.Next(10) switch { 0 => random.Next(7_200_000), < 4 => random.Next(1_200_000), _ => random.Next(150_000) };

    private static Task<JsonElement> StatsAsync(Coder coder, string query) => coder.GetAsync("/api/v1/stats?" + query, coder.Client);

    private static long Total(JsonElement stats) => stats.GetProperty("total_ms").GetInt64();

    private static long Sum(JsonElement items, string member) => items.EnumerateArray().Sum(item => item.GetProperty(member).GetInt64());
}

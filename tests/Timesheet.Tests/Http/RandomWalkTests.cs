using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Shouldly;
using Xunit;
using static Daybook.Timesheet.Tests.Http.Desk;
using static Daybook.Timesheet.Tests.Reconcile.Days;

namespace Daybook.Timesheet.Tests.Http;

/// <summary>A day that is derived again and again while its person reviews it at random: it adds up after every step.</summary>
public sealed class RandomWalkTests(HostFixture host)
{
    private const int Steps = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_done_the_day_adds_up_and_reviewed_entries_stay_where_they_are(int seed)
    {
        var desk = await OpenAsync(host);
        var random = new Random(seed);
        var day = Derived(random);
        await desk.DeriveAsync(day);
        for (var step = 0; step < Steps; step++)
        {
            var before = await ReviewedAsync(desk);
            var touched = await StepAsync(desk, random);
            await desk.AddsUpAsync();
            if (step % 5 == 4) await desk.DeriveAsync(day = Grown(day, random));
            await desk.SettleAsync();
            await desk.AddsUpAsync();

            var after = await ReviewedAsync(desk);
            foreach (var (id, entry) in before.Where(pair => !touched.Contains(pair.Key))) after[id].ShouldBe(entry, $"step {step}");
        }
    }

    private static async Task<HashSet<Guid>> StepAsync(Desk desk, Random random)
    {
        var entries = await desk.EntriesAsync();
        var ids = entries.Select(entry => entry.GetProperty("id").GetGuid()).ToArray();
        random.Shuffle(ids);
        var some = ids.Take(random.Next(1, 5)).ToHashSet();
        var from = random.Next(300, 900);
        string[] actions = ["confirm", "dismiss", "undo", "undo"];
        var answers = random.Next(6) switch
        {
            0 => [await desk.CreateAsync(from, from + random.Next(1, 60), parallel: random.Next(5) == 0)],
            1 => [await desk.Client.PostAsJsonAsync("/api/v1/entries/bulk", new { ids = some, action = actions[random.Next(actions.Length)] })],
            2 => await Task.WhenAll(some.Select(id => desk.PatchAsync(id, new { start = Instant(from), end = Instant(from + random.Next(1, 30)) }))),
            3 => await Task.WhenAll(some.Select(id => desk.Client.DeleteAsync($"/api/v1/entries/{id}"))),
            4 => await Task.WhenAll(some.Select(id => desk.PatchAsync(id, new { action = "correct", kind = random.Next(2) == 0 ? "personal" : "work" }))),
            _ => await Task.WhenAll(some.Select(id => desk.PatchAsync(id, new { action = actions[random.Next(actions.Length)] }))),
        };
        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.Conflict || answer.StatusCode == HttpStatusCode.NotFound);
        return some;
    }

    private static async Task<Dictionary<Guid, string>> ReviewedAsync(Desk desk) =>
        (await desk.EntriesAsync()).Where(entry => entry.GetProperty("status").GetString() != "inferred")
            .ToDictionary(entry => entry.GetProperty("id").GetGuid(), entry => entry.GetRawText());

    private static Block[] Derived(Random random)
    {
        var blocks = new List<Block>();
        for (int key = 1, at = 300; at < 880; key++)
        {
            var end = at + random.Next(3, 50);
            blocks.Add(Block(key, at, end, (BlockKind)random.Next(5)));
            at = end + (random.Next(3) == 0 ? random.Next(1, 20) : 0);
        }

        return [.. blocks];
    }

    /// <summary>The last block grows, and one in the middle is seen differently now.</summary>
    private static Block[] Grown(Block[] blocks, Random random)
    {
        var next = blocks.ToArray();
        next[^1] = next[^1] with { EndMs = next[^1].EndMs + 60_000L * random.Next(1, 10) };
        var other = random.Next(next.Length);
        next[other] = next[other] with { Key = Guid.CreateVersion7(), Kind = (BlockKind)random.Next(5) };
        return next;
    }
}

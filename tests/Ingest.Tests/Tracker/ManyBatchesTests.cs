using System.Diagnostics;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Tracker;

public sealed class ManyBatchesTests(TrackerApp tracker, ITestOutputHelper output)
{
    private enum Kind { New, Again, AgainInBatch, OtherContent, BadId, BadInterval, TooEarly, TooLate, NoEvent, Mended }

    [Fact]
    public async Task Accepted_duplicates_and_rejected_add_up_to_what_was_sent_for_any_mix()
    {
        var mixes = Gen.Elements(Enum.GetValues<Kind>()).ArrayOf().Sample(40, 60);
        var device = await tracker.EnrollAsync();
        var known = new Dictionary<Guid, JsonObject>();
        foreach (var mix in mixes)
        {
            var (events, expected) = Build(mix, known);
            var answer = BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, events))));
            answer.Sent.ShouldBe(mix.Length);
            answer.Verdicts.ShouldBe(expected);
            answer.Accepted.ShouldBe(expected.Count(one => one is "accepted" or "repaired"));
            answer.Repaired.ShouldBe(expected.Count(one => one == "repaired"));
            answer.Duplicates.ShouldBe(expected.Count(one => one is "duplicate" or "conflict"));
        }

        (await tracker.StoredAsync(device)).Select(one => one.EventId).ShouldBe(known.Keys, ignoreOrder: true);
    }

    private static (List<JsonNode?> Events, List<string> Expected) Build(Kind[] mix, Dictionary<Guid, JsonObject> known)
    {
        var before = known.Keys.ToList();
        var (events, expected, fresh) = (new List<JsonNode?>(), new List<string>(), new List<JsonObject>());
        foreach (var kind in mix)
        {
            var id = Guid.CreateVersion7();
            string verdict;
            var one = Event(id, title: kind == Kind.Mended ? "a\0b" : "plain");
            if (kind == Kind.Again && before.Count > 0) (one, verdict) = (known[before[events.Count % before.Count]], "duplicate");
            else if (kind == Kind.AgainInBatch && fresh.Count > 0) (one, verdict) = (fresh[^1], "duplicate");
            else if (kind == Kind.OtherContent && before.Count > 0) (one, verdict) = (Event(before[0], title: "other"), "conflict");
            else verdict = kind == Kind.Mended ? "repaired" : "accepted";

            JsonNode? sent = one.DeepClone();
            if (kind == Kind.BadId) sent["event_id"] = "x";
            else if (kind == Kind.BadInterval) sent["interval_s"] = 601;
            else if (kind == Kind.TooEarly) sent["ts"] = "1999-12-31T23:59:59Z";
            else if (kind == Kind.TooLate) sent["ts"] = Instant(TimeProvider.System.GetUtcNow().AddMinutes(6));
            else if (kind == Kind.NoEvent) sent = null;
            if (kind is Kind.BadId or Kind.BadInterval or Kind.TooEarly or Kind.TooLate or Kind.NoEvent) verdict = "rejected";
            else if (verdict is "accepted" or "repaired")
            {
                known[id] = one;
                fresh.Add(one);
            }

            events.Add(sent);
            expected.Add(verdict);
        }

        return (events, expected);
    }

    [Fact]
    public async Task Racing_copies_of_a_batch_store_it_once_and_are_answered_as_duplicates()
    {
        for (var round = 0; round < 5; round++)
        {
            var device = await tracker.EnrollAsync();
            var events = Enumerable.Range(1, 200).Select(i => Event(seq: i, title: $"window {i}")).ToList();
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async copy =>
                BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, copy % 2 == 0 ? events : Enumerable.Reverse(events)))))));
            answers.ShouldAllBe(answer => answer.Sent == 200 && answer.Rejected == 0);
            answers.Sum(answer => answer.Accepted).ShouldBe(200);
            answers.Sum(answer => answer.Duplicates).ShouldBe(7 * 200);
            (await tracker.StoredAsync(device)).Count.ShouldBe(200);
        }
    }

    [Fact]
    public async Task Sixteen_devices_flushing_at_once_lose_nothing()
    {
        const int devices = 16, batches = 12, events = 100;
        var flushes = new List<(string Device, List<string> Bodies)>();
        for (var i = 0; i < devices; i++)
        {
            var device = await tracker.EnrollAsync();
            flushes.Add((device, [.. Enumerable.Range(0, batches).Select(batch => Batch(
                device, Enumerable.Range(0, events).Select(e => Event(seq: batch * events + e, title: $"page {e / 7}"))).ToJsonString())]));
        }

        var clock = Stopwatch.StartNew();
        await Task.WhenAll(flushes.Select(async flush =>
        {
            foreach (var body in flush.Bodies) BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(body))).Accepted.ShouldBe(events);
        }));
        output.WriteLine($"{devices} clients, batches of {events}: {devices * batches * events / clock.Elapsed.TotalSeconds:f0} events/s, client and derivation in the same process");
        foreach (var (device, _) in flushes) (await tracker.StoredAsync(device)).Count.ShouldBe(batches * events);
    }

    [Fact]
    public async Task Racing_batches_that_overlap_store_every_event_once()
    {
        var device = await tracker.EnrollAsync();
        var events = Enumerable.Range(0, 400).Select(i => Event(seq: i, title: $"page {i % 50}")).ToList();
        var random = new Random(5);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async part =>
        {
            var mine = events.Skip(part % 4 * 100).Concat(events).Take(300).ToArray();
            lock (random) random.Shuffle(mine);
            return BatchAnswer.Of(await ReadAsync(await tracker.PostAsync(Batch(device, mine))));
        }));
        answers.Sum(answer => answer.Accepted).ShouldBe(400);
        answers.ShouldAllBe(answer => answer.Sent == 300);
        (await tracker.StoredAsync(device)).Count.ShouldBe(400);
    }
}

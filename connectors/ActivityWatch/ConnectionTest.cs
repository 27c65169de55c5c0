using System.Globalization;
using Daybook.Connectors.ActivityWatch.Client;
using Daybook.Connectors.ActivityWatch.Sync;

namespace Daybook.Connectors.ActivityWatch;

/// <summary>Tries unsaved settings: is something there, is it an aw-server, and which buckets would be read.</summary>
internal static class ConnectionTest
{
    private const int Counted = 20;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(8);

    public static async Task<TestResult> RunAsync(ConnectorContext context, CancellationToken ct)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(ct);
        budget.CancelAfter(Budget);
        var checks = new List<Check>();
        var asking = "settings";
        try
        {
            var settings = AwSettings.Read(context);
            var client = new AwClient(context, settings);
            asking = "reachable";
            var info = await client.InfoAsync(budget.Token);
            checks.Add(new Check("reachable", true, "The server answers."));
            checks.Add(new Check("activitywatch", true, $"It is ActivityWatch {info.Version} on {info.Hostname}."));
            asking = "buckets";
            var all = await client.BucketsAsync(budget.Token);
            checks.Add(await BucketsAsync(client, BucketChoice.Of(all, settings.Buckets, info.Hostname), all, info, context.Clock, budget.Token));
        }
        catch (ConnectorException told)
        {
            if (told.Slug is "not-activitywatch" or "not-json" or "not-found" && asking == "reachable")
            {
                checks.Add(new Check("reachable", true, "Something answers."));
                asking = "activitywatch";
            }

            checks.Add(new Check(asking, false, told.Message));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            checks.Add(new Check(asking, false, "The server did not answer in time."));
        }

        return new TestResult(checks);
    }

    private static async Task<Check> BucketsAsync(
        AwClient client, BucketChoice choice, IReadOnlyList<AwBucket> all, AwInfo info, TimeProvider clock, CancellationToken ct)
    {
        if (choice.Unknown.Count > 0)
        {
            var some = all.Count == 0 ? "it has none" : "there are " + Some(all.Select(bucket => bucket.Id));
            return new Check("buckets", false, $"The server has no bucket {Some(choice.Unknown)}; {some}.");
        }

        if (choice.Unreadable.Count > 0 && choice.Chosen.Count == 0)
            return new Check("buckets", false, $"The chosen buckets hold nothing that tells of time: {Some(choice.Unreadable)}.");
        if (choice.Chosen.Count == 0) return new Check("buckets", false, "The server has no window, presence, browser or editor bucket yet: start a watcher first.");

        var lines = new List<string>();
        foreach (var chosen in choice.Chosen.Take(Counted))
            lines.Add($"{chosen.Bucket.Id}: {await CountAsync(client, chosen, info, clock, ct)}");
        if (choice.Chosen.Count > Counted) lines.Add($"… and {choice.Chosen.Count - Counted} more");
        if (choice.Unreadable.Count > 0) lines.Add($"not read: {Some(choice.Unreadable)}");
        return new Check("buckets", true, choice.Chosen.Count == 1 ? "One bucket would be read." : $"{choice.Chosen.Count} buckets would be read.")
        {
            Details = string.Join('\n', lines),
        };
    }

    private static async Task<string> CountAsync(AwClient client, ChosenBucket chosen, AwInfo info, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            var count = await client.CountAsync(chosen.Bucket.Id, clock.GetUtcNow().AddDays(-7), ct);
            return string.Create(CultureInfo.InvariantCulture, $"{count:N0} events {(info.IsRust ? "in all" : "in the last 7 days")}");
        }
        catch (ConnectorException)
        {
            return "not counted";
        }
    }

    private static string Some(IEnumerable<string> ids)
    {
        var list = ids.Take(6).Select(id => id.Length <= 80 ? id : id[..80] + "…").ToList();
        return string.Join(", ", list.Take(5)) + (list.Count > 5 ? ", …" : "");
    }
}

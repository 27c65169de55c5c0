using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Running;

/// <summary>The functions that read buckets. Within one run the same buckets and the same events are read once.</summary>
internal sealed class BucketFunctions(QuerySource source, CancellationToken ct)
{
    private readonly Dictionary<(string Bucket, DateTimeOffset Start, DateTimeOffset End), AwList> _read = [];
    private IReadOnlyList<QueryBucket>? _buckets;
    private int _events;

    public static bool Has(string function) => function is "query_bucket" or "query_bucket_eventcount" or "query_bucket_names" or "find_bucket";

    public async Task<object?> CallAsync(string function, Arguments call, DateTimeOffset start, DateTimeOffset end)
    {
        var (least, most) = function switch
        {
            "query_bucket_names" => (0, 0),
            "find_bucket" => (1, 2),
            _ => (1, 1),
        };
        if (call.Count < least || call.Count > most) throw call.WrongCall();
        call.Budget.Tick();
        _buckets ??= await source.Buckets(ct);
        return function switch
        {
            "query_bucket_names" => new AwList([.. _buckets.Select(bucket => bucket.Id)]),
            "find_bucket" => Find(call),
            "query_bucket_eventcount" => start > end ? 0L : await source.Count(Known(call.Text(0)), start, end, ct),
            _ => await EventsAsync(Known(call.Text(0)), start, end, call.Budget),
        };
    }

    private async Task<AwList> EventsAsync(string bucket, DateTimeOffset start, DateTimeOffset end, QueryBudget budget)
    {
        if (start > end) return AwList.Empty;
        if (_read.TryGetValue((bucket, start, end), out var known)) return known;
        var events = await source.Events(bucket, start, end, ct);
        _events += events.Count;
        if (_events > QueryLimits.EventsRead) throw QueryException.Interpret($"The query reads more than {QueryLimits.EventsRead} events: ask for a shorter period");
        budget.Take(events.Count * (long)QueryBudget.Event);
        return _read[(bucket, start, end)] = new AwList(events);
    }

    private string Known(string bucket) => _buckets!.Any(known => known.Id == bucket)
        ? bucket
        : throw QueryException.Function($"There's no bucket named '{Shown(bucket)}'");

    /// <summary>The first bucket whose id has the text in it; with a second argument only among those of that host.</summary>
    private string Find(Arguments call)
    {
        var text = call.Text(0);
        var host = call.Count == 2 ? call.Text(1) : null;
        return _buckets!.FirstOrDefault(bucket => bucket.Id.Contains(text, StringComparison.Ordinal) && (host is null || bucket.Hostname == host))?.Id
            ?? throw QueryException.Function($"Unable to find bucket matching '{Shown(text)}' (hostname filter set to '{Shown(host ?? "None")}')");
    }

    private static string Shown(string text) => text.Length > 120 ? text[..120] + "…" : text;
}

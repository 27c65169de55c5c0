using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Events;
using Daybook.Ingest.ActivityWatch.Query;
using Daybook.Ingest.ActivityWatch.Query.Values;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Server;

/// <summary>POST query: a program over the caller's buckets, once for each period.</summary>
internal static class RunQuery
{
    private const int MaxPeriods = 400;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/0/query/", HandleAsync).ForWatchers(Policies.Read);

    private static async Task<IResult> HandleAsync(HttpContext http, BucketStore buckets, EventPages pages, Db db, CancellationToken ct)
    {
        using var body = await AwBody.ReadAsync(http, ct);
        if (body.Refused is { } refused) return refused;
        if (Read(body.Root) is not { } asked)
            return AwAnswers.Error(StatusCodes.Status400BadRequest, "A query is {\"timeperiods\": [\"start/end\", …], \"query\": [\"statement;\", …]}.");

        await using var connection = await db.OpenAsync(ct);
        var source = Source(connection, BucketOwner.Of(Caller.Of(http.User)), buckets, pages);
        var answers = new List<QueryAnswer>(asked.Periods.Count);
        try
        {
            foreach (var (start, end) in asked.Periods)
                answers.Add(await QueryRunner.RunAsync(asked.Program, http.Request.Query["name"].ToString(), start, end, source, ct));
        }
        catch (QueryException wrong)
        {
            return AwAnswers.Text(StatusCodes.Status400BadRequest, JsonSerializer.Serialize(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = wrong.Type, ["message"] = wrong.Message }));
        }

        return await AwAnswers.StreamAsync(http, writer =>
        {
            writer.WriteStartArray();
            foreach (var answer in answers) answer.WriteTo(writer);
            writer.WriteEndArray();
            return Task.CompletedTask;
        }, ct);
    }

    private static QuerySource Source(Npgsql.NpgsqlConnection connection, BucketOwner owner, BucketStore buckets, EventPages pages) => new(
        async ct => [.. (await buckets.ListAsync(connection, owner, ct)).Select(bucket => new QueryBucket(bucket.ShownId, bucket.Hostname))],
        async (id, start, end, ct) =>
        {
            var events = new List<AwEvent>();
            var known = new Dictionary<ReadOnlyMemory<byte>, AwData>();
            if (await buckets.FindAsync(connection, owner, id, ct) is not { } bucket) return events;
            await foreach (var page in pages.ReadAsync(connection, bucket, new AwRange(start, end, long.MaxValue), ct))
            {
                foreach (var one in page)
                {
                    if (!known.TryGetValue(one.Data, out var data)) known[one.Data] = data = AwData.Parse(System.Text.Encoding.UTF8.GetString(one.Data.Span));
                    // One too many, and the query is told that it reads too much.
                    if (events.Count > QueryLimits.EventsRead) return events;
                    events.Add(new AwEvent(one.Number > 0 ? one.Number : null, one.Start, TimeSpan.FromMilliseconds(one.DurationMs), data));
                }
            }

            return events;
        },
        async (id, start, end, ct) =>
            await buckets.FindAsync(connection, owner, id, ct) is { } bucket ? await pages.CountAsync(connection, bucket, new AwRange(start, end, long.MaxValue), ct) : 0);

    private static (string Program, List<(DateTimeOffset Start, DateTimeOffset End)> Periods)? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("query", out var query) || !json.TryGetProperty("timeperiods", out var periods)) return null;
        if (query.ValueKind != JsonValueKind.Array || query.EnumerateArray().Any(line => line.ValueKind != JsonValueKind.String)) return null;
        if (periods.ValueKind != JsonValueKind.Array || periods.GetArrayLength() > MaxPeriods) return null;
        var read = new List<(DateTimeOffset Start, DateTimeOffset End)>();
        foreach (var period in periods.EnumerateArray())
        {
            if (period.ValueKind != JsonValueKind.String || period.GetString()!.Split('/') is not [var from, var to, ..]) return null;
            if (!AwTime.TryParse(from, out var start) || !AwTime.TryParse(to, out var end)) return null;
            read.Add((start, end));
        }

        return (QueryRunner.Join(query.EnumerateArray().Select(line => line.GetString()!)), read);
    }
}

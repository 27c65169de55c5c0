using System.Text;
using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Query;
using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.Tests.ActivityWatch.Query;

/// <summary>Buckets in memory for a query to read, and queries over them.</summary>
internal sealed class Buckets
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = Start.AddDays(1);

    private readonly List<(QueryBucket Bucket, IReadOnlyList<AwEvent> Events)> _buckets = [];

    public int Reads { get; private set; }

    public Buckets With(string id, IEnumerable<AwEvent> events, string? host = null)
    {
        _buckets.Add((new QueryBucket(id, host), [.. events]));
        return this;
    }

    public static AwEvent Event(double start, double seconds, string data = "{}") =>
        new(null, Start.AddSeconds(start), TimeSpan.FromSeconds(seconds), AwData.Parse(data));

    public Task<QueryAnswer> RunAsync(string program, TimeSpan? time = null, CancellationToken ct = default) => RunAsync(program, "test", Start, End, time, ct);

    public Task<QueryAnswer> RunAsync(string program, string name, DateTimeOffset start, DateTimeOffset end, TimeSpan? time = null, CancellationToken ct = default) =>
        QueryRunner.RunAsync(program, name, start, end, new QuerySource(
            _ => Task.FromResult<IReadOnlyList<QueryBucket>>([.. _buckets.Select(bucket => bucket.Bucket)]),
            (bucket, from, to, _) => Task.FromResult(Events(bucket, from, to)),
            (bucket, from, to, _) => Task.FromResult((long)Events(bucket, from, to).Count)), ct, time);

    public async Task<string> JsonAsync(string program) => Json(await RunAsync(program));

    public static string Json(QueryAnswer answer)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes)) answer.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private IReadOnlyList<AwEvent> Events(string bucket, DateTimeOffset start, DateTimeOffset end)
    {
        Reads++;
        return
        [
            .. _buckets.Single(known => known.Bucket.Id == bucket).Events.Where(one => one.End >= start && one.Start <= end)
                .OrderByDescending(one => one.Start)
                .Select(one => (one, from: one.Start > start ? one.Start : start, to: one.End < end ? one.End : end))
                .Select(cut => cut.one with { Start = cut.from, Duration = cut.to - cut.from }),
        ];
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;
using Npgsql;

namespace Daybook.Benchmarks.Measures;

/// <summary>ActivityWatch's buckets: whether a heartbeat costs more in a big one, and how fast a big one is read.</summary>
internal static class Buckets
{
    private const string Small = "aw-watcher-window_small";
    private const string Big = "aw-watcher-window_big";

    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        await bench.ClearSamplesAsync();
        var most = bench.Options.Quick ? 100_000 : 1_000_000;
        await FillAsync(bench, Small, 1_000, ct);
        var device = await FillAsync(bench, Big, most, ct);
        await bench.VacuumAsync("ingest.sample");

        foreach (var (name, step) in ((string, double)[])[("merged into the last event", 1), ("a new event each", 120)])
        {
            Func<Task<double>> Of(string bucket)
            {
                var load = new ClientLoad(bench, [BeatBodies.Watcher(bench.Owner.Bearer, bucket, step).Next], 1);
                return async () => 1000 / await load.PerSecondAsync(bench.Options.Stretch * 0.6, ct);
            }

            var (small, big) = (Of(Small), Of(Big));
            await small();
            await big();
            var costs = await Median.InTurnAsync(bench.Options.Rounds, ct, big, small);
            yield return new Figure("P5", $"ActivityWatch heartbeat, {name}: cost at {most:#,##0} events in the bucket ÷ at 1,000", Median.Ratio(costs[0], costs[1]), "", 1.2,
                AtMost: true, Note: $"{Median.Of(costs[1]):0.00} → {Median.Of(costs[0]):0.00} ms each, one client{(bench.Options.Quick ? "; scaled down (--quick)" : "")}");
        }

        yield return await ReadAsync(bench, device, ct);
        await bench.ClearSamplesAsync();
        await bench.DoAsync("delete from ingest.bucket");
    }

    /// <summary>P10: the newest events of the big bucket as its clients read them, against COPY of the same rows.</summary>
    private static async Task<Figure> ReadAsync(Bench bench, int device, CancellationToken ct)
    {
        var events = 100_000;
        using var wire = await Wire.OpenAsync(bench.Host.Address, ct);
        var request = Wire.Request("GET", $"/api/0/buckets/{Big}/events?limit={events.ToString(CultureInfo.InvariantCulture)}", bench.Owner.Bearer, []);
        var megabytes = 0.0;
        async Task<double> GetAsync()
        {
            var clock = Stopwatch.GetTimestamp();
            await wire.SendAsync(request, ct);
            megabytes = wire.Answer.Length / 1e6;
            return wire.Status == 200 ? Stopwatch.GetElapsedTime(clock).TotalMilliseconds : throw new InvalidOperationException(wire.Text[..Math.Min(300, wire.Answer.Length)]);
        }

        await using var connection = await bench.Source.OpenConnectionAsync(ct);
        async Task<double> CopyAsync()
        {
            var clock = Stopwatch.GetTimestamp();
            using var reader = await connection.BeginTextExportAsync(string.Create(CultureInfo.InvariantCulture, $"""
                copy (select seq, ts, duration_ms, context, flags from ingest.sample
                    where user_id = {bench.Owner.UserId} and device_id = {device} order by ts desc limit {events}) to stdout
                """), ct);
            var buffer = new char[65_536];
            while (await reader.ReadAsync(buffer, ct) > 0) { }
            return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }

        await GetAsync();
        await CopyAsync();
        var times = await Median.InTurnAsync(bench.Options.Rounds, ct, GetAsync, CopyAsync);
        return new Figure("P10", $"GET of {events:#,##0} ActivityWatch events ÷ COPY … TO STDOUT of the same rows", Median.Ratio(times[0], times[1]), "", 4, AtMost: true,
            Note: $"{Median.Of(times[0]):#,##0} ms for {megabytes:0.0} MB of JSON, COPY {Median.Of(times[1]):#,##0} ms");
    }

    /// <summary>Some real events through the door, and copies of them, a minute apart, before everything that is sent later.</summary>
    private static async Task<int> FillAsync(Bench bench, string bucket, int events, CancellationToken ct)
    {
        using var wire = await Wire.OpenAsync(bench.Host.Address, ct);
        for (var i = 0; i < 40; i++)
        {
            var at = TimeProvider.System.GetUtcNow().AddDays(-26).AddMinutes(i).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            await wire.SendAsync(Wire.Request("POST", $"/api/0/buckets/{bucket}/heartbeat?pulsetime=0", bench.Owner.Bearer, System.Text.Encoding.UTF8.GetBytes(
                $$$"""{"timestamp":"{{{at}}}","duration":20,"data":{"app":"Code","title":"Part{{{i}}}.cs - harbor - Visual Studio Code"}}""")), ct);
            if (wire.Status != 200) throw new InvalidOperationException(wire.Text);
        }

        var device = await bench.AskAsync<int>("select device_id from ingest.bucket where bucket_id = @bucket", new { bucket });
        await bench.DoAsync(Multiply, new { device, events = events - 40, user = bench.Owner.UserId });
        await bench.DoAsync("update ingest.device set server_seq = @events + 40 where device_id = @device", new { device, events });
        return device;
    }

    private const string Multiply = """
        with model as materialized (
            select sample.*, row_number() over (order by ts) - 1 as place from ingest.sample as sample where user_id = @user and device_id = @device)
        insert into ingest.sample (user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body)
        select user_id, device_id, gen_random_uuid(), date_trunc('day', now()) - interval '27 days' - number * interval '1 minute', context, 40 + number, duration_ms,
            idle_ms, boot, flags, key_events, mouse_events, body
        from generate_series(1, @events) as number join model on model.place = number % 40
        """;
}

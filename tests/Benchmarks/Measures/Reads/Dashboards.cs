using System.Runtime.CompilerServices;
using Daybook.Benchmarks.Rig;
using Npgsql;

namespace Daybook.Benchmarks.Measures.Reads;

/// <summary>
/// What pages ask for over a year of 1,000,000 heartbeats, against bare reads of the rollup rows they are made of, and the same for one person
/// among 1,000. Cold: PostgreSQL's memory is emptied before every single request and every bare read, and no answer is kept by the host. Two
/// databases and two hosts, asked in turn.
/// </summary>
internal static class Dashboards
{
    private const int Turns = 9;
    private const int Warm = 40;

    public static async IAsyncEnumerable<Figure> RunAsync(Bench bench, [EnumeratorCancellation] CancellationToken ct)
    {
        var (beats, people) = bench.Options.Quick ? (100_000, 100) : (1_000_000, 1_000);
        var scaled = bench.Options.Quick ? "; scaled down (--quick)" : "";
        await bench.ClearSamplesAsync();
        await YearOfBeats.FillAsync(bench, beats, ct);
        var took = await YearOfBeats.RollUpAsync(bench, ct);
        yield return new Figure("P9", $"A year of {beats:#,##0} heartbeats rolled up, heartbeats a second", beats / took.TotalSeconds, "/s", Note: $"{took.TotalSeconds:0.0} s" + scaled);

        await AddGoalsAsync(bench, ct);
        await bench.VacuumAsync(Crowd.Tables);
        await using var crowded = await bench.CopyAsync(ct);
        await Crowd.FillAsync(crowded, bench.Owner.UserId, people - 1, ct);
        await bench.RestartHostAsync(derive: false, ct);
        await using var among = await bench.StartHostAsync(crowded.ConnectionString, derive: false, ct);

        var today = await bench.AskAsync<DateTime>("select max(day)::timestamp from insights.day");
        var pages = Page.OfAYear(bench.Owner.UserId, DateOnly.FromDateTime(today));
        yield return new Figure("P9", "The first page of a host that has just started", await FirstAsync(bench, pages[0], ct), "ms",
            Note: $"{pages[0].Name}: the code is compiled while it waits");
        using var alone = await Wire.OpenAsync(bench.Host.Address, ct);
        using var inCrowd = await Wire.OpenAsync(among.Address, ct);
        await using var bare = await bench.Source.OpenConnectionAsync(ct);
        foreach (var page in pages)
            foreach (var figure in await LookAsync(bench, page, alone, inCrowd, bare, people, scaled, ct)) yield return figure;
        await bench.ClearSamplesAsync();
        await bench.DoAsync("truncate insights.day_total, insights.day_file, insights.day_hour, insights.day_tool, insights.day, insights.session");
    }

    private static async Task<Figure[]> LookAsync(
        Bench bench, Page page, Wire alone, Wire inCrowd, NpgsqlConnection bare, int people, string scaled, CancellationToken ct)
    {
        var request = page.Request(bench.Owner);
        var rows = 0;
        for (var i = 0; i < Warm; i++)
        {
            await Page.GetAsync(alone, request, ct);
            await Page.GetAsync(inCrowd, request, ct);
            if (i < 5) await page.ReadRowsAsync(bare, ct);
        }

        async Task<double> ColdAsync(Wire wire)
        {
            await bench.CoolAsync();
            return await Page.GetAsync(wire, request, ct);
        }

        var times = await Median.InTurnAsync(Turns, ct,
            () => ColdAsync(alone),
            async () =>
            {
                await bench.CoolAsync();
                (var ms, rows) = await page.ReadRowsAsync(bare, ct);
                return ms;
            },
            () => ColdAsync(inCrowd),
            () => Page.GetAsync(alone, request, ct));
        var cold = Median.Of(times[0]);
        var beside = $"cold {cold:0.0} ms, warm {Median.Of(times[3]):0.0} ms, {alone.Answer.Length / 1024.0:0} KiB; bare read of {rows:#,##0} rows, as cold, {Median.Of(times[1]):0.0} ms{scaled}";
        return
        [
            new("P9", $"{page.Name} ÷ bare read of its rollup rows", Median.Ratio(times[0], times[1]), "", page.IsOfAYear ? 3 : null, AtMost: true, Note: beside),
            new("P9", $"{page.Name}, cold", cold, "ms", 100, AtMost: true),
            new("P9", $"{page.Name}: one of {people:#,##0} people ÷ alone", Median.Ratio(times[2], times[0]), "", 1.2, AtMost: true, Note: $"{Median.Of(times[2]):0.0} ms cold"),
        ];
    }

    /// <summary>The first answer of a fresh host, median of three starts.</summary>
    private static async Task<double> FirstAsync(Bench bench, Page page, CancellationToken ct)
    {
        var times = new List<double>();
        for (var i = 0; i < (bench.Options.Quick ? 1 : 3); i++)
        {
            await bench.RestartHostAsync(derive: false, ct);
            await bench.CoolAsync();
            using var wire = await Wire.OpenAsync(bench.Host.Address, ct);
            times.Add(await Page.GetAsync(wire, page.Request(bench.Owner), ct));
        }

        return Median.Of(times);
    }

    private static async Task AddGoalsAsync(Bench bench, CancellationToken ct)
    {
        foreach (var goal in (object[])
            [
                new { name = "Six hours a day", period = "day", subject = "total", value = (string?)null, target_ms = 21_600_000 },
                new { name = "C# every week", period = "week", subject = "language", value = "C#", target_ms = 36_000_000 },
                new { name = "One tool", period = "week", subject = "tool", value = "VS Code", target_ms = 36_000_000 },
            ])
        {
            await bench.Owner.PostAsync(bench, "/api/v1/goals", goal, ct);
        }
    }
}

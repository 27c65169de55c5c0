using System.Diagnostics;
using System.Globalization;
using Daybook.Benchmarks.Rig;
using Npgsql;

namespace Daybook.Benchmarks.Measures.Reads;

/// <summary>
/// What a page asks for, and the rows of the rollup that the answer is made of: the range itself and, where it is compared with the one before,
/// that as well. <paramref name="Rows"/>: bare reads of whole rows, no joins, no sums.
/// </summary>
internal sealed record Page(string Name, string Path, params string[] Rows)
{
    private const string Totals = "select * from insights.day_total where user_id = {0} and stream = 0 and day between '{1:yyyy-MM-dd}' and '{2:yyyy-MM-dd}'";
    private const string Files = "select * from insights.day_file where user_id = {0} and stream = 0 and day between '{1:yyyy-MM-dd}' and '{2:yyyy-MM-dd}'";
    private const string Tools = "select * from insights.day_tool where user_id = {0} and day between '{1:yyyy-MM-dd}' and '{2:yyyy-MM-dd}'";
    private const string Hours = "select * from insights.day_hour where user_id = {0} and stream = 0 and day between '{1:yyyy-MM-dd}' and '{2:yyyy-MM-dd}'";

    private const string Sessions = """
        select * from insights.session where user_id = {0} and day between '{1:yyyy-MM-dd}' and '{2:yyyy-MM-dd}' order by day desc, start_ms desc limit 100
        """;

    /// <summary>Whether it is about the whole year: what reads a few rows only costs its own round trips, whatever is stored.</summary>
    public bool IsOfAYear { get; init; } = true;

    /// <summary>The pages of a year that ends today.</summary>
    public static IReadOnlyList<Page> OfAYear(int user, DateOnly today)
    {
        var first = today.AddDays(1 - YearOfBeats.Days);
        var before = first.AddDays(-YearOfBeats.Days);
        string Of(string sql, DateOnly from, DateOnly to) => string.Format(CultureInfo.InvariantCulture, sql, user, from, to);
        var range = string.Create(CultureInfo.InvariantCulture, $"start={first:yyyy-MM-dd}&end={today:yyyy-MM-dd}");
        var month = string.Create(CultureInfo.InvariantCulture, $"start={today.AddDays(-29):yyyy-MM-dd}&end={today:yyyy-MM-dd}");
        return
        [
            new("stats of a year by project", $"/api/v1/stats?{range}&group_by=project", Of(Totals, before, today)),
            new("stats of a year by tool", $"/api/v1/stats?{range}&group_by=tool", Of(Totals, before, today), Of(Tools, first, today)),
            new("stats of a year by file", $"/api/v1/stats?{range}&group_by=file", Of(Files, before, today), Of(Totals, first, today)),
            new("stats/hours of a year", $"/api/v1/stats/hours?{range}", Of(Hours, first, today)),
            new("sessions of a year, first page", $"/api/v1/sessions?{range}", Of(Sessions, first, today)),
            new("WakaTime summaries of a year", $"/api/v1/users/current/summaries?{range}", Of(Totals, first, today)),
            new("WakaTime summaries of 30 days", $"/api/v1/users/current/summaries?{month}", Of(Totals, today.AddDays(-29), today)) { IsOfAYear = false },
            new("statusbar/today", "/api/v1/users/current/statusbar/today", Of(Totals, today, today)) { IsOfAYear = false },
            new("three goals", "/api/v1/goals", Of(Totals, today.AddDays(-13 * 7 - 6), today)) { IsOfAYear = false },
        ];
    }

    public byte[] Request(Account account) => Wire.Request("GET", Path, account.Bearer, []);

    /// <summary>Milliseconds to the last byte of the answer.</summary>
    public static async Task<double> GetAsync(Wire wire, byte[] request, CancellationToken ct)
    {
        var clock = Stopwatch.GetTimestamp();
        await wire.SendAsync(request, ct);
        var took = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        return wire.Status == 200 ? took : throw new InvalidOperationException(wire.Text[..Math.Min(400, wire.Text.Length)]);
    }

    /// <summary>Milliseconds to read the rows, every column of each, on an open connection.</summary>
    public async Task<(double Ms, int Rows)> ReadRowsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var (clock, rows, values) = (Stopwatch.GetTimestamp(), 0, new object[32]);
        foreach (var sql in Rows)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                reader.GetValues(values);
                rows++;
            }
        }

        return (Stopwatch.GetElapsedTime(clock).TotalMilliseconds, rows);
    }
}

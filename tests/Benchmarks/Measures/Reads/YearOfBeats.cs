using System.Globalization;
using System.Text;
using Daybook.Benchmarks.Rig;

namespace Daybook.Benchmarks.Measures.Reads;

/// <summary>
/// A person's year: some hundred heartbeats through the door of WakaTime, in three tools, five languages and four repositories, then copies of
/// them over 365 days of eight hours each, and the stage that rolls days up. A day has twelve files.
/// </summary>
internal static class YearOfBeats
{
    private const int Models = 120;
    public const int Days = 365;

    private static readonly string[] Agents =
    [
        "wakatime/v1.115.2 (linux-6.8.0-x86_64) go1.24.1 vscode/1.95.3 vscode-wakatime/25.0.0",
        "wakatime/v1.115.2 (linux-6.8.0-x86_64) go1.24.1 GoLand/2025.2 GoLand-wakatime/15.0.3",
        "wakatime/v1.115.2 (linux-6.8.0-x86_64) go1.24.1 claude-code/2.0.1 claude-code-wakatime/3.1.6",
    ];

    private static readonly (string Language, string Ending)[] Languages = [("C#", "cs"), ("TypeScript", "tsx"), ("Go", "go"), ("SQL", "sql"), ("Markdown", "md")];

    public static async Task FillAsync(Bench bench, int heartbeats, CancellationToken ct)
    {
        await SendModelsAsync(bench, ct);
        await bench.DoAsync(Multiply, new { user = bench.Owner.UserId, heartbeats, perDay = (heartbeats + Days - 1) / Days, days = Days, models = Models });
        await bench.VacuumAsync("ingest.sample", "ingest.context");
    }

    /// <summary>Rolls the year up with the host's own stage; answers how long that took.</summary>
    public static async Task<TimeSpan> RollUpAsync(Bench bench, CancellationToken ct)
    {
        await bench.DoAsync("truncate platform.day_work");
        await bench.DoAsync(Touch, new { user = bench.Owner.UserId, days = Days });
        await bench.RestartHostAsync(derive: true, ct);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (await bench.AskAsync<long>("select count(*) from platform.day_work where dirty > done and stage not in ('enrichment.ask', 'journal.write') and parked_at is null") > 0) await Task.Delay(50, ct);
        if (await bench.AskAsync<string?>("select max(last_error) from platform.day_work where parked_at is not null") is { } error)
            throw new InvalidOperationException("A day was parked: " + error);
        return clock.Elapsed;
    }

    private static async Task SendModelsAsync(Bench bench, CancellationToken ct)
    {
        var key = await bench.Owner.EditorKeyAsync(bench, ct);
        using var wire = await Wire.OpenAsync(bench.Host.Address, ct);
        var at = TimeProvider.System.GetUtcNow().AddDays(-500).ToUnixTimeSeconds();
        var text = new StringBuilder("[");
        for (var i = 0; i < Models; i++)
        {
            var (language, ending) = Languages[i % Languages.Length];
            var agent = i % 8 == 7;
            if (i > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$"""
                {"entity":"/home/kim/repo{{i / 30}}/src/part{{i % 11}}/File{{i}}.{{ending}}","type":"file","category":"{{(agent ? "ai coding" : "coding")}}","time":{{at + i}}.25,"project":"repo{{i / 30}}","branch":"main","language":"{{language}}","is_write":{{(i % 5 == 0 ? "true" : "false")}},"lines":240,"lineno":{{i + 1}},"cursorpos":7,{{(agent ? "\"ai_line_changes\":4,\"ai_input_tokens\":900,\"ai_output_tokens\":120," : "")}}"user_agent":"{{Agents[agent ? 2 : i / 4 % 2]}}"}
                """);
        }

        text.Append(']');
        await wire.SendAsync(Wire.Request("POST", "/api/v1/users/current/heartbeats.bulk", "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(key)),
            Encoding.UTF8.GetBytes(text.ToString()), "X-Machine-Name: bench\r\n"), ct);
        if (wire.Status is not (201 or 202)) throw new InvalidOperationException(wire.Text);
    }

    // A day's twelve files, twenty heartbeats in one after another, eight hours from nine in the morning.
    private const string Multiply = """
        with model as materialized (
            select sample.*, row_number() over (order by ts) - 1 as place from ingest.sample as sample where user_id = @user)
        insert into ingest.sample (user_id, device_id, event_id, ts, context, seq, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body)
        select user_id, device_id, gen_random_uuid(),
            date_trunc('day', now()) - (@days - 1 - number / @perDay) * interval '1 day' + interval '9 hours' + number % @perDay * (interval '8 hours' / @perDay),
            context, number & 2147483647, duration_ms, idle_ms, boot, flags, key_events, mouse_events, body
        from generate_series(0, @heartbeats - 1) as number
        join model on model.place = (number / @perDay * 7 + number / 20 % 12) % @models
        """;

    private const string Touch = """
        insert into platform.day_work (stage, user_id, day)
        select 'insights.stats', @user, current_date - number from generate_series(-1, @days + 1) as number
        """;
}

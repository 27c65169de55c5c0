using System.Text.Json;
using Dapper;
using Daybook.Enrichment.Runs;
using Daybook.Kernel.Database;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.RunViews;

/// <summary>Reads runs for the pages.</summary>
internal sealed class RunReader(Db db, CatalogQueries catalog)
{
    private const int MaxDisagreements = 100;

    /// <summary>The person's runs, newest first, or the one.</summary>
    public async Task<IReadOnlyList<DayRunView>> ReadAsync(int userId, Guid? id, int limit, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var runs = (await connection.QueryAsync<RunRow>(new CommandDefinition(Runs, new { userId, id, limit }, cancellationToken: ct))).AsList();
        var ids = runs.Select(run => run.Id).ToArray();
        var days = (await connection.QueryAsync<DayRow>(new CommandDefinition(Days, new { userId, ids }, cancellationToken: ct))).ToLookup(day => day.RunId);
        var shifts = days.ToDictionary(run => run.Key, run => run.Select(day => (day.Day, Shift: ShiftOf(day))).ToArray());
        var names = await ShiftNames.ForAsync(catalog, shifts.Values.SelectMany(run => run.SelectMany(day => ShiftNames.Of(day.Shift))), ct);
        return [.. runs.Select(run => View(run, [.. days[run.Id]], shifts.GetValueOrDefault(run.Id) ?? [], names))];
    }

    public async Task<DayRunView?> FindAsync(int userId, Guid id, CancellationToken ct) => await ReadAsync(userId, id, 1, ct) is [var run, ..] ? run : null;

    private static DayShift ShiftOf(DayRow day) => day.Shift is null ? DayShift.None : JsonSerializer.Deserialize<DayShift>(day.Shift, RunStore.Json)!;

    private static DayRunView View(RunRow run, DayRow[] days, (DateOnly Day, DayShift Shift)[] shifts, ShiftNames names)
    {
        var held = days.Where(day => day.State == "held").ToArray();
        var pending = days.Count(day => day.State is "asked" or "touched");
        return new DayRunView(
            run.Id, Enum.Parse<DayRunReason>(run.Reason.Replace("_", "", StringComparison.Ordinal), true), run.RuleId is { } rule ? new DayRunRule(rule, run.RuleName ?? "") : null,
            run.StartedAt, pending > 0 || held.Length > 0 ? null : days.Max(day => day.SettledAt) ?? run.StartedAt,
            pending > 0 ? DayRunState.Running : held.Length > 0 ? DayRunState.Waiting : DayRunState.Done, days.Length, pending,
            days.Where(day => day.State == "done").Sum(day => day.MovedMs), held.Sum(day => day.MovedMs),
            names.Tasks(shifts.Select(day => day.Shift)), [.. shifts.SelectMany(day => names.Disagreements(day.Day, day.Shift)).Take(MaxDisagreements)],
            [.. held.Select(day => day.Day)]);
    }

    private sealed class RunRow
    {
        public Guid Id { get; set; }
        public string Reason { get; set; } = "";
        public Guid? RuleId { get; set; }
        public string? RuleName { get; set; }
        public DateTimeOffset StartedAt { get; set; }
    }

    private sealed class DayRow
    {
        public Guid RunId { get; set; }
        public DateOnly Day { get; set; }
        public string State { get; set; } = "";
        public long MovedMs { get; set; }
        public string? Shift { get; set; }
        public DateTimeOffset? SettledAt { get; set; }
    }

    private const string Runs = """
        select id, reason, rule_id, rule_name, started_at from enrichment.run
        where user_id = @userId and (@id::uuid is null or id = @id) order by started_at desc, id desc limit @limit
        """;

    // What was superseded or put aside moved nothing.
    private const string Days = """
        select run_id, day, state, moved_ms, case when state in ('done', 'held') then shift end::text as shift, settled_at
        from enrichment.run_day where user_id = @userId and run_id = any(@ids) order by day
        """;
}

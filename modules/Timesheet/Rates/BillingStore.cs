using Dapper;
using Daybook.Kernel.Database;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Review;

namespace Daybook.Timesheet.Rates;

/// <summary>Reads a workspace's billing; the one writer of timesheet.billing_rule and timesheet.entry_billing.</summary>
internal sealed class BillingStore(Db db, TimeProvider time)
{
    public async Task<Billing> ReadAsync(Guid workspaceId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await using var found = await connection.QueryMultipleAsync(new CommandDefinition(Select, new { workspaceId }, cancellationToken: ct));
        var rules = (await found.ReadAsync<RuleRow>()).AsList();
        var rates = (await found.ReadAsync<RateRow>()).Select(row => row.Rate);
        var own = rules.Find(rule => rule.ProjectId is null);
        return new Billing(
            own?.Currency ?? Billing.DefaultCurrency, own?.Rounding ?? Rounding.Nothing,
            rules.Where(rule => rule.ProjectId is not null).ToDictionary(rule => rule.ProjectId!.Value, rule => new ProjectBilling(rule.ProjectId!.Value, rule.Billable, rule.Rounding)),
            new RateBook(rates));
    }

    public Task SetWorkspaceAsync(Guid workspaceId, string currency, Rounding rounding, CancellationToken ct) =>
        SetAsync(workspaceId, null, false, currency, rounding, ct);

    public Task SetProjectAsync(Guid workspaceId, ProjectBilling project, CancellationToken ct) =>
        SetAsync(workspaceId, project.ProjectId, project.Billable, null, project.Rounding, ct);

    /// <summary>Null when there is no such entry.</summary>
    public async Task<BillableState?> ReadEntryAsync(Guid workspaceId, int userId, Guid entryId, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var found = (await connection.QueryAsync<(bool? Billable, bool ByProject)>(
            new CommandDefinition(SelectEntry, new { workspaceId, userId, entryId }, cancellationToken: ct))).AsList();
        return found.Count == 0 ? null : new BillableState(found[0].Billable, found[0].ByProject);
    }

    /// <summary>Null leaves it to the project again. Answers why not: there is no such entry, or its day is closed.</summary>
    public async Task<Refusal?> SetEntryAsync(int userId, Guid entryId, bool? billable, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        if (await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(IsClosed, new { userId, entryId }, cancellationToken: ct)) is not { } closed) return Refusal.Unknown;
        if (closed) return Refusal.Locked("billable");
        await connection.ExecuteAsync(billable is { } choice
            ? new CommandDefinition(WriteEntry, new { userId, entryId, choice, now = time.GetUtcNow() }, cancellationToken: ct)
            : new CommandDefinition(ForgetEntry, new { userId, entryId }, cancellationToken: ct));
        return null;
    }

    private async Task SetAsync(Guid workspaceId, Guid? projectId, bool billable, string? currency, Rounding? rounding, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await connection.ExecuteAsync(new CommandDefinition(WriteRule, new
        {
            workspaceId, projectId, billable, currency,
            mode = rounding is null ? null : EntryRow.Word(rounding.Mode), minutes = rounding?.Minutes, per = rounding is null ? null : EntryRow.Word(rounding.Per),
            now = time.GetUtcNow(),
        }, cancellationToken: ct));
    }

    private sealed record RuleRow
    {
        public Guid? ProjectId { get; init; }
        public bool Billable { get; init; }
        public string? Currency { get; init; }
        public string? RoundMode { get; init; }
        public int? RoundMinutes { get; init; }
        public string? RoundPer { get; init; }

        public Rounding? Rounding => RoundMode is null ? null : new Rounding(
            Enum.Parse<RoundMode>(RoundMode, true), RoundMinutes ?? 1, Enum.Parse<RoundPer>(RoundPer ?? "entry", true));
    }

    private sealed record RateRow
    {
        public Guid Id { get; init; }
        public Guid? ClientId { get; init; }
        public Guid? ProjectId { get; init; }
        public Guid? TaskId { get; init; }
        public int? UserId { get; init; }
        public DateOnly EffectiveFrom { get; init; }
        public long MinorPerHour { get; init; }

        public Rate Rate => new(Id, ClientId, ProjectId, TaskId, UserId, EffectiveFrom, MinorPerHour);
    }

    private const string Select = """
        select project_id, billable, currency, round_mode, round_minutes, round_per from timesheet.billing_rule where workspace_id = @workspaceId;
        select id, client_id, project_id, task_id, user_id, effective_from, minor_per_hour from timesheet.rate
        where workspace_id = @workspaceId order by effective_from desc, id
        """;

    private const string SelectEntry = """
        select own.billable, coalesce(rule.billable, false)
        from timesheet.time_entry e
        left join timesheet.entry_billing own on own.user_id = e.user_id and own.entry_id = e.entry_id
        left join timesheet.billing_rule rule on rule.workspace_id = @workspaceId and rule.project_id = e.project_id
        where e.user_id = @userId and e.entry_id = @entryId and e.kind <> 'idle'
        """;

    private const string IsClosed = """
        select exists (select from timesheet.period p
            where p.user_id = e.user_id and p.state in ('submitted', 'approved', 'locked') and e.day between p.start_day and p.end_day)
        from timesheet.time_entry e where e.user_id = @userId and e.entry_id = @entryId and e.kind <> 'idle'
        """;

    private const string WriteEntry = """
        insert into timesheet.entry_billing (user_id, entry_id, billable, updated_at) values (@userId, @entryId, @choice, @now)
        on conflict (user_id, entry_id) do update set billable = excluded.billable, updated_at = excluded.updated_at
        """;

    private const string ForgetEntry = "delete from timesheet.entry_billing where user_id = @userId and entry_id = @entryId";

    private const string WriteRule = """
        insert into timesheet.billing_rule (workspace_id, project_id, billable, currency, round_mode, round_minutes, round_per, updated_at)
        values (@workspaceId, @projectId, @billable, @currency, @mode, @minutes, @per, @now)
        on conflict on constraint billing_rule_one do update set billable = excluded.billable, currency = excluded.currency,
            round_mode = excluded.round_mode, round_minutes = excluded.round_minutes, round_per = excluded.round_per, updated_at = excluded.updated_at
        """;
}

namespace Daybook.Migrations.Cli;

/// <summary>What the commands do, on one database.</summary>
internal sealed class Commands(string connectionString, Report report)
{
    public async Task<int> StatusAsync(CancellationToken ct)
    {
        var state = await Migrator.StateAsync(connectionString, ct);
        await report.StateAsync(state);
        return Judge(state);
    }

    public async Task<int> ValidateAsync(CancellationToken ct)
    {
        var state = await Migrator.StateAsync(connectionString, ct);
        if (state.Unknown.Count > 0)
            return await report.FailAsync(ExitCodes.Newer, $"The database has steps that this program does not know: {string.Join(", ", state.Unknown)}. Use the newer daybook-migrate.");
        if (Gap(state) is { } gap) return await report.FailAsync(ExitCodes.Failed, $"The history has a gap: {gap} is missing although later steps are applied.");
        if (state.Pending.Count > 0) return await report.FailAsync(ExitCodes.Pending, $"The database lacks {string.Join(", ", state.Pending)}. Run daybook-migrate up.");
        await report.StateAsync(state);
        return ExitCodes.Ok;
    }

    public async Task<int> UpAsync(string? wish, CancellationToken ct)
    {
        var steps = Migrator.Steps;
        if (wish is not null && Target.Find(wish, steps) is null) return await UnknownAsync(wish, steps);
        var target = wish is null ? steps[^1] : Target.Find(wish, steps)!;
        var before = await Migrator.StateAsync(connectionString, ct);
        if (before.Unknown.Count > 0) return await report.FailAsync(ExitCodes.Newer, "The database is newer than this program; nothing was changed.");
        if (Target.Position(target, steps) < before.Applied.Count)
            return await report.FailAsync(ExitCodes.Usage, $"The database is beyond {target} already; to go back, say daybook-migrate down {wish}.");

        if (wish is null) await Migrator.UpAsync(connectionString, ct);
        else await Migrator.ToAsync(connectionString, target, ct);
        return await ChangedAsync(before, ct);
    }

    public async Task<int> DownAsync(string wish, CancellationToken ct)
    {
        var steps = Migrator.Steps;
        if (Target.Find(wish, steps) is not { } target) return await UnknownAsync(wish, steps);
        var before = await Migrator.StateAsync(connectionString, ct);
        if (before.Unknown.Count > 0) return await report.FailAsync(ExitCodes.Newer, "The database is newer than this program; nothing was changed.");
        if (Target.Position(target, steps) > before.Applied.Count)
            return await report.FailAsync(ExitCodes.Usage, $"The database has not come to {target} yet; to go on, say daybook-migrate up {wish}.");

        await Migrator.ToAsync(connectionString, target, ct);
        return await ChangedAsync(before, ct);
    }

    private async Task<int> ChangedAsync(SchemaState before, CancellationToken ct)
    {
        var after = await Migrator.StateAsync(connectionString, ct);
        await report.ChangeAsync(
            [.. before.Applied.Except(after.Applied, StringComparer.Ordinal).Reverse()], [.. after.Applied.Except(before.Applied, StringComparer.Ordinal)]);
        return ExitCodes.Ok;
    }

    private Task<int> UnknownAsync(string wish, IReadOnlyList<string> steps) =>
        report.FailAsync(ExitCodes.Usage, $"There is no step \"{wish}\". The steps are: {string.Join(", ", steps)}; 0 is before the first.");

    private static int Judge(SchemaState state) =>
        state.Unknown.Count > 0 ? ExitCodes.Newer : state.Pending.Count > 0 ? ExitCodes.Pending : ExitCodes.Ok;

    private static string? Gap(SchemaState state) =>
        state.Applied.Count == 0 ? null : state.Pending.FirstOrDefault(step => string.CompareOrdinal(step, state.Applied[^1]) < 0);
}

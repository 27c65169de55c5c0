using Daybook.Timesheet.Rates;
using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Reports;

/// <summary>What a line of a report sums. Amount: rate × rounded billable time, in millisecond-minor-units an hour until it is shown.</summary>
internal sealed record ReportSum(long RawMs, long RoundedMs, long BillableMs, long ReviewedMs, long UnpricedMs, Int128 Amount)
{
    public static readonly ReportSum Zero = new(0, 0, 0, 0, 0, 0);

    public static ReportSum operator +(ReportSum one, ReportSum other) => new(
        one.RawMs + other.RawMs, one.RoundedMs + other.RoundedMs, one.BillableMs + other.BillableMs, one.ReviewedMs + other.ReviewedMs,
        one.UnpricedMs + other.UnpricedMs, one.Amount + other.Amount);
}

/// <summary>What a line is about; one of them is set, or none for time without a project, task or client.</summary>
internal readonly record struct GroupKey(ReportKey Kind, Guid? Id, int UserId, DateOnly? Day);

/// <summary>A line and the lines below it. AmountMinor is shared out from the total, so that lines add up.</summary>
internal sealed record ReportGroup(GroupKey Key, ReportSum Sum, long AmountMinor, IReadOnlyList<ReportGroup> Groups);

internal sealed record Report(ReportSum Total, long AmountMinor, IReadOnlyList<ReportGroup> Groups);

/// <summary>From summed cells to lines: rounding, rates, groups. Pure; what is below a line adds up to it, and the lines to the total.</summary>
internal sealed class ReportBuilder(ReportQuestion question, IReadOnlyList<TeamProject> projects, Billing billing)
{
    private const long HourMs = 3_600_000;
    private readonly Dictionary<Guid, TeamProject> projects = projects.ToDictionary(project => project.Id);

    public Report Build(IReadOnlyList<ReportCell> cells)
    {
        var leaves = new Dictionary<(GroupKey, GroupKey), ReportSum>();
        foreach (var (cell, roundedMs) in Round(cells))
        {
            var place = (KeyOf(cell, question.Keys[0]), question.Keys.Count > 1 ? KeyOf(cell, question.Keys[1]) : default);
            leaves[place] = leaves.GetValueOrDefault(place, ReportSum.Zero) + SumOf(cell, roundedMs);
        }

        var total = leaves.Values.Aggregate(ReportSum.Zero, (sum, leaf) => sum + leaf);
        var amount = (long)((total.Amount + HourMs / 2) / HourMs);
        var lines = leaves.GroupBy(leaf => leaf.Key.Item1).Select(group => new Line(
            group.Key, group.Aggregate(ReportSum.Zero, (sum, leaf) => sum + leaf.Value),
            question.Keys.Count > 1 ? [.. group.Select(leaf => new Line(leaf.Key.Item2, leaf.Value, []))] : []));
        return new Report(total, amount, Share(lines, amount));
    }

    private sealed record Line(GroupKey Key, ReportSum Sum, IReadOnlyList<Line> Below);

    private static IReadOnlyList<ReportGroup> Share(IEnumerable<Line> lines, long amount)
    {
        var sorted = lines.ToList();
        sorted.Sort(Compare);
        var amounts = Shares.Of([.. sorted.Select(line => line.Sum.Amount)], amount);
        return [.. sorted.Select((line, i) => new ReportGroup(line.Key, line.Sum, amounts[i], Share(line.Below, amounts[i])))];
    }

    // Days in their order, everything else by its time.
    private static int Compare(Line one, Line other)
    {
        var order = one.Key.Day is { } day ? day.CompareTo(other.Key.Day ?? day) : other.Sum.RawMs.CompareTo(one.Sum.RawMs);
        if (order == 0) order = Nullable.Compare(one.Key.Id, other.Key.Id);
        return order != 0 ? order : one.Key.UserId.CompareTo(other.Key.UserId);
    }

    /// <summary>Each cell with its rounded time. A day's rounding is shared out over what was rounded together.</summary>
    private IEnumerable<(ReportCell Cell, long RoundedMs)> Round(IReadOnlyList<ReportCell> cells)
    {
        foreach (var group in cells.GroupBy(cell => RoundingOf(cell) is { IsOff: false, Per: RoundPer.Day } ? (cell.UserId, cell.From, cell.ProjectId, cell.Billable) : default))
        {
            if (group.Key == default)
            {
                foreach (var cell in group) yield return (cell, RoundingOf(cell) is { IsOff: false, Per: RoundPer.Entry } ? cell.EntryRoundedMs : cell.RawMs);
                continue;
            }

            var together = group.ToArray();
            var shares = Shares.Of([.. together.Select(cell => (Int128)cell.RawMs)], RoundingOf(together[0]).Of(together.Sum(cell => cell.RawMs)));
            for (var i = 0; i < together.Length; i++) yield return (together[i], shares[i]);
        }
    }

    // Only what the workspace's projects get is rounded: other time is nobody's to bill.
    private Rounding RoundingOf(ReportCell cell) =>
        cell.ProjectId is { } project && projects.ContainsKey(project) ? billing.RoundingOf(project) : Rounding.Nothing;

    private ReportSum SumOf(ReportCell cell, long roundedMs)
    {
        var rate = cell.Billable ? billing.Rates.Of(ClientOf(cell), cell.ProjectId, cell.TaskId, cell.UserId, cell.From) : null;
        return new ReportSum(
            cell.RawMs, roundedMs, cell.Billable ? roundedMs : 0, cell.Reviewed ? cell.RawMs : 0, cell.Billable && rate is null ? roundedMs : 0,
            (Int128)roundedMs * (rate ?? 0));
    }

    private Guid? ClientOf(ReportCell cell) => cell.ProjectId is { } project && projects.TryGetValue(project, out var known) ? known.ClientId : null;

    private GroupKey KeyOf(ReportCell cell, ReportKey key) => key switch
    {
        ReportKey.Project => new GroupKey(key, cell.ProjectId, 0, null),
        ReportKey.Task => new GroupKey(key, cell.TaskId, 0, null),
        ReportKey.Client => new GroupKey(key, ClientOf(cell), 0, null),
        ReportKey.Person => new GroupKey(key, null, cell.UserId, null),
        ReportKey.Week => new GroupKey(key, null, 0, cell.From.AddDays(-(((int)cell.From.DayOfWeek + 6) % 7))),
        _ => new GroupKey(key, null, 0, cell.From),
    };
}

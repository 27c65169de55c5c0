using Daybook.Kernel.Time;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Rates;

namespace Daybook.Timesheet.Reports;

/// <summary>
/// Where a report's time must be cut: only at the days that make a difference, so that the database sums as much as it can. Bucket n is
/// [Instants[n - 1], Instants[n]) and begins with Days[n - 1].
/// </summary>
internal sealed record ReportEdges(DateOnly[] Days, DateTimeOffset[] Instants)
{
    public static DateOnly[] Cuts(ReportQuestion question, Billing billing)
    {
        var range = question.Range;
        IEnumerable<DateOnly> cuts = question.Has(ReportKey.Day) || billing.Rounds ? range.Days : [range.Start];
        if (question.Has(ReportKey.Week)) cuts = cuts.Concat(range.Days.Where(day => day.DayOfWeek == DayOfWeek.Monday));
        cuts = cuts.Concat(billing.Rates.Rates.Select(rate => rate.From).Where(day => day > range.Start && day <= range.End));
        return [.. cuts.Distinct().Order()];
    }

    public static ReportEdges Of(DateRange range, DateOnly[] cuts, DayClock clock)
    {
        var (days, instants) = (new List<DateOnly>(), new List<DateTimeOffset>());
        foreach (var day in cuts)
        {
            var start = clock.Of(day).Start;
            // A day that the zone skipped is empty: it is no bucket of its own.
            if (instants.Count > 0 && instants[^1] == start) days[^1] = day;
            else
            {
                days.Add(day);
                instants.Add(start);
            }
        }

        instants.Add(clock.Of(range.End).End);
        return new ReportEdges([.. days], [.. instants]);
    }
}

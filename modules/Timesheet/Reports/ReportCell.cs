namespace Daybook.Timesheet.Reports;

/// <summary>Time of one kind, summed by the database as finely as the report needs it.</summary>
/// <param name="UserId">0 when it does not matter whose it was.</param>
/// <param name="From">The first day of the stretch of days it lies in.</param>
/// <param name="TaskId">Null also when it does not matter.</param>
/// <param name="EntryRoundedMs">Every entry rounded by its project's rule; 0 where that rule does not round entries.</param>
internal sealed record ReportCell(
    int UserId, DateOnly From, Guid? ProjectId, Guid? TaskId, bool Reviewed, bool Billable, long RawMs, long EntryRoundedMs);

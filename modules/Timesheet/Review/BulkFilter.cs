using Daybook.Kernel.Problems;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Entries;

namespace Daybook.Timesheet.Review;

/// <summary>Which entries a decision is about, as the list of entries is filtered.</summary>
/// <param name="Start">Required, as is the end: nobody decides about everything by leaving something out.</param>
/// <param name="MinConfidence">From 0 to 1.</param>
internal sealed record BulkFilter(
    string? Start = null, string? End = null, string? Status = null, string? ProjectId = null, bool? ToReview = null, double? MinConfidence = null)
{
    public EntryFilter Read(DayClock clock, DateOnly today, int limit, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(Start)) errors.Add("start", "required");
        if (string.IsNullOrEmpty(End)) errors.Add("end", "required");
        var range = DateRange.Read(Start, End, today, DateRange.Longest, errors);
        var statuses = StatusWords.Read("status", Status, errors);
        var project = errors.Id("project_id", ProjectId);
        if (MinConfidence is not (null or (>= 0 and <= 1))) errors.Add("min_confidence", "out-of-range");
        var window = errors.Any ? default
            : new Stretch(clock.Of(range.Start).Start.ToUnixTimeMilliseconds(), clock.Of(range.End).End.ToUnixTimeMilliseconds());
        return new EntryFilter(window, statuses, project, ToReview, null, limit, MinConfidence);
    }
}

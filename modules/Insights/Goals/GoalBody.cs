using Daybook.Kernel.Problems;

namespace Daybook.Insights.Goals;

/// <summary>What a request says of a goal; what it leaves out stays as it was.</summary>
internal sealed record GoalBody(
    string? Name, string? Period, string? Subject, string? Value, long? TargetMs, bool? AtMost, IReadOnlyList<int>? SkipWeekdays, bool? Enabled)
{
    private static readonly string[] Periods = ["day", "week"];
    private static readonly string[] Subjects = ["total", "project", "language", "tool", "category"];

    /// <summary>A new goal, or <paramref name="old"/> changed; every wrong field is noted.</summary>
    public Goal Read(FieldErrors errors, int userId, Goal? old, DateTimeOffset now)
    {
        var name = Name is null && old is not null ? old.Name : errors.Text("name", Name, 120);
        var period = Period is null && old is not null ? old.Period : Word<GoalPeriod>(errors, "period", Period, Periods);
        var subject = Subject is null && old is not null ? old.Subject : Word<GoalSubject>(errors, "subject", Subject, Subjects);
        var target = TargetMs ?? old?.TargetMs;
        var longest = period == GoalPeriod.Day ? 86_400_000L : 7 * 86_400_000L;
        if (target is null) errors.Add("target_ms", "required");
        else if (target < 60_000 || target > longest) errors.Add("target_ms", "out-of-range");
        var skip = SkipWeekdays ?? old?.SkipWeekdays ?? [];
        if (skip.Any(day => day is < 1 or > 7)) errors.Add("skip_weekdays", "out-of-range");
        skip = [.. skip.Distinct().Order()];
        if (skip.Count == 7) errors.Add("skip_weekdays", "all-days");
        return new Goal(
            old?.Id ?? Guid.CreateVersion7(), userId, name, period, subject, ReadValue(errors, subject, old), target ?? 0, AtMost ?? old?.AtMost ?? false,
            skip, Enabled ?? old?.Enabled ?? true, old?.CreatedAt ?? now, now);
    }

    private string? ReadValue(FieldErrors errors, GoalSubject subject, Goal? old)
    {
        if (subject == GoalSubject.Total)
        {
            if (!string.IsNullOrWhiteSpace(Value)) errors.Add("value", "not-allowed");
            return null;
        }

        if (Value is null && old?.Subject == subject) return old.Value;
        var value = errors.Text("value", Value, 255);
        // Heartbeats write their categories so.
        return subject == GoalSubject.Category ? value.ToLowerInvariant() : value;
    }

    private static T Word<T>(FieldErrors errors, string field, string? value, string[] words) where T : struct, Enum =>
        Enum.TryParse<T>(errors.OneOf(field, value, words), ignoreCase: true, out var word) ? word : default;
}

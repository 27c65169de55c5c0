using Daybook.Kernel.Problems;
using Quartz;

namespace Daybook.Integrations.Checks;

/// <summary>When an integration runs by itself. Cron has Quartz's six or seven fields, in the person's zone.</summary>
internal sealed record SyncSchedule(string Kind, string? Cron = null)
{
    public const string Off = "off";
    private const string ByCron = "cron";
    private static readonly string[] Kinds = [Off, "hourly", "daily", ByCron];

    // After failures in a row; a success steps down one.
    private static readonly TimeSpan[] Ladder =
    [
        TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24), TimeSpan.FromHours(24),
    ];

    public const int MaxFailures = 10;

    /// <summary>The schedule as sent, hourly when there is none; errors are collected.</summary>
    public static SyncSchedule Check(SyncSchedule? given, FieldErrors errors)
    {
        if (given is null) return new SyncSchedule("hourly");
        if (!Kinds.Contains(given.Kind, StringComparer.Ordinal)) errors.Add("schedule.kind", "unknown");
        if (given.Kind != ByCron) return new SyncSchedule(given.Kind);
        var cron = given.Cron?.Trim();
        if (string.IsNullOrEmpty(cron)) errors.Add("schedule.cron", "required");
        else if (cron.Length > 120 || !IsCron(cron)) errors.Add("schedule.cron", "invalid");
        return new SyncSchedule(ByCron, cron);
    }

    private static bool IsCron(string text)
    {
        try
        {
            _ = new CronExpression(text);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The next time after a run that ended at <paramref name="now"/>; null when it never runs by itself.</summary>
    public DateTimeOffset? Next(DateTimeOffset now, int failures, bool failed, TimeZoneInfo zone)
    {
        if (Kind == Off) return null;
        if (failed) return now + Ladder[Math.Clamp(failures, 0, MaxFailures)];
        return Kind switch
        {
            "hourly" => now.AddHours(1),
            "daily" => now.AddDays(1),
            _ => new CronExpression(Cron!, zone).GetNextValidTimeAfter(now),
        };
    }
}

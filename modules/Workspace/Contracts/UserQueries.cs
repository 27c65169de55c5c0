using Daybook.Kernel.Database;
using Daybook.Kernel.Time;

namespace Daybook.Workspace.Contracts;

/// <summary>Working hours of one weekday (1 = Monday … 7 = Sunday), local time.</summary>
public sealed record WorkHours(int Weekday, TimeOnly Start, TimeOnly End);

/// <summary>A person's settings, as other modules need them. <paramref name="PublicId"/> is the id the API shows.</summary>
public sealed record UserSettings(
    int UserId, Guid PublicId, string Name, string Email, string TimeZone, DayClock Clock, string Locale, IReadOnlyList<WorkHours> Schedule);

/// <summary>Reads people. Touches of the feed <see cref="SettingsFeed"/> say that a person's zone, day start or schedule changed.</summary>
public sealed class UserQueries(Db db)
{
    public const string SettingsFeed = "workspace.settings";

    public Task<UserSettings?> FindAsync(int userId, CancellationToken ct) => throw new NotImplementedException();
}

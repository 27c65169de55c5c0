using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Ask.Facts;

/// <summary>Loads what one person's answers are made of. The person and the range come from the server's side alone.</summary>
internal sealed class FactsReader(EntryQueries entries, CatalogQueries catalog, TimeProvider time)
{
    public async Task<AskFacts> ReadAsync(UserSettings user, DayRange scope, CancellationToken ct)
    {
        var pieces = await entries.RangeAsync(user.UserId, user.Clock, scope.Start, scope.End, ct);
        var known = await catalog.ForUserAsync(user.UserId, ct);
        var names = await catalog.NamesAsync(Ids(pieces, piece => piece.ProjectId), Ids(pieces, piece => piece.TaskId), ct);
        return new AskFacts(scope, user.Clock.DayOf(time.GetUtcNow()), user.Clock, pieces, known, names, Targets(user, scope));
    }

    private static Guid[] Ids(IEnumerable<EntryPiece> pieces, Func<EntryPiece, Guid?> of) => [.. pieces.Select(of).OfType<Guid>().Distinct()];

    private static Dictionary<DateOnly, long> Targets(UserSettings user, DayRange scope)
    {
        var week = user.Schedule.GroupBy(hours => hours.Weekday)
            .ToDictionary(day => day.Key, day => day.Sum(hours => (long)(hours.End - hours.Start).TotalMilliseconds));
        return Enumerable.Range(0, scope.Length).Select(i => scope.Start.AddDays(i))
            .Where(day => week.ContainsKey(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek))
            .ToDictionary(day => day, day => week[day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek]);
    }
}

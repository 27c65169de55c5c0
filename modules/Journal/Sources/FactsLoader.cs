using Daybook.Ingest.Contracts;
using Daybook.Journal.Facts;
using Daybook.Kernel.Time;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Journal.Sources;

/// <summary>Loads what facts are made of.</summary>
internal sealed class FactsLoader(EntryQueries entries, CatalogQueries catalog, SampleQueries samples)
{
    /// <summary>A task nobody worked on for so many days is new.</summary>
    private const int KnownDays = 60;

    public async Task<DayFacts> LoadAsync(UserSettings user, DateOnly start, DateOnly end, CancellationToken ct)
    {
        var pieces = await entries.RangeAsync(user.UserId, user.Clock, start.AddDays(-KnownDays), end, ct);
        var own = pieces.Where(piece => piece.Day >= start).ToArray();
        var shown = own.Where(FactsBuilder.Enters).ToArray();
        var (from, to) = (user.Clock.Of(start).Start, user.Clock.Of(end).End);
        var names = await catalog.NamesAsync(Ids(shown, piece => piece.ProjectId), Ids(shown, piece => piece.TaskId), ct);
        var known = pieces.Where(piece => piece.Day < start && FactsBuilder.Enters(piece)).Select(piece => piece.TaskId).OfType<Guid>().ToHashSet();
        var seen = shown.Length == 0 ? SeenThings.Nothing : SeenThings.In(await samples.LoadAsync(user.UserId, from, to, ct));
        return FactsBuilder.Build(new DaySources(
            start, end, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), own, names, known, seen.Calendar, seen.PullRequests));
    }

    /// <summary>What stands in the calendar of a stretch of time, also one that is still to come.</summary>
    public async Task<IReadOnlyList<CalendarEvent>> CalendarAsync(int userId, DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        SeenThings.In(await samples.LoadAsync(userId, from, to, ct)).Calendar;

    private static Guid[] Ids(IEnumerable<EntryPiece> pieces, Func<EntryPiece, Guid?> id) => [.. pieces.Select(id).OfType<Guid>().Distinct()];
}

using Daybook.Journal.Contracts;
using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Ask.Facts;

/// <summary>Loads what one person's answers are made of. The person and the range come from the server's side alone.</summary>
internal sealed class FactsReader(EntryQueries entries, CatalogQueries catalog, TargetQueries targets, JournalQueries journals, TimeProvider time)
{
    public async Task<AskFacts> ReadAsync(UserSettings user, DayRange scope, CancellationToken ct)
    {
        var pieces = await entries.RangeAsync(user.UserId, user.Clock, scope.Start, scope.End, ct);
        var known = await catalog.ForUserAsync(user.UserId, ct);
        var names = await catalog.NamesAsync(Ids(pieces, piece => piece.ProjectId), Ids(pieces, piece => piece.TaskId), ct);
        var meant = await targets.RangeAsync(user.UserId, scope.Start, scope.End, ct: ct);
        return new AskFacts(
            scope, user.Clock.DayOf(time.GetUtcNow()), user.Clock, pieces, known, names,
            meant.Where(day => day.TargetMs > 0).ToDictionary(day => day.Day, day => day.TargetMs),
            await journals.RangeAsync(user.UserId, scope.Start, scope.End, ct));
    }

    private static Guid[] Ids(IEnumerable<EntryPiece> pieces, Func<EntryPiece, Guid?> of) => [.. pieces.Select(of).OfType<Guid>().Distinct()];
}

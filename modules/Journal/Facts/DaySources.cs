using Daybook.Timesheet.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Journal.Facts;

/// <summary>A calendar's event, [Start, End) in Unix milliseconds.</summary>
internal sealed record CalendarEvent(string Name, long StartMs, long EndMs);

/// <summary>A pull request that was looked at.</summary>
internal sealed record SeenPullRequest(string Name, long StartMs, long EndMs);

/// <summary>What facts are made of.</summary>
/// <param name="Pieces">Everything that lies in the days, also what does not count.</param>
/// <param name="Known">Tasks that were worked on before the first day.</param>
internal sealed record DaySources(
    DateOnly Start, DateOnly End, long StartMs, long EndMs, IReadOnlyList<EntryPiece> Pieces, CatalogNames Names, IReadOnlySet<Guid> Known,
    IReadOnlyList<CalendarEvent> Calendar, IReadOnlyList<SeenPullRequest> PullRequests);

namespace Daybook.Insights.Views;

/// <param name="PendingDays">Days of the range that still wait for derivation; 0 means settled.</param>
/// <param name="PreviousTotalMs">As many days, just before.</param>
/// <param name="DailyAverageMs">Over the days that have any time.</param>
/// <param name="Groups">Add up to the total; the longest first. The key "" is unknown; "*" is everything beyond the first five hundred.</param>
/// <param name="Days">Every day of the range; their parts add up.</param>
/// <param name="Agent">Beside the total, never inside it, except in the mode wakatime.</param>
internal sealed record StatsAnswer(
    DateOnly Start, DateOnly End, string TimeZone, string Stream, string Mode, int TimeoutMinutes, string GroupBy, int PendingDays, long TotalMs,
    long PreviousTotalMs, int ActiveDays, long DailyAverageMs, BestDay? BestDay, IReadOnlyList<StatGroup> Groups, IReadOnlyList<StatDay> Days,
    AgentTime Agent, AiWork Ai);

internal sealed record BestDay(DateOnly Date, long TotalMs);

/// <param name="Share">Of the total, 0 to 1.</param>
/// <param name="OwnMs">For tools: what this tool would count alone; may overlap others.</param>
internal sealed record StatGroup(string Key, string Name, string? Color, long TotalMs, double Share, long PreviousMs, long? OwnMs);

internal sealed record StatDay(DateOnly Date, long TotalMs, IReadOnlyList<StatPart> Parts);

internal sealed record StatPart(string Key, long Ms);

/// <param name="SupervisedMs">While the person was active, too.</param>
internal sealed record AgentTime(long TotalMs, long SupervisedMs, long AutonomousMs);

internal sealed record AiWork(
    long LinesAi, long LinesHuman, long TokensIn, long TokensOut, long TokensCached, long Prompts, IReadOnlyList<AgentWork> ByAgent);

internal sealed record AgentWork(string Name, long Ms, long TokensIn, long TokensOut, long Lines);

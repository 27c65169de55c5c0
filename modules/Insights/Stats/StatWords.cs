namespace Daybook.Insights.Stats;

/// <summary>Tools: what editors, browsers and agents said of themselves. Screen: what was in front of the person.</summary>
internal enum StatStream : short { Tools = 0, Screen = 1 }

/// <summary>How heartbeats become time: with the person's timeout, with two minutes, or as WakaTime counts (agents are part of the one stream).</summary>
internal enum StatMode : short { Default = 0, Strict = 1, WakaTime = 2 }

/// <summary>What time is broken down by. <see cref="File"/> is kept apart from the others because there are so many.</summary>
internal enum Dimension : short { Tool = 0, Repository = 1, Language = 2, Branch = 3, Machine = 4, Os = 5, Category = 6, Source = 7, File = 8 }

/// <summary>Only time of one of these values; "" is the unknown one.</summary>
internal sealed record StatFilter(Dimension Dimension, IReadOnlyList<string> Values);

/// <summary>What is asked: local days, both ends included; every filter must hold.</summary>
internal sealed record StatQuestion(
    int UserId, DateOnly Start, DateOnly End, StatStream Stream, StatMode Mode, IReadOnlyList<StatFilter> Filters);

/// <summary>What agents wrote and read. Kept by file: lines only.</summary>
internal readonly record struct AiCounts(long LinesAi, long LinesHuman, long TokensIn, long TokensOut, long TokensCached, long Prompts)
{
    public static AiCounts operator +(AiCounts left, AiCounts right) => new(
        left.LinesAi + right.LinesAi, left.LinesHuman + right.LinesHuman, left.TokensIn + right.TokensIn,
        left.TokensOut + right.TokensOut, left.TokensCached + right.TokensCached, left.Prompts + right.Prompts);
}

/// <summary>A day's time. Days without any are left out.</summary>
/// <param name="AgentMs">The agents' own lane: beside <paramref name="Ms"/>, never inside it (except where agents are in the one stream).</param>
/// <param name="SupervisedMs">The part of it during which the person was active, too.</param>
internal sealed record DayTotal(DateOnly Day, long Ms, AiCounts Ai, long AgentMs = 0, long SupervisedMs = 0);

/// <summary>One value's share of a day. The parts of a day add up to its total.</summary>
internal sealed record DayPart(DateOnly Day, string Value, long Ms, AiCounts Ai, long AgentMs = 0, long SupervisedMs = 0);

/// <summary>How a person counts their time.</summary>
internal sealed record StatSettings(StatMode Mode, int TimeoutMinutes, bool IncludeBrowser)
{
    public static readonly StatSettings Default = new(StatMode.Default, 15, true);

    public const int StrictMinutes = 2;

    public long TimeoutMs => TimeoutMinutes * 60_000L;

    /// <summary>The timeout that this mode counts with.</summary>
    public int TimeoutOf(StatMode mode) => mode == StatMode.Strict ? StrictMinutes : TimeoutMinutes;
}

using Daybook.Ingest.Contracts;
using Daybook.Insights.Stats;

namespace Daybook.Insights.Rollup;

/// <summary>One combination of what time is broken down by. "" is unknown.</summary>
internal readonly record struct Facet(
    string Tool, string Repository, string Language, string Branch, string Machine, string Os, string Category, SampleSource Source);

/// <summary>What was counted, each in milliseconds: with the person's timeout, with two minutes, as WakaTime does, and on the agents' lane.</summary>
internal readonly record struct Counted(int Ms, int StrictMs, int WakaMs, int AgentMs, int SupervisedMs)
{
    public static Counted operator +(Counted left, Counted right) => new(
        left.Ms + right.Ms, left.StrictMs + right.StrictMs, left.WakaMs + right.WakaMs, left.AgentMs + right.AgentMs, left.SupervisedMs + right.SupervisedMs);
}

internal sealed record TotalRow(StatStream Stream, Facet Facet, Counted Time, AiCounts Ai);

internal sealed record FileRow(StatStream Stream, Facet Facet, string File, Counted Time, AiCounts Ai);

internal sealed record ToolRow(string Tool, int OwnMs, int OwnStrictMs);

internal sealed record HourRow(StatStream Stream, int Hour, int Ms, int StrictMs, int WakaMs);

/// <summary>The part of a session that lies in one day.</summary>
/// <param name="FromBefore">It began on an earlier day; the piece begins with the day.</param>
/// <param name="IntoNext">It goes on; the piece ends with the day.</param>
internal sealed record SessionPiece(string Tool, string Repository, SampleSource Source, long StartMs, long EndMs, int Beats, bool FromBefore, bool IntoNext);

/// <summary>Everything statistics keep of a day, in an order that does not remember how it came about. The files add up to the totals.</summary>
internal sealed record DayRollup(
    IReadOnlyList<TotalRow> Totals, IReadOnlyList<FileRow> Files, IReadOnlyList<ToolRow> Tools, IReadOnlyList<HourRow> Hours,
    IReadOnlyList<SessionPiece> Sessions)
{
    public bool IsEmpty => Files.Count == 0 && Sessions.Count == 0;
}

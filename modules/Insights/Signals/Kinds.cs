namespace Daybook.Insights.Signals;

/// <summary>A kind of signal. Info: told on the page, announced only when somebody asks for it. OptIn: not even computed before that.</summary>
internal sealed record SignalKind(string Name, bool Info = false, bool OptIn = false);

/// <summary>Every kind there is, by the name that keys, texts and switches use.</summary>
internal static class Kinds
{
    public const string ContextSwitching = "context_switching";
    public const string PingPong = "ping_pong";
    public const string FocusBlocks = "focus_blocks";
    public const string FragmentedFocus = "fragmented_focus";
    public const string MeetingLoad = "meeting_load";
    public const string MeetingGaps = "meeting_gaps";
    public const string AfterHours = "after_hours";
    public const string ShortRest = "short_rest";
    public const string LongStreak = "long_streak";
    public const string NoMealBreak = "no_meal_break";
    public const string Overwork = "overwork";
    public const string EstimateOverrun = "estimate_overrun";
    public const string UnattributedShare = "unattributed_share";
    public const string CaptureGap = "capture_gap";
    public const string AgentRatio = "agent_ratio";

    public static readonly IReadOnlyList<SignalKind> All =
    [
        new(ContextSwitching), new(PingPong), new(FocusBlocks, Info: true), new(FragmentedFocus), new(MeetingLoad), new(MeetingGaps), new(AfterHours),
        new(ShortRest), new(LongStreak, OptIn: true), new(NoMealBreak), new(Overwork), new(EstimateOverrun), new(UnattributedShare), new(CaptureGap),
        new(AgentRatio, Info: true),
    ];

    public static readonly IReadOnlyList<string> Names = [.. All.Select(kind => kind.Name)];

    public static SignalKind? Find(string name) => All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.Ordinal));
}

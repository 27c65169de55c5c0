namespace Daybook.Timesheet.Rates;

internal enum RoundMode { None, Up, Nearest, Down }

/// <summary>What is rounded: each entry, or what a person spent on a project in a day.</summary>
internal enum RoundPer { Entry, Day }

/// <summary>How reports round time. Entries are never changed by it.</summary>
internal sealed record Rounding(RoundMode Mode, int Minutes, RoundPer Per)
{
    public static readonly Rounding Nothing = new(RoundMode.None, 1, RoundPer.Entry);

    public bool IsOff => Mode == RoundMode.None;

    public long StepMs => Minutes * 60_000L;

    public long Of(long ms) => Mode switch
    {
        RoundMode.Up => (ms + StepMs - 1) / StepMs * StepMs,
        RoundMode.Nearest => (ms + StepMs / 2) / StepMs * StepMs,
        RoundMode.Down => ms / StepMs * StepMs,
        _ => ms,
    };
}

namespace Daybook.Ingest.Canonical;

/// <summary>What the door had to mend in one item.</summary>
[Flags]
internal enum Repairs
{
    None = 0,

    /// <summary>U+0000, half a surrogate pair or bytes that are no UTF-8: replaced by U+FFFD.</summary>
    Characters = 1,

    /// <summary>Control characters and line separators: replaced by spaces.</summary>
    Controls = 2,

    /// <summary>A text longer than its field: cut after a whole character.</summary>
    Cut = 4,

    /// <summary>A number that is not finite or out of its bounds: bounded, or kept as text.</summary>
    Number = 8,

    /// <summary>An optional part of the wrong shape: left out.</summary>
    Part = 16,

    /// <summary>JSON nested too deep or too large: left out.</summary>
    Json = 32,

    /// <summary>The device's clock was wrong: the instant was moved by the skew.</summary>
    Clock = 64,
}

/// <summary>The stable word a verdict gives for a repair: the first that applies.</summary>
internal static class RepairWords
{
    public static string? Of(Repairs repairs)
    {
        if (repairs == Repairs.None) return null;
        if (repairs.HasFlag(Repairs.Characters)) return "bad_characters";
        if (repairs.HasFlag(Repairs.Controls)) return "control_characters";
        if (repairs.HasFlag(Repairs.Cut)) return "text_cut";
        if (repairs.HasFlag(Repairs.Number)) return "number_bounded";
        if (repairs.HasFlag(Repairs.Part)) return "part_dropped";
        return repairs.HasFlag(Repairs.Json) ? "extra_dropped" : "clock_corrected";
    }
}

using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Blocks;

/// <summary>Labelled spans → stretches worth showing: joined where they are the same, interruptions taken in, crumbs given to a neighbour.</summary>
internal static class Stretches
{
    /// <summary>An interruption shorter than this belongs to what it interrupted: no more than one sample of a slow agent.</summary>
    internal const long InterruptionMs = 45_000;

    /// <summary>Personal moments are given away only when they are even shorter.</summary>
    internal const long PersonalInterruptionMs = 30_000;

    /// <summary>Nothing shorter is a block of its own.</summary>
    internal const long MinimumMs = 60_000;

    public static List<Stretch> Of(IReadOnlyList<Span> spans, Func<Span, Label> label)
    {
        var stretches = new List<Stretch>();
        foreach (var span in spans)
        {
            var part = new Part(span, label(span));
            var stretch = new Stretch(Identity.Of(part.Label));
            stretch.Add(part);
            stretches.Add(stretch);
        }

        return Join(stretches);
    }

    public static List<Stretch> Settle(List<Stretch> stretches)
    {
        stretches = Join(TakeInterruptions(stretches));
        stretches = Join(GiveCrumbs(stretches));
        return Join(TakeInterruptions(stretches));
    }

    public static bool Touch(Stretch before, Stretch after) => before.End == after.Start;

    /// <summary>Neighbours without a hole that are the same become one.</summary>
    public static List<Stretch> Join(List<Stretch> stretches)
    {
        var joined = new List<Stretch>(stretches.Count);
        foreach (var stretch in stretches)
        {
            if (joined.Count > 0 && joined[^1].Identity == stretch.Identity && Touch(joined[^1], stretch)) joined[^1].Take(stretch);
            else joined.Add(stretch);
        }

        return joined;
    }

    /// <summary>A, a moment of B, A: the moment is A's. What is private stays so, and absence is never work.</summary>
    private static List<Stretch> TakeInterruptions(List<Stretch> stretches)
    {
        var kept = new List<Stretch>(stretches.Count);
        foreach (var stretch in stretches)
        {
            kept.Add(stretch);
            while (kept.Count >= 3 && kept[^2].Length < Limit(kept[^2].Identity.Kind) && kept[^3].Identity == kept[^1].Identity && kept[^1].Attributable
                && Touch(kept[^3], kept[^2]) && Touch(kept[^2], kept[^1]))
            {
                kept[^3].Take(kept[^2]);
                kept[^3].Take(kept[^1]);
                kept.RemoveRange(kept.Count - 2, 2);
            }
        }

        return kept;
    }

    private static long Limit(BlockKind kind) => kind switch
    {
        BlockKind.Private or BlockKind.Idle => 0,
        BlockKind.Personal => PersonalInterruptionMs,
        _ => InterruptionMs,
    };

    /// <summary>A short stretch goes to the touching neighbour of the same project, else to unattributed time.</summary>
    private static List<Stretch> GiveCrumbs(List<Stretch> stretches)
    {
        for (var i = 0; i < stretches.Count; i++)
        {
            var crumb = stretches[i];
            if (!crumb.Attributable || crumb.Length >= MinimumMs) continue;
            var before = i > 0 && Touch(stretches[i - 1], crumb) ? stretches[i - 1] : null;
            var after = i + 1 < stretches.Count && Touch(crumb, stretches[i + 1]) ? stretches[i + 1] : null;
            var host = Host(crumb, before, after);
            if (host is not null) crumb.Become(host.Identity);
            else if (crumb.Identity.Attributed) crumb.Become(new Identity(BlockKind.Neutral, null, null, "short"));
        }

        return Join(stretches);
    }

    private static Stretch? Host(Stretch crumb, Stretch? before, Stretch? after)
    {
        bool Same(Stretch? other) => other is not null && crumb.Identity.Attributed && other.Identity.ProjectId == crumb.Identity.ProjectId;
        if (Same(before) && Same(after)) return before!.Length >= after!.Length ? before : after;
        if (Same(before)) return before;
        if (Same(after)) return after;
        bool Open(Stretch? other) => other is { Attributable: true } && !other.Identity.Attributed && other.Length >= MinimumMs;
        return Open(before) ? before : Open(after) ? after : null;
    }
}

namespace Daybook.Enrichment.Runs;

/// <summary>What becomes of a day that was derived again. Pass: the result is kept. Hold: it waits for the person. Keep: the day stays as it is.</summary>
internal enum Passage { Pass, Hold, Keep }

/// <summary>What is known of why a day was derived again.</summary>
/// <param name="Asked">The person asked for it: their own rule, or a consent.</param>
/// <param name="SeenAnew">There are new observations.</param>
/// <param name="SaidAnew">The person reviewed something of the day itself.</param>
/// <param name="Waits">A result is held already: a review of something else does not let it through.</param>
/// <param name="Kept">The person decided that the day stays as it is.</param>
internal sealed record Occasion(bool Today, bool Asked, bool SeenAnew, bool SaidAnew, bool RulesChanged, bool Waits, bool Kept);

/// <summary>Decides whether a past day may change without its person having asked. Pure.</summary>
internal static class Guard
{
    /// <summary>The share of a day's unreviewed time that may move silently.</summary>
    internal const double Silent = 0.10;

    public static Passage Decide(Occasion occasion, DayShift shift)
    {
        if (occasion.Today || occasion.Asked || occasion.SeenAnew) return Passage.Pass;
        if (occasion.Kept) return Passage.Keep;
        if (occasion.SaidAnew && !occasion.Waits) return Passage.Pass;
        // A task that was added, a model that answers late or a matcher that learned names time that nobody had named: nothing is taken away.
        // A task that was renamed only takes away: its history stays.
        var moved = occasion.RulesChanged ? shift.MovedMs : shift.MovedMs - shift.FilledMs;
        if (moved > Silent * shift.UnreviewedMs) return Passage.Hold;
        return !occasion.RulesChanged && moved > shift.FilledMs ? Passage.Keep : Passage.Pass;
    }
}

using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Kernel.Time;
using Npgsql;

namespace Daybook.Enrichment.Runs;

/// <summary>Stands between a day's derivation and its writing: what comes through, what waits for the person, and what it moved.</summary>
internal sealed class DayGate(RunStore runs, BlockQueries blocks, IEnumerable<IReviewedTime> reviews, LiveEvents live, TimeProvider clock)
{
    /// <summary>
    /// What of the day waits. To be asked before the day is loaded: a consent that is seen then speaks of what will be loaded, never of less.
    /// </summary>
    public Task<IReadOnlyList<OpenRun>> OpenAsync(UserDay day, CancellationToken ct) => runs.OfDayAsync(day, ct);

    public async Task<IReadOnlyList<ReviewedStretch>> ReviewedAsync(int userId, LocalDay day, CancellationToken ct)
    {
        var all = new List<ReviewedStretch>();
        foreach (var source in reviews) all.AddRange(await source.DayAsync(userId, day, ct));
        return all;
    }

    public async Task<Judgement> JudgeAsync(
        UserDay day, DayClock person, IReadOnlyList<OpenRun> open, DayBlocks derived, DayBasis basis, DayBasis? before, IReadOnlyList<ReviewedStretch> reviewed, CancellationToken ct)
    {
        var seenAnew = before?.Seen != basis.Seen;
        if (seenAnew && open.Count == 0) return new Judgement(day, Passage.Pass, open, null);

        var stored = await blocks.DayAsync(day.UserId, day.Day, ct);
        var shift = ShiftFinder.Between(stored.Blocks, derived.Blocks, reviewed);
        var occasion = new Occasion(
            person.DayOf(clock.GetUtcNow()) <= day.Day, open.Any(run => run.State == RunDayState.Asked), seenAnew, before?.Said != basis.Said,
            before?.Rules != basis.Rules, open.Any(run => run.State == RunDayState.Held), open.Any(run => run.State == RunDayState.Discarded));
        // What the day's own news moved belongs to no run.
        var own = occasion.Today || occasion.SeenAnew || occasion.SaidAnew && !occasion.Waits;
        var noted = own && !open.Any(run => run.State is RunDayState.Asked or RunDayState.Touched) ? null : shift;
        return new Judgement(day, Guard.Decide(occasion, shift), open, noted);
    }

    /// <summary>Writes down what became of the day, in the transaction of its result. False: the result may not be kept.</summary>
    public async Task<bool> PassesAsync(NpgsqlTransaction tx, Judgement judgement, CancellationToken ct)
    {
        var (day, passage, open, shift) = judgement;
        if (passage == Passage.Pass)
        {
            await runs.PassAsync(tx, day, open, shift, ct);
            await AnnounceAsync(tx, day.UserId, open, ct);
            return true;
        }

        if (passage == Passage.Keep) await runs.KeepAsync(tx, day, open, ct);
        else await AnnounceAsync(tx, day.UserId, [new OpenRun(await runs.HoldAsync(tx, day, open, shift!, ct), RunDayState.Held)], ct);
        return false;
    }

    private async Task AnnounceAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<OpenRun> open, CancellationToken ct)
    {
        foreach (var run in open) await live.PublishAsync(tx, new LiveEvent(userId, "run", run.RunId.ToString("d", CultureInfo.InvariantCulture)), ct);
    }
}

/// <summary>What becomes of a derived day. <paramref name="Shift"/>: null when it is not worth a note.</summary>
internal sealed record Judgement(UserDay Day, Passage Passage, IReadOnlyList<OpenRun> Open, DayShift? Shift);

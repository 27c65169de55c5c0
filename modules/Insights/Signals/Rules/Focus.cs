using Daybook.Enrichment.Contracts;

namespace Daybook.Insights.Signals.Rules;

/// <summary>Long stretches of one thing, and how long the stretch is in which a minute of work lies.</summary>
internal static class Focus
{
    public const int BlockMinutes = 25;
    private const int Interruption = 2;
    private const double InterruptedShare = 0.10;
    private const int GuardMinutes = 120;

    public static Finding? Blocks(SignalDay day, Standing standing)
    {
        var found = Stretches(day.Picture);
        if (found.Count == 0) return null;
        return Finding.Of(
            Kinds.FocusBlocks, Bounds.Day, day.Date, 1, [.. found.SelectMany(run => run.Blocks).Distinct()],
            ("value", found.Count), ("minutes", found.Sum(run => run.Length)), ("longest_minutes", found.Max(run => run.Length)));
    }

    /// <summary>Work on one thing for at least 25 minutes; nothing in between was longer than two minutes, all of it at most a tenth.</summary>
    public static IReadOnlyList<Run> Stretches(DayPicture picture)
    {
        var found = new List<Run>();
        var runs = picture.Runs.Where(run => run is { Kind: BlockKind.Work, Call: false }).ToArray();
        for (var i = 0; i < runs.Length; i++)
        {
            var (whole, own) = (runs[i], runs[i].Length);
            for (; i + 1 < runs.Length; i++)
            {
                var next = runs[i + 1];
                if (next.Context != whole.Context || next.Start - whole.End > Interruption) break;
                if (next.End - whole.Start - own - next.Length > InterruptedShare * (next.End - whole.Start)) break;
                own += next.Length;
                whole = whole with { Time = new Minutes(whole.Start, next.End), Blocks = [.. whole.Blocks, .. next.Blocks] };
            }

            if (whole.Length >= BlockMinutes) found.Add(whole);
        }

        return found;
    }

    public static Finding? Fragmented(SignalDay day, Standing standing)
    {
        var runs = day.Picture.Runs.Where(run => run.Kind == BlockKind.Work).ToArray();
        var work = runs.Sum(run => run.Length);
        if (work < GuardMinutes) return null;
        var mean = runs.Sum(run => (double)run.Length * run.Length) / work;
        var index = 1 - Math.Min(1, mean / BlockMinutes);
        if (!Bounds.Holds(index, 0.6, 0.5, standing.Has(day, Kinds.FragmentedFocus, Bounds.Day, day.Date))) return null;
        return Finding.Of(
            Kinds.FragmentedFocus, Bounds.Day, day.Date, Bounds.Band(index, 0.7, 0.8), [.. runs.SelectMany(run => run.Blocks).Distinct()],
            ("value", index), ("limit", 0.6), ("run_minutes", mean), ("work_minutes", work));
    }
}

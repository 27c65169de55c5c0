using Daybook.Enrichment.Contracts;

namespace Daybook.Insights.Signals.Rules;

/// <summary>Minutes of the Unix epoch, end exclusive.</summary>
internal readonly record struct Minutes(int Start, int End)
{
    public int Length => Math.Max(0, End - Start);

    public Minutes Cut(Minutes other) => new(Math.Max(Start, other.Start), Math.Min(End, other.End));

    /// <summary>Disjoint and in order; what touches is one.</summary>
    public static IReadOnlyList<Minutes> Union(IEnumerable<Minutes> stretches)
    {
        var joined = new List<Minutes>();
        foreach (var stretch in stretches.Where(stretch => stretch.Length > 0).OrderBy(stretch => stretch.Start))
        {
            if (joined.Count > 0 && joined[^1].End >= stretch.Start) joined[^1] = new Minutes(joined[^1].Start, Math.Max(joined[^1].End, stretch.End));
            else joined.Add(stretch);
        }

        return joined;
    }

    /// <summary>How much of these, which are disjoint, lies in those.</summary>
    public static int Shared(IReadOnlyList<Minutes> these, IReadOnlyList<Minutes> those) => these.Sum(one => those.Sum(other => one.Cut(other).Length));

    public static int Sum(IReadOnlyList<Minutes> these) => these.Sum(one => one.Length);
}

/// <summary>A stretch of one context.</summary>
internal sealed record Run(Minutes Time, string Context, BlockKind Kind, bool Call, IReadOnlyList<Guid> Blocks)
{
    public int Length => Time.Length;
    public int Start => Time.Start;
    public int End => Time.End;
}

/// <summary>
/// A day as signals see it: on a grid of minutes, edges cut down to it. A slow device learns of a change up to an interval late and dates it back
/// to its last look, so the edge it tells is the true one cut down to its interval; cut down to the minute, all tell the same. What is no longer
/// than one mark of the grid is a moment: it interrupts, and is no run of its own.
/// </summary>
internal sealed record DayPicture(IReadOnlyList<Run> Pieces, IReadOnlyList<Run> Runs)
{
    /// <summary>Shorter is a moment: two marks of the grid say that something lasted a minute, one does not.</summary>
    private const int ShortestRun = 2;

    /// <summary>A run of the same context goes on over a hole as short as this.</summary>
    private const int Bridge = 2;

    public IReadOnlyList<Minutes> Present { get; } = Minutes.Union(Pieces.Select(piece => piece.Time));

    /// <summary>A moment belongs to the run before it: whether it is told apart depends on how often a device looks.</summary>
    public IReadOnlyList<Minutes> Work { get; } = Minutes.Union(Runs.Select((run, i) => run.Kind != BlockKind.Work ? default
        : i + 1 < Runs.Count && Runs[i + 1].Start - run.End <= Bridge ? new Minutes(run.Start, Runs[i + 1].Start) : run.Time));

    public IReadOnlyList<Minutes> Calls { get; } = Minutes.Union(Pieces.Where(piece => piece.Call).Select(piece => piece.Time));

    public int PresentMinutes => Minutes.Sum(Present);
    public int WorkMinutes => Minutes.Sum(Work);

    public static DayPicture Of(IReadOnlyList<Block> blocks)
    {
        var pieces = new List<Run>(blocks.Count);
        foreach (var block in blocks.Where(block => block.Kind != BlockKind.Idle))
        {
            var time = new Minutes(Minute(block.StartMs), Minute(block.EndMs));
            if (time.Length == 0) continue;
            pieces.Add(new Run(time, ContextOf(block), block.Kind, IsCall(block), block.Kind is BlockKind.Private or BlockKind.Personal ? [] : [block.Key]));
        }

        return new DayPicture(pieces, RunsOf(pieces));
    }

    /// <summary>The blocks that lie in any of these.</summary>
    public IReadOnlyList<Guid> BlocksIn(IReadOnlyList<Minutes> times) =>
        [.. Pieces.Where(piece => times.Any(time => piece.Time.Cut(time).Length > 0)).SelectMany(piece => piece.Blocks).Distinct()];

    public static int Minute(long ms) => (int)(ms / 60_000);

    private static List<Run> RunsOf(List<Run> pieces)
    {
        // Neighbours of one context first: two moments side by side may be one run.
        var joined = Join(pieces, 0);
        return Join(joined.FindAll(run => run.Length >= ShortestRun), Bridge);
    }

    private static List<Run> Join(List<Run> runs, int hole)
    {
        var joined = new List<Run>(runs.Count);
        foreach (var run in runs)
        {
            if (joined.Count > 0 && joined[^1] is { } last && last.Context == run.Context && last.Call == run.Call && run.Start - last.End <= hole)
                joined[^1] = last with { Time = new Minutes(last.Start, run.End), Blocks = [.. last.Blocks, .. run.Blocks] };
            else joined.Add(run);
        }

        return joined;
    }

    /// <summary>The task if it is known, else the project, else the family of the category.</summary>
    private static string ContextOf(Block block) =>
        block.Kind == BlockKind.Private ? "private"
        : block.Kind == BlockKind.Personal ? "personal"
        : block.TaskId?.ToString() ?? block.ProjectId?.ToString() ?? string.Join('/', block.Category.Split('/').Take(2));

    private static bool IsCall(Block block) => block.Category.StartsWith("work/meeting", StringComparison.Ordinal);
}

using Daybook.Enrichment.Contracts;
using Daybook.Evaluation.Days;
using Daybook.Evaluation.Methods;

namespace Daybook.Evaluation.Scoring;

/// <summary>How well the edges lie, beside what is between them: where the purpose truly changed, and where it was said to change.</summary>
internal sealed class Shape
{
    private const long Window = 60_000;
    private const long Near = 5 * 60_000;
    private const long SplitMs = 3 * 60_000;
    private const double SplitShare = 0.2;

    /// <summary>How far each true edge lies from the nearest one that was said, where one is within five minutes; milliseconds.</summary>
    public readonly List<long> Off = [];

    /// <summary>Windows of a minute, and those with another number of edges than the truth.</summary>
    public int Windows, WindowsWrong;

    /// <summary>True edges in all.</summary>
    public int Edges;

    /// <summary>What a person would have to do to the rows: name another purpose, or cut off what is for something else.</summary>
    public int Edits;

    /// <summary>Milliseconds by what sort of time it truly was and was said to be: work, meeting and personal as people see them.</summary>
    public readonly long[,] Sorts = new long[3, 3];

    /// <summary>WindowDiff: 0 is perfect.</summary>
    public double WindowDiff => Windows == 0 ? 0 : (double)WindowsWrong / Windows;

    public double MedianOff => Spread.Percentile(Off.Select(ms => (double)ms), 0.5);

    /// <summary>Mean of the sorts' F1; a sort that occurs nowhere is left out.</summary>
    public double SortF1
    {
        get
        {
            var found = new List<double>();
            for (var sort = 0; sort < 3; sort++)
            {
                long real = 0, said = 0;
                for (var other = 0; other < 3; other++)
                {
                    real += Sorts[sort, other];
                    said += Sorts[other, sort];
                }

                if (real + said > 0) found.Add(2.0 * Sorts[sort, sort] / (real + said));
            }

            return found.Count == 0 ? 0 : found.Average();
        }
    }

    public void Take(Shape other)
    {
        Off.AddRange(other.Off);
        (Windows, WindowsWrong, Edges, Edits) = (Windows + other.Windows, WindowsWrong + other.WindowsWrong, Edges + other.Edges, Edits + other.Edits);
        for (var i = 0; i < 3; i++)
            for (var k = 0; k < 3; k++) Sorts[i, k] += other.Sorts[i, k];
    }

    public static Shape Of(LabelledDay day, IReadOnlyList<Guess> guesses)
    {
        var shape = new Shape();
        var truth = Joined(day.Truth.Where(span => span.Present).Select(span => new Piece(span.Start, span.End, Meant(span))));
        var said = Joined(guesses.Where(guess => guess.Kind is BlockKind.Work or BlockKind.Neutral or BlockKind.Personal).OrderBy(guess => guess.Start)
            .Select(guess => new Piece(guess.Start, guess.End, (guess.Kind == BlockKind.Personal, guess.Project, guess.Task))));
        var (real, found) = (EdgesOf(truth), EdgesOf(said));
        shape.Edges = real.Length;
        foreach (var edge in real)
        {
            var off = found.Length == 0 ? long.MaxValue : found.Min(other => Math.Abs(other - edge));
            if (off <= Near) shape.Off.Add(off);
        }

        foreach (var piece in truth)
        {
            for (var at = piece.Start; at + Window <= piece.End + Window; at += Window)
            {
                shape.Windows++;
                if (Inside(real, at) != Inside(found, at)) shape.WindowsWrong++;
            }
        }

        foreach (var row in said) shape.Edits += EditsOf(row, truth);
        foreach (var guess in guesses) shape.AddSorts(guess, day.Truth);
        return shape;
    }

    /// <summary>One for a purpose that is mostly wrong, one for a good part of the row that is for something else.</summary>
    private static int EditsOf(Piece row, IReadOnlyList<Piece> truth)
    {
        var shares = truth.Select(piece => (piece.Purpose, Ms: Math.Min(piece.End, row.End) - Math.Max(piece.Start, row.Start))).Where(item => item.Ms > 0)
            .GroupBy(item => item.Purpose).Select(group => (Purpose: group.Key, Ms: group.Sum(item => item.Ms))).OrderByDescending(item => item.Ms).ToArray();
        if (shares.Length == 0) return 0;
        var edits = shares[0].Purpose == row.Purpose ? 0 : 1;
        var others = shares.Skip(1).Sum(item => item.Ms);
        return others >= SplitMs && others >= SplitShare * (row.End - row.Start) ? edits + 1 : edits;
    }

    private void AddSorts(Guess guess, IReadOnlyList<TrueSpan> truth)
    {
        if (guess.Kind is not (BlockKind.Work or BlockKind.Neutral or BlockKind.Personal)) return;
        var said = guess.Kind == BlockKind.Personal ? 2 : guess.Meeting ? 1 : 0;
        foreach (var span in truth.Where(span => span.Present))
        {
            var shared = Math.Min(span.End, guess.End) - Math.Max(span.Start, guess.Start);
            if (shared > 0) Sorts[span.Kind == TrueKind.Personal ? 2 : span.Kind == TrueKind.Meeting ? 1 : 0, said] += shared;
        }
    }

    private static (bool Personal, Guid? Project, Guid? Task) Meant(TrueSpan span) => (span.Kind == TrueKind.Personal, span.Project, span.Task);

    /// <summary>Neighbours of one purpose are one piece.</summary>
    private static List<Piece> Joined(IEnumerable<Piece> pieces)
    {
        var joined = new List<Piece>();
        foreach (var piece in pieces)
        {
            if (joined.Count > 0 && joined[^1].Purpose == piece.Purpose && piece.Start - joined[^1].End < 1_000) joined[^1] = joined[^1] with { End = piece.End };
            else joined.Add(piece);
        }

        return joined;
    }

    private static long[] EdgesOf(List<Piece> pieces) => [.. pieces.SelectMany(piece => new[] { piece.Start, piece.End }).Distinct().Order()];

    private static int Inside(long[] edges, long from) => edges.Count(edge => edge >= from && edge < from + Window);

    private sealed record Piece(long Start, long End, (bool Personal, Guid? Project, Guid? Task) Purpose);
}

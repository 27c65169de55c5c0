using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Teaching;

/// <summary>What was on the screen on a day, and what it is labelled as.</summary>
internal sealed record ObservedDay(IReadOnlyList<Span> Spans, IReadOnlySet<Signature> Untitled, IReadOnlyList<Block> Blocks)
{
    public static ObservedDay Of(DayInputs inputs, DayBlocks derived)
    {
        var timeline = DayDerivation.Timeline(inputs);
        return new ObservedDay(timeline.Spans, HiddenTitles.Of(inputs, timeline).Contexts, derived.Blocks);
    }

    /// <summary>The unreviewed time that follows one review, and in how many blocks it is.</summary>
    public (long Ms, int Blocks) Follows(Lessons lessons, ReviewedSpan review, IReadOnlyList<(long StartMs, long EndMs)> reviewed)
    {
        var hashes = new Dictionary<Signature, bool>();
        var moved = new HashSet<Guid>();
        var (sum, at) = (0L, 0);
        foreach (var span in Spans)
        {
            if (span.Signature == default) continue;
            if (!hashes.TryGetValue(span.Signature, out var follows))
                hashes[span.Signature] = follows = lessons.Today(SignatureHash.Of(span.Signature))?.ReviewId == review.Id;
            if (!follows || reviewed.Any(other => other.StartMs < span.End && other.EndMs > span.Start)) continue;
            while (at < Blocks.Count && Blocks[at].EndMs <= span.Start) at++;
            if (at == Blocks.Count || Blocks[at].StartMs >= span.End) continue;
            var block = Blocks[at];
            if (block.Kind is BlockKind.Private or BlockKind.Idle || block.ProjectId == review.To.ProjectId && block.TaskId == review.To.TaskId) continue;
            sum += Math.Min(span.End, block.EndMs) - Math.Max(span.Start, block.StartMs);
            moved.Add(block.Key);
        }

        return (sum, moved.Count);
    }
}

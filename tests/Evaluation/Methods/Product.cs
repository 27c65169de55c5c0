using System.Diagnostics;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Evaluation.Days;

namespace Daybook.Evaluation.Methods;

/// <summary>The product itself: the pure function that the host runs.</summary>
internal static class Product
{
    public static readonly Method Whole = new("Daybook", day => Run(day.Inputs));

    public static Prediction Run(DayInputs inputs)
    {
        var began = Stopwatch.GetTimestamp();
        var blocks = DayDerivation.Blocks(inputs);
        return Of(blocks, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    public static Prediction Of(DayBlocks day, double tookMs) => new(
        [.. day.Blocks.Select(block => new Guess(block.StartMs, block.EndMs, block.Kind, block.ProjectId, block.TaskId, block.Confidence, Guess.IsMeeting(block.Category)))],
        day.Blocks.Count(block => block.Kind is not (BlockKind.Idle or BlockKind.Private)), day.ObservedMs, tookMs);
}

using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Tests.Samples;

namespace Daybook.Enrichment.Tests.Scoring;

/// <summary>Predicted blocks against the truth, weighted by time. "Present" is the time the truth calls work, meeting or personal.</summary>
internal sealed record Score(
    long PresentMs, long SeenMs, long PresenceErrorMs, long TaskPredictedMs, long TaskRightMs, long TaskTrueMs, long ProjectRightMs, long ProjectPredictedMs, long RightMs,
    long PersonalAsWorkMs, long PersonalMs, int Rows)
{
    public double Precision => (double)TaskRightMs / TaskPredictedMs;
    public double Recall => (double)TaskRightMs / TaskTrueMs;
    public double Accuracy => (double)RightMs / PresentMs;
    public double ProjectPrecision => (double)ProjectRightMs / ProjectPredictedMs;
    public double PresenceError => (double)PresenceErrorMs / PresentMs;
    public double PersonalLeak => (double)PersonalAsWorkMs / Math.Max(1, PersonalMs);

    public static Score Of(SampleWeek week, IReadOnlyList<Block> blocks)
    {
        var cuts = week.Truth.SelectMany(truth => new[] { truth.Start, truth.End }).Concat(blocks.SelectMany(block => new[] { block.StartMs, block.EndMs })).Distinct().Order().ToArray();
        var (t, b) = (0, 0);
        var score = new Score(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, blocks.Count(block => block.Kind is not (BlockKind.Idle or BlockKind.Private)));
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            var (start, length) = (cuts[i], cuts[i + 1] - cuts[i]);
            while (t < week.Truth.Count && week.Truth[t].End <= start) t++;
            while (b < blocks.Count && blocks[b].EndMs <= start) b++;
            var truth = t < week.Truth.Count && week.Truth[t].Start <= start ? week.Truth[t] : null;
            var block = b < blocks.Count && blocks[b].StartMs <= start ? blocks[b] : null;
            score = score.Add(truth, block, length);
        }

        return score;
    }

    private Score Add(TruthInterval? truth, Block? block, long length)
    {
        var there = truth is { Kind: "work" or "meeting" or "personal" };
        var seen = block is { Kind: BlockKind.Work or BlockKind.Neutral or BlockKind.Personal };
        var task = truth?.Task is { } key ? SampleDays.Id(key) : (Guid?)null;
        var project = truth?.Project is { } name ? SampleDays.Id(name) : (Guid?)null;
        var personal = truth?.Kind == "personal";
        return this with
        {
            PresentMs = PresentMs + (there ? length : 0),
            SeenMs = SeenMs + (seen ? length : 0),
            PresenceErrorMs = PresenceErrorMs + (block is not null && there != seen ? length : 0),
            TaskPredictedMs = TaskPredictedMs + (there && block?.TaskId is not null ? length : 0),
            TaskRightMs = TaskRightMs + (there && task is not null && block?.TaskId == task ? length : 0),
            TaskTrueMs = TaskTrueMs + (there && task is not null && seen ? length : 0),
            ProjectPredictedMs = ProjectPredictedMs + (there && block?.ProjectId is not null ? length : 0),
            ProjectRightMs = ProjectRightMs + (there && project is not null && block?.ProjectId == project ? length : 0),
            RightMs = RightMs + (there && seen && block!.TaskId == task && (block.Kind == BlockKind.Personal) == personal ? length : 0),
            PersonalMs = PersonalMs + (personal && seen ? length : 0),
            PersonalAsWorkMs = PersonalAsWorkMs + (personal && block?.ProjectId is not null ? length : 0),
        };
    }
}

using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Contracts;

namespace Daybook.Enrichment.Labelling;

/// <summary>
/// What a model's answer may do to a label: name a task for time that nothing else explained. It moves no time between work and private,
/// and overrules nothing.
/// </summary>
internal static class ModelStep
{
    public const string Signal = "model";

    /// <summary>Whether the label leaves something for a model to say.</summary>
    public static bool IsOpen(Label label) => label.Attributable && label.TaskId is null && label.Stage != LabelStage.User && !label.Withheld;

    public static Label Apply(Label label, ModelAnswer answer, Candidates candidates)
    {
        if (!IsOpen(label)) return label;
        var sure = Math.Min(answer.Confidence, ModelAnswer.Cap);
        var evidence = new Evidence(Signal, answer.Reason, null, sure, CallId: answer.CallId);
        var task = answer.TaskId is { } id ? candidates.Task(id) : null;
        var project = task?.ProjectId ?? (answer.TaskId is null && answer.ProjectId is { } named ? candidates.Project(named)?.Id : null);
        if (project is null) return label;

        // A project that a rule or a mapping named stands. What the model or its check is unsure of is a suggestion, and says nothing to what is around it.
        var fits = sure >= ModelAnswer.Medium && (label.ProjectId is null || label.ProjectId == project && task is not null);
        if (!fits) return label with { Alternatives = Beside(label, project, task?.Id, sure) };
        return label with
        {
            Kind = BlockKind.Work, Category = CategoryOf(label, answer), ProjectId = project, TaskId = task?.Id, Confidence = sure,
            Stage = LabelStage.Model, Evidence = [evidence, .. label.Evidence],
        };
    }

    /// <summary>However well the day around it agrees, what rests on a model stays below what rests on a key.</summary>
    public static Label Capped(Label label) =>
        label.Stage == LabelStage.Model && label.Confidence > ModelAnswer.Cap ? label with { Confidence = ModelAnswer.Cap } : label;

    /// <summary>Where nobody knows what sort of time it was, the model may say which sort of work.</summary>
    private static string CategoryOf(Label label, ModelAnswer answer) =>
        label.Category is "neutral/other" or "neutral/web" && answer.Category.StartsWith("work", StringComparison.Ordinal) ? answer.Category : Label.AsWork(label.Category);

    private static Alternative[] Beside(Label label, Guid? project, Guid? task, double sure) =>
        label.Alternatives.Any(other => other.TaskId == task && other.ProjectId == project) || label.ProjectId == project && task is null
            ? [.. label.Alternatives]
            : [.. label.Alternatives.Take(2), new Alternative(project, task, sure, Signal, label.ProjectId is null ? "doubtful" : "not-sure-enough")];
}

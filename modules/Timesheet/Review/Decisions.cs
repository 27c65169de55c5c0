using System.Text.Json.Serialization;
using Daybook.Enrichment.Contracts;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;

namespace Daybook.Timesheet.Review;

/// <summary>
/// The fields a review may carry, as they came. A project or task that is null says "none"; one that is left out says nothing.
/// </summary>
internal sealed record DecisionRequest
{
    /// <summary>confirm, correct, dismiss or undo; without it, an edit.</summary>
    public string? Action { get; init; }

    public string? ProjectId { get; init { field = value; NamesTarget = true; } }

    public string? TaskId { get; init { field = value; NamesTarget = true; } }

    /// <summary>work, neutral or personal.</summary>
    public string? Kind { get; init; }

    public string? Description { get; init; }

    public string? Start { get; init; }

    public string? End { get; init; }

    [JsonIgnore]
    public bool NamesTarget { get; private init; }
}

/// <summary>Judges such fields: words, times, and whether the person may see the project and task.</summary>
internal sealed class Decisions(CatalogQueries catalog, TimeProvider time)
{
    private const int LongestDescription = 2000;

    public async Task<Decision> ReadAsync(int userId, DecisionRequest request, FieldErrors errors, CancellationToken ct)
    {
        var action = errors.Word(
            "action", request.Action, ReviewAction.Confirm, ReviewAction.Correct, ReviewAction.Dismiss, ReviewAction.Undo) ?? ReviewAction.Edit;
        var decision = new Decision(
            action, await TargetAsync(userId, request.ProjectId, request.TaskId, request.Kind, request.NamesTarget, errors, ct),
            errors.Lines("description", request.Description, LongestDescription), Time("start", request.Start, errors), Time("end", request.End, errors));
        Check(decision, errors);
        return action is ReviewAction.Correct or ReviewAction.Edit ? decision : decision with { Target = null };
    }

    /// <summary>A task brings its project. Null when nothing is said: no kind, and <paramref name="named"/> is false.</summary>
    public async Task<Target?> TargetAsync(
        int userId, string? project, string? task, string? kind, bool named, FieldErrors errors, CancellationToken ct)
    {
        var projectId = errors.Id("project_id", project);
        var taskId = errors.Id("task_id", task);
        var word = errors.Word("kind", kind, BlockKind.Work, BlockKind.Neutral, BlockKind.Personal);
        if (projectId is { } known && await catalog.FindProjectAsync(userId, known, ct) is null) errors.Add("project_id", "unknown");
        if (taskId is { } wanted)
        {
            var found = await catalog.FindTaskAsync(userId, wanted, ct);
            if (found is null) errors.Add("task_id", "unknown");
            else if (projectId is { } chosen && chosen != found.ProjectId) errors.Add("task_id", "invalid");
            projectId ??= found?.ProjectId;
        }

        if (word == BlockKind.Personal && projectId is not null) errors.Add("kind", "invalid");
        return named || word is not null ? new Target(word, projectId, taskId) : null;
    }

    /// <summary>An instant that an entry may have: from 2000 to a day from now. Milliseconds.</summary>
    public long? Time(string field, string? value, FieldErrors errors)
    {
        var at = errors.Instant(field, value);
        if (at is null) return null;
        if (at < 946_684_800_000 || at > time.GetUtcNow().AddDays(1).ToUnixTimeMilliseconds()) errors.Add(field, "out-of-range");
        return at;
    }

    private static void Check(Decision decision, FieldErrors errors)
    {
        if (decision is { StartMs: { } start, EndMs: { } end } && end <= start) errors.Add("end", "invalid");
        switch (decision.Action)
        {
            case ReviewAction.Correct when decision.Target is null:
                errors.Add("project_id", "required");
                break;
            case ReviewAction.Confirm or ReviewAction.Dismiss or ReviewAction.Undo:
                if (decision.Target is { Kind: not null } or { ProjectId: not null }) errors.Add("project_id", "not-allowed");
                if (decision.StartMs is not null) errors.Add("start", "not-allowed");
                if (decision.EndMs is not null) errors.Add("end", "not-allowed");
                if (decision.Description is not null && decision.Action != ReviewAction.Confirm) errors.Add("description", "not-allowed");
                break;
            case ReviewAction.Edit when decision is { Target: null, Description: null, StartMs: null, EndMs: null }:
                errors.Add("action", "required");
                break;
        }
    }
}

using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Reviews;

/// <summary>One decision of a person, as it was taken. Events are only added; forgetting takes their contexts away.</summary>
/// <param name="Rule">The rule that had decided, if one had.</param>
/// <param name="UndoOf">The event this one takes back.</param>
internal sealed record ReviewEvent(
    int UserId, Guid Id, DateOnly Day, Guid EntryId, ReviewVerb Verb, DateTimeOffset At, long StartMs, long EndMs,
    Meaning From, double Confidence, LabelStage Stage, (Guid Id, int Version)? Rule, Meaning To, IReadOnlyList<ReviewedContext> Contexts, Guid? UndoOf)
{
    public long DurationMs => EndMs - StartMs;

    /// <summary>A decision about time, not about an earlier decision.</summary>
    public bool Decides => Verb is ReviewVerb.Confirm or ReviewVerb.Correct or ReviewVerb.Dismiss or ReviewVerb.Write;
}

/// <summary>What is stored of a context.</summary>
internal sealed record StoredContext(
    Guid Hash, long Ms, string App, string Host, string Path, string Repository, string Branch, string Directory, string Title, string Calendar, bool InCall)
{
    public static StoredContext Of(ReviewedContext context)
    {
        var at = context.Signature;
        return new StoredContext(context.Hash, context.Ms, at.App, at.Host, at.Path, at.Repository, at.Branch, at.Directory, at.Title, at.Calendar, at.InCall);
    }

    public ReviewedContext ToContext() => new(new Signature(App, Host, Path, Repository, Branch, Directory, Title, Calendar, InCall), Ms, Hash);
}

/// <summary>A row of enrichment.review_event.</summary>
internal sealed class ReviewRow
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public int UserId { get; set; }
    public Guid Id { get; set; }
    public DateOnly Day { get; set; }
    public Guid EntryId { get; set; }
    public short Verb { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset EndedAt { get; set; }
    public short FromKind { get; set; }
    public Guid? FromProjectId { get; set; }
    public Guid? FromTaskId { get; set; }
    public double FromConfidence { get; set; }
    public short FromStage { get; set; }
    public Guid? RuleId { get; set; }
    public int? RuleVersion { get; set; }
    public short ToKind { get; set; }
    public Guid? ToProjectId { get; set; }
    public Guid? ToTaskId { get; set; }
    public string Contexts { get; set; } = "[]";
    public Guid? UndoOf { get; set; }

    public static ReviewRow Of(ReviewEvent review) => new()
    {
        UserId = review.UserId, Id = review.Id, Day = review.Day, EntryId = review.EntryId, Verb = (short)review.Verb, At = review.At,
        StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(review.StartMs), EndedAt = DateTimeOffset.FromUnixTimeMilliseconds(review.EndMs),
        FromKind = (short)review.From.Kind, FromProjectId = review.From.ProjectId, FromTaskId = review.From.TaskId, FromConfidence = review.Confidence,
        FromStage = (short)review.Stage, RuleId = review.Rule?.Id, RuleVersion = review.Rule?.Version, ToKind = (short)review.To.Kind,
        ToProjectId = review.To.ProjectId, ToTaskId = review.To.TaskId, Contexts = JsonSerializer.Serialize(review.Contexts.Select(StoredContext.Of), Json),
        UndoOf = review.UndoOf,
    };

    public ReviewEvent ToEvent() => new(
        UserId, Id, Day, EntryId, (ReviewVerb)Verb, At, StartedAt.ToUnixTimeMilliseconds(), EndedAt.ToUnixTimeMilliseconds(),
        new Meaning((BlockKind)FromKind, FromProjectId, FromTaskId), FromConfidence, (LabelStage)FromStage,
        RuleId is { } rule && RuleVersion is { } version ? (rule, version) : null, new Meaning((BlockKind)ToKind, ToProjectId, ToTaskId),
        [.. JsonSerializer.Deserialize<StoredContext[]>(Contexts, Json)!.Select(context => context.ToContext())], UndoOf);
}

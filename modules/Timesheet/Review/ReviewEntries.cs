using System.Security.Claims;
using System.Text.Json.Serialization;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Checks;
using Daybook.Timesheet.Entries;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Timesheet.Review;

/// <summary>
/// POST /api/v1/entries/bulk: one decision about up to 500 entries, one answer for each, in the order asked; a filter in the place of ids
/// takes what it finds, in order of time.
/// </summary>
internal static class ReviewEntries
{
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/entries/bulk", Handle).RequireAuthorization(Policies.Write).WithName(nameof(ReviewEntries)).WithTags("Timesheet");

    private static async Task<Results<Ok<BulkAnswer>, ProblemHttpResult>> Handle(
        BulkRequest request, ClaimsPrincipal principal, UserQueries users, Decisions decisions, ReviewDesk desk, ReviewPlanner planner,
        EntryReader reader, RefBooks books, TimeProvider time, CancellationToken ct)
    {
        var caller = Caller.Of(principal);
        if (await users.FindAsync(caller.UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        if (request.Filter is null && request.Ids is not { Count: > 0 }) errors.Add("ids", "required");
        else if (request.Filter is not null && request.Ids is not null) errors.Add("filter", "not-allowed");
        else if (request.Ids?.Count > Most) errors.Add("ids", "too-long");
        if (string.IsNullOrEmpty(request.Action)) errors.Add("action", "required");
        var decision = await decisions.ReadAsync(user.UserId, request.Decision, errors, ct);
        var filter = request.Filter?.Read(user.Clock, DateRange.Today(user.Clock, time), Most + 1, errors);
        if (errors.Any) return errors.Answer();

        var texts = request.Ids ?? [];
        if (filter is not null)
        {
            texts = [.. (await reader.ListAsync(user.UserId, filter, ct)).Select(entry => entry.Id.ToString())];
            if (texts.Count > Most) return FieldErrors.Answer("filter", "too-long");
            if (texts.Count == 0) return TypedResults.Ok(new BulkAnswer([]));
        }

        var ids = texts.Select(text => Guid.TryParse(text, out var id) ? id : (Guid?)null).ToArray();
        var known = ids.OfType<Guid>().Distinct().ToArray();
        var outcomes = (await desk.ChangeAsync(user, (tx, stop) => planner.DecideAsync(tx, user, known, decision, stop), ct)).ToDictionary(o => o.Id);
        var refs = await books.ForAsync(outcomes.Values.Select(outcome => outcome.Entry).OfType<TimeEntry>(), ct);
        return TypedResults.Ok(new BulkAnswer([.. ids.Select((id, i) => Result(texts[i], id is { } one ? outcomes[one] : null, user, refs))]));
    }

    private static BulkResult Result(string? id, Outcome? outcome, UserSettings user, RefBook refs)
    {
        if (outcome?.Entry is { } entry) return new BulkResult(id ?? "", true, EntryView.Of(entry, user.Clock, refs) with { Taught = TaughtView.Of(outcome.Taught) }, null);
        var refusal = outcome?.Refusal ?? Refusal.Unknown;
        return new BulkResult(id ?? "", false, null, new ItemProblem("/problems/" + refusal.Slug, refusal.Title, refusal.Status));
    }

    internal sealed record BulkRequest
    {
        public IReadOnlyList<string?>? Ids { get; init; }

        /// <summary>In the place of ids.</summary>
        public BulkFilter? Filter { get; init; }

        /// <summary>confirm, correct, dismiss or undo.</summary>
        public string? Action { get; init { field = value; Decision = Decision with { Action = value }; } }

        public string? ProjectId { get; init { field = value; Decision = Decision with { ProjectId = value }; } }

        public string? TaskId { get; init { field = value; Decision = Decision with { TaskId = value }; } }

        /// <summary>work, neutral or personal.</summary>
        public string? Kind { get; init { field = value; Decision = Decision with { Kind = value }; } }

        [JsonIgnore]
        public DecisionRequest Decision { get; private init; } = new();
    }

    internal sealed record BulkAnswer(IReadOnlyList<BulkResult> Results);

    internal sealed record BulkResult(string Id, bool Ok, EntryView? Entry, ItemProblem? Problem);

    internal sealed record ItemProblem(string Type, string Title, int Status);
}

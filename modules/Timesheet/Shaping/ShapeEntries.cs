using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Timesheet.Entries;
using Daybook.Timesheet.Review;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Timesheet.Shaping;

/// <summary>
/// POST /api/v1/entries/{id}/split: two entries in the place of one. POST /api/v1/entries/merge: one in the place of several that follow
/// on one another. POST /api/v1/entries/shapes/{id}/undo takes either back, as long as the entries are as it left them.
/// </summary>
internal static class ShapeEntries
{
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/entries/{id:guid}/split", Split).RequireAuthorization(Policies.Write).WithName("SplitEntry").WithTags("Timesheet");
        routes.MapPost("/api/v1/entries/merge", Merge).RequireAuthorization(Policies.Write).WithName("MergeEntries").WithTags("Timesheet");
        routes.MapPost("/api/v1/entries/shapes/{id:guid}/undo", Undo).RequireAuthorization(Policies.Write).WithName("UndoShape").WithTags("Timesheet");
    }

    private static async Task<Results<Ok<ShapeAnswer>, ProblemHttpResult>> Split(
        Guid id, SplitBody request, ClaimsPrincipal principal, UserQueries users, ReviewDesk desk, ShapePlanner planner, ShapeReader reader, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        if (string.IsNullOrEmpty(request.At)) errors.Add("at", "required");
        var at = errors.Instant("at", request.At);
        if (errors.Any) return errors.Answer();
        var (shape, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        return await CarryOutAsync(user, shape, desk, reader, (tx, stop) => planner.SplitAsync(tx, user, id, at!.Value, shape, second, stop), ct);
    }

    private static async Task<Results<Ok<ShapeAnswer>, ProblemHttpResult>> Merge(
        MergeBody request, ClaimsPrincipal principal, UserQueries users, ReviewDesk desk, ShapePlanner planner, ShapeReader reader, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        var errors = new FieldErrors();
        var ids = (request.Ids ?? []).Select(text => errors.Id("ids", text)).OfType<Guid>().Distinct().ToArray();
        if (ids.Length < 2) errors.Add("ids", "required");
        else if (ids.Length > Most) errors.Add("ids", "too-long");
        if (errors.Any) return errors.Answer();
        var shape = Guid.CreateVersion7();
        return await CarryOutAsync(user, shape, desk, reader, (tx, stop) => planner.MergeAsync(tx, user, ids, shape, stop), ct);
    }

    private static async Task<Results<Ok<ShapeAnswer>, ProblemHttpResult>> Undo(
        Guid id, ClaimsPrincipal principal, UserQueries users, ReviewDesk desk, ShapePlanner planner, ShapeReader reader, CancellationToken ct)
    {
        if (await users.FindAsync(Caller.Of(principal).UserId, ct) is not { } user) return Problem.NotFound("user-unknown", "There is no such account.");
        return await CarryOutAsync(user, id, desk, reader, (tx, stop) => planner.UndoAsync(tx, user, id, stop), ct, undoable: false);
    }

    private static async Task<Results<Ok<ShapeAnswer>, ProblemHttpResult>> CarryOutAsync(
        UserSettings user, Guid shape, ReviewDesk desk, ShapeReader reader, Func<NpgsqlTransaction, CancellationToken, Task<ChangePlan>> plan,
        CancellationToken ct, bool undoable = true)
    {
        Stretch? where = null;
        var outcome = (await desk.ChangeAsync(user, async (tx, stop) =>
        {
            var found = await plan(tx, stop);
            where = found.Where ?? where;
            return found;
        }, ct))[0];
        if (outcome.Refusal is { } refusal) return refusal.Answer();
        return TypedResults.Ok(new ShapeAnswer(undoable ? shape : null, await reader.InAsync(user, where!.Value, ct)));
    }

    /// <param name="At">The instant at which the second part begins, RFC 3339 with its offset.</param>
    internal sealed record SplitBody(string? At = null);

    /// <param name="Ids">Two to fifty entries, each beginning where the one before ends.</param>
    internal sealed record MergeBody(IReadOnlyList<string?>? Ids = null);

    /// <param name="ShapeId">POST /api/v1/entries/shapes/{shape_id}/undo takes it back; null after that.</param>
    /// <param name="Entries">What is there now.</param>
    internal sealed record ShapeAnswer(Guid? ShapeId, IReadOnlyList<EntryView> Entries);
}

/// <summary>Reads what a split or merge left.</summary>
internal sealed class ShapeReader(EntryReader entries, RefBooks books)
{
    public async Task<IReadOnlyList<EntryView>> InAsync(UserSettings user, Stretch where, CancellationToken ct)
    {
        var found = (await entries.ListAsync(user.UserId, new EntryFilter(where, null, null, null, null, 500), ct))
            .Where(entry => entry.StartMs >= where.StartMs && entry.EndMs <= where.EndMs).ToArray();
        var refs = await books.ForAsync(found, ct);
        return [.. found.Select(entry => EntryView.Of(entry, user.Clock, refs))];
    }
}

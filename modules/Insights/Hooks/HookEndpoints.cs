using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Daybook.Insights.Outbox;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Hooks;

/// <summary>/api/v1/me/webhooks: the caller's own; list, create, change, delete, and a call to try one.</summary>
internal static class HookEndpoints
{
    private const string Path = "/api/v1/me/webhooks";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ListAsync).RequireAuthorization(Policies.Read).WithName("ListWebhooks").WithTags("notifications");
        routes.MapPost(Path, CreateAsync).RequireAuthorization(Policies.Write).WithName("CreateWebhook").WithTags("notifications");
        routes.MapPatch(Path + "/{id:guid}", ChangeAsync).RequireAuthorization(Policies.Write).WithName("ChangeWebhook").WithTags("notifications");
        routes.MapDelete(Path + "/{id:guid}", DeleteAsync).RequireAuthorization(Policies.Write).WithName("DeleteWebhook").WithTags("notifications");
        routes.MapPost(Path + "/{id:guid}/test", TestAsync).RequireAuthorization(Policies.Write).WithName("TestWebhook").WithTags("notifications");
    }

    internal sealed record CreateRequest(string? Url);

    internal sealed record ChangeRequest(string? Url, bool? Enabled);

    /// <param name="LastError">A stable word; null when the last call went well, or there was none.</param>
    internal sealed record HookView(Guid Id, string Url, bool Enabled, DateTimeOffset CreatedAt, DateTimeOffset? LastAt, string? LastError);

    /// <param name="Secret">Signs every call; shown this once.</param>
    internal sealed record Made(Guid Id, string Url, string Secret);

    internal sealed record Answer(IReadOnlyList<HookView> Items, string? Next);

    internal sealed record TestAnswer(bool Ok, string? Error);

    private static async Task<Ok<Answer>> ListAsync(ClaimsPrincipal principal, HookStore hooks, CancellationToken ct) =>
        TypedResults.Ok(new Answer([.. (await hooks.ListAsync(Caller.Of(principal).UserId, ct)).Select(View)], null));

    private static async Task<Results<Created<Made>, ProblemHttpResult>> CreateAsync(
        CreateRequest request, ClaimsPrincipal principal, HookStore hooks, HookPost post, Db db, TimeProvider time, CancellationToken ct)
    {
        if (post.Judge(request.Url, out var url) is { } wrong) return FieldErrors.Answer("url", wrong);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var secret = "dbw_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var added = await db.InTransactionAsync(tx => hooks.AddAsync(tx, Caller.Of(principal).UserId, id, url!, secret, time.GetUtcNow(), ct), ct);
        if (!added) return Problem.Conflict("too-many-webhooks", "A person can have five webhooks.");
        return TypedResults.Created($"{Path}/{id}", new Made(id, url!.AbsoluteUri, secret));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
        Guid id, ChangeRequest request, ClaimsPrincipal principal, HookStore hooks, HookPost post, Db db, CancellationToken ct)
    {
        Uri? url = null;
        if (request.Url is not null && post.Judge(request.Url, out url) is { } wrong) return FieldErrors.Answer("url", wrong);
        var changed = await db.InTransactionAsync(tx => hooks.ChangeAsync(tx, Caller.Of(principal).UserId, id, url, request.Enabled, ct), ct);
        return changed ? TypedResults.NoContent() : Unknown();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, ClaimsPrincipal principal, HookStore hooks, Db db, CancellationToken ct) =>
        await db.InTransactionAsync(tx => hooks.DeleteAsync(tx, Caller.Of(principal).UserId, id, ct), ct) ? TypedResults.NoContent() : Unknown();

    private static async Task<Results<Ok<TestAnswer>, ProblemHttpResult>> TestAsync(
        Guid id, ClaimsPrincipal principal, HookStore hooks, HookPost post, TimeProvider time, CancellationToken ct)
    {
        var userId = Caller.Of(principal).UserId;
        string? error = null;
        try
        {
            if (await hooks.OpenAsync(userId, id, ct) is not { } known) return Unknown();
            await post.SendAsync(known.Hook.Url, known.Secret, Guid.CreateVersion7(time.GetUtcNow()), """{"event":"test","insights":[]}""", ct);
        }
        catch (PostFailure failure)
        {
            error = failure.Reason;
        }

        await hooks.NoteAsync(userId, id, error, time.GetUtcNow(), ct);
        return TypedResults.Ok(new TestAnswer(error is null, error));
    }

    private static ProblemHttpResult Unknown() => Problem.NotFound("webhook-unknown", "There is no such webhook.");

    private static HookView View(Hook hook) => new(hook.Id, hook.Url.AbsoluteUri, hook.Enabled, hook.CreatedAt, hook.LastAt, hook.LastError);
}

using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Ai;

/// <summary>PUT /api/v1/admin/ai: the workspace's model. The latest days of its members are looked at anew.</summary>
internal static class ReplaceModel
{
    /// <summary>Days that are asked about when a model comes or changes; older ones keep what they have.</summary>
    internal const int LastDays = 7;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/admin/ai", Handle).WithName(nameof(ReplaceModel)).WithTags("Models").RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<ModelView>, ProblemHttpResult>> Handle(
        ModelRequest request, ClaimsPrincipal user, ModelSettingsStore settings, Models models, MemberQueries members, DayFeed feed, Db db, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var errors = new FieldErrors();
        var model = request.Read(errors, caller.WorkspaceId, await settings.FindAsync(caller.WorkspaceId, ct));
        if (errors.Any) return errors.Answer();

        var people = await members.MembersOfAsync(caller.WorkspaceId, ct);
        await db.InTransactionAsync(async tx =>
        {
            await settings.WriteAsync(tx, model, ct);
            foreach (var person in people) await feed.TouchKnownAsync(tx, ModelSettingsStore.Feed, person, LastDays, ct);
        }, ct);
        return TypedResults.Ok(await ModelView.OfAsync(await settings.FindAsync(caller.WorkspaceId, ct), caller.WorkspaceId, caller.UserId, models, ct));
    }
}

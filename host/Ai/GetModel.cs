using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Ai;

/// <summary>GET /api/v1/admin/ai: the workspace's model, its budgets and what is spent of them. Off when there is none.</summary>
internal static class GetModel
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/admin/ai", Handle).WithName(nameof(GetModel)).WithTags("Models").RequireAuthorization(Policies.Admin);

    private static async Task<Ok<ModelView>> Handle(ClaimsPrincipal user, ModelSettingsStore settings, Models models, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        return TypedResults.Ok(await ModelView.OfAsync(await settings.FindAsync(caller.WorkspaceId, ct), caller.WorkspaceId, caller.UserId, models, ct));
    }
}

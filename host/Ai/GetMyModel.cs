using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Ai;

/// <summary>A person's own word on models, and what holds for them.</summary>
/// <param name="Mode">inherit, off or local.</param>
/// <param name="Effective">off, local or cloud.</param>
/// <param name="Reason">Why there is none: a stable word.</param>
internal sealed record MyModel(string Mode, string Effective, string? Reason, string? Model, string? Host)
{
    public static async Task<MyModel> OfAsync(int userId, ModelSettingsStore settings, MemberQueries members, CancellationToken ct)
    {
        var own = await settings.PersonAsync(userId, ct);
        var word = own is { } mode ? ModelView.Word(mode) : "inherit";
        try
        {
            var access = await settings.AccessAsync(userId, await members.WorkspacesOfAsync(userId, ct), ct);
            return new MyModel(word, ModelView.Word(access.Mode), access.Reason, access.Settings?.Model, access.Settings?.Host);
        }
        catch (ModelException unreadable)
        {
            return new MyModel(word, "off", unreadable.Reason, null, null);
        }
    }
}

/// <summary>GET /api/v1/me/ai</summary>
internal static class GetMyModel
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me/ai", Handle).WithName(nameof(GetMyModel)).WithTags("Models").RequireAuthorization(Policies.Read);

    private static async Task<Ok<MyModel>> Handle(ClaimsPrincipal user, ModelSettingsStore settings, MemberQueries members, CancellationToken ct) =>
        TypedResults.Ok(await MyModel.OfAsync(Caller.Of(user).UserId, settings, members, ct));
}

using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime.Lists;

/// <summary>GET users/{user}: who the key belongs to.</summary>
internal static class GetWakaUser
{
    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "GET", "users/{user}", Handle, Policies.EditorRead, nameof(GetWakaUser));

    internal sealed record WakaPerson(
        Guid Id, string Username, string DisplayName, string FullName, string Email, bool IsEmailPublic, bool IsEmailConfirmed, string? Photo,
        bool PhotoPublic, string Timezone, string Plan, bool HasPremiumFeatures, bool IsHireable, bool LanguagesUsedPublic, bool LoggedTimePublic,
        DateTimeOffset? LastHeartbeatAt, string? LastPluginName, string? LastProject, string? Website, string? Location);

    internal sealed record Answer(WakaPerson Data);

    private static async Task<Ok<Answer>> Handle(ClaimsPrincipal principal, UserQueries users, ProjectTimes times, CancellationToken ct)
    {
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var latest = await times.LatestAsync(user.UserId, ct);
        return TypedResults.Ok(new Answer(new WakaPerson(
            user.PublicId, user.Name, user.Name, user.Name, user.Email, false, true, null, false, user.TimeZone, "free", true, false, false, false,
            latest?.At, latest?.Tool, latest?.Project, null, null)));
    }
}

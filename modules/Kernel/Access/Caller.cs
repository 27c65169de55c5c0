using System.Globalization;
using System.Security.Claims;

namespace Daybook.Kernel.Access;

/// <summary>Who asks: read from the principal that sign-in made. Claim names are ours alone.</summary>
public sealed record Caller(int UserId, Guid WorkspaceId, string Role, int? DeviceId)
{
    public const string UserClaim = "daybook:user";
    public const string WorkspaceClaim = "daybook:workspace";
    public const string RoleClaim = "daybook:role";
    public const string DeviceClaim = "daybook:device";
    public const string ScopeClaim = "daybook:scope";

    /// <summary>The caller of an authorized endpoint. An endpoint behind a policy always has one.</summary>
    public static Caller Of(ClaimsPrincipal principal)
    {
        var user = principal.FindFirstValue(UserClaim) ?? throw new InvalidOperationException("The endpoint has no authorization policy.");
        return new Caller(
            int.Parse(user, CultureInfo.InvariantCulture),
            Guid.Parse(principal.FindFirstValue(WorkspaceClaim)!),
            principal.FindFirstValue(RoleClaim) ?? "member",
            principal.FindFirstValue(DeviceClaim) is { } device ? int.Parse(device, CultureInfo.InvariantCulture) : null);
    }
}

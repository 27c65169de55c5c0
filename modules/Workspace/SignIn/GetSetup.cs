using Daybook.Workspace.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.SignIn;

/// <summary>GET /api/v1/setup: whether the first run is still to be done, and whether it asks for the printed token.</summary>
internal static class GetSetup
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/setup", HandleAsync).WithName(nameof(GetSetup)).AllowAnonymous();

    internal sealed record Answer(bool Needed, bool TokenRequired);

    private static async Task<Ok<Answer>> HandleAsync(SetupStore setup, WorkspaceSettings settings, CancellationToken ct)
    {
        var needed = !await setup.IsDoneAsync(ct);
        return TypedResults.Ok(new Answer(needed, needed && settings.SetupToken is not null));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.SignIn;

/// <summary>GET /api/v1/auth/providers: the ways to sign in. Local accounts are always one of them.</summary>
internal static class ListProviders
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/auth/providers", Handle).WithName(nameof(ListProviders)).AllowAnonymous();

    internal sealed record Answer(bool Password, IReadOnlyList<string> Providers);

    private static Ok<Answer> Handle() => TypedResults.Ok(new Answer(true, []));
}

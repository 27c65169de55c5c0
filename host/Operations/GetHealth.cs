namespace Daybook.Host.Operations;

/// <summary>GET /healthz: the process is alive. Says nothing of what it stands on.</summary>
internal static class GetHealth
{
    internal sealed record Answer(string Status);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", () => TypedResults.Ok(new Answer("alive"))).WithName(nameof(GetHealth)).AllowAnonymous();
}

namespace Daybook.Host.Operations;

/// <summary>GET /metrics: Prometheus text format. Counts and times only, never a person's content.</summary>
internal static class GetMetrics
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (Metrics metrics) => TypedResults.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8"))
            .WithName(nameof(GetMetrics)).AllowAnonymous().ExcludeFromDescription();
}

using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Tracker;

/// <summary>GET projects: those a device may be enrolled into.</summary>
internal static class ListTrackerProjects
{
    /// <param name="Slug">The project's key in small letters, or its id where it has none.</param>
    internal sealed record Item(Guid Id, string Name, string Slug);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/tracker/projects", HandleAsync)
        .WithName("ListTrackerProjects").WithTags("tracker").RequireAuthorization(Policies.Ingest);

    private static async Task<Ok<Item[]>> HandleAsync(ClaimsPrincipal user, CatalogQueries catalog, CancellationToken ct)
    {
        var all = await catalog.ForUserAsync(Caller.Of(user).UserId, ct);
        return TypedResults.Ok(all.Projects.Where(project => project.TrackerEnabled && !project.Archived)
            .Select(project => new Item(project.Id, project.Name, project.Key?.ToLowerInvariant() ?? project.Id.ToString())).ToArray());
    }
}

using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Projects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Repositories;

/// <summary>DELETE /api/v1/repositories/{repository}: the name as it is, slashes plain or as %2F.</summary>
internal static class UnmapRepository
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/repositories/{**repository}", HandleAsync).WithName(nameof(UnmapRepository)).RequireAuthorization(Policies.Write);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string? repository, ClaimsPrincipal user, Db db, RepositoryStore repositories, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var name = (repository ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (name.Length is 0 or > MapRepository.NameLength || name.Contains('\0', StringComparison.Ordinal)) return Unknown();
        if ((await ListRepositories.ReadAsync(db, caller, name, ct)).Count == 0) return Unknown();
        await db.InTransactionAsync(async tx =>
        {
            if (await repositories.RemoveAsync(tx, caller.WorkspaceId, name, ct) is { } project) await catalog.OfProjectAsync(tx, project, ct);
        }, ct);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Unknown() => Problem.NotFound("repository-unknown", "This repository is not mapped to a project.");
}

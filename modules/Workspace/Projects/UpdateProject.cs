using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Checks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Daybook.Workspace.Projects;

/// <summary>PATCH /api/v1/projects/{id}: changes what is named; an empty key takes the key away.</summary>
internal static class UpdateProject
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/projects/{id:guid}", HandleAsync).WithName(nameof(UpdateProject)).RequireAuthorization(Policies.Write);

    internal sealed record Request(string? Name, string? Key, string? Color, bool? TrackerEnabled, bool? Everyone, bool? Archived);

    private static async Task<Results<Ok<ProjectItem>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ClaimsPrincipal user, Db db, ProjectStore projects, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if ((await ListProjects.ReadAsync(db, caller, id, true, ct)).Count == 0) return ProjectRules.Unknown();
        if (!ProjectRules.MayManage(caller)) return ProjectRules.NotYours();
        var errors = new FieldErrors();
        var name = request.Name is null ? null : errors.Text("name", request.Name, ProjectRules.NameLength);
        var key = ProjectRules.Key(errors, request.Key);
        var color = request.Color is null ? null : errors.Color("color", request.Color);
        if (request.Color is not null && color is null) errors.Add("color", "required");
        if (errors.Any) return errors.Answer();

        try
        {
            await db.InTransactionAsync(async tx =>
            {
                if (await projects.LockAsync(tx, caller.WorkspaceId, id, ct) is not { } old) return;
                var before = await catalog.MembersAsync(tx, id, ct);
                await projects.UpdateAsync(tx, id, new ProjectFields
                {
                    Name = name ?? old.Name,
                    Key = request.Key is null ? old.Key : key,
                    Color = color ?? old.Color,
                    TrackerEnabled = request.TrackerEnabled ?? old.TrackerEnabled,
                    Everyone = request.Everyone ?? old.Everyone,
                    Archived = request.Archived ?? old.Archived,
                }, ct);
                await catalog.OfPeopleAsync(tx, [.. before, .. await catalog.MembersAsync(tx, id, ct)], ct);
            }, ct);
        }
        catch (PostgresException error) when (ProjectStore.TakenField(error) is { } field)
        {
            return FieldErrors.Answer(field, "taken");
        }

        return TypedResults.Ok((await ListProjects.ReadAsync(db, caller, id, true, ct))[0]);
    }
}

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

/// <summary>POST /api/v1/projects. Unless everyone in the workspace is a member, the one who makes it is the first.</summary>
internal static class CreateProject
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/projects", HandleAsync).WithName(nameof(CreateProject)).RequireAuthorization(Policies.Write);

    internal sealed record Request(string? Name, string? Key, string? Color, bool? TrackerEnabled, bool? Everyone);

    private static async Task<Results<Created<ProjectItem>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, Db db, ProjectStore projects, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (!ProjectRules.MayManage(caller)) return ProjectRules.NotYours();
        var errors = new FieldErrors();
        var project = new ProjectFields
        {
            Name = errors.Text("name", request.Name, ProjectRules.NameLength),
            Key = ProjectRules.Key(errors, request.Key),
            Color = errors.Color("color", request.Color) ?? "",
            TrackerEnabled = request.TrackerEnabled ?? true,
            Everyone = request.Everyone ?? true,
        };
        if (errors.Any) return errors.Answer();

        Guid made;
        try
        {
            made = await db.InTransactionAsync(async tx =>
            {
                var (id, _) = await projects.AddAsync(tx, caller.WorkspaceId, project, ct);
                if (!project.Everyone) await projects.AddMemberAsync(tx, id, caller.UserId, ct);
                await catalog.OfProjectAsync(tx, id, ct);
                return id;
            }, ct);
        }
        catch (PostgresException error) when (ProjectStore.TakenField(error) is { } field)
        {
            return FieldErrors.Answer(field, "taken");
        }

        return TypedResults.Created((string?)null, (await ListProjects.ReadAsync(db, caller, made, true, ct))[0]);
    }
}

using System.Security.Claims;
using Dapper;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Workspace.Projects;

/// <summary>GET, POST /api/v1/projects/{id}/members and DELETE …/members/{user_id}: who works in a project that is not for everyone.</summary>
internal static class ProjectMembers
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/projects/{id:guid}/members", ListAsync).WithName("ListProjectMembers").RequireAuthorization(Policies.Read);
        routes.MapPost("/api/v1/projects/{id:guid}/members", AddAsync).WithName("AddProjectMember").RequireAuthorization(Policies.Write);
        routes.MapDelete("/api/v1/projects/{id:guid}/members/{user_id:guid}", RemoveAsync)
            .WithName("RemoveProjectMember").RequireAuthorization(Policies.Write);
    }

    internal sealed record Request(Guid? UserId);

    internal sealed record Item
    {
        public Guid UserId { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Role { get; init; } = "";
    }

    internal sealed record Answer(bool Everyone, IReadOnlyList<Item> Items, string? Next);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> ListAsync(Guid id, ClaimsPrincipal user, Db db, CancellationToken ct)
    {
        if ((await ListProjects.ReadAsync(db, Caller.Of(user), id, true, ct)) is not [var project]) return ProjectRules.Unknown();
        await using var connection = await db.OpenAsync(ct);
        var items = await connection.QueryAsync<Item>(new CommandDefinition(SelectMembers, new { id }, cancellationToken: ct));
        return TypedResults.Ok(new Answer(project.Everyone, [.. items], null));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AddAsync(
        Guid id, Request request, ClaimsPrincipal user, Db db, ProjectStore projects, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if ((await ListProjects.ReadAsync(db, caller, id, true, ct)).Count == 0) return ProjectRules.Unknown();
        if (!ProjectRules.MayManage(caller)) return ProjectRules.NotYours();
        if (request.UserId is not { } person) return FieldErrors.Answer("user_id", "required");
        if (await FindAsync(db, caller.WorkspaceId, person, ct) is not { } userId) return FieldErrors.Answer("user_id", "unknown");
        await db.InTransactionAsync(async tx =>
        {
            await projects.AddMemberAsync(tx, id, userId, ct);
            await catalog.OfPeopleAsync(tx, [userId], ct);
        }, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "user_id")] Guid person,
        ClaimsPrincipal user, Db db, ProjectStore projects, CatalogTouch catalog, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if ((await ListProjects.ReadAsync(db, caller, id, true, ct)).Count == 0) return ProjectRules.Unknown();
        if (!ProjectRules.MayManage(caller)) return ProjectRules.NotYours();
        var removed = await FindAsync(db, caller.WorkspaceId, person, ct) is { } userId && await db.InTransactionAsync(async tx =>
        {
            var done = await projects.RemoveMemberAsync(tx, id, userId, ct);
            if (done) await catalog.OfPeopleAsync(tx, [userId], ct);
            return done;
        }, ct);
        return removed ? TypedResults.NoContent() : Problem.NotFound("member-unknown", "There is no such member in this project.");
    }

    private static async Task<int?> FindAsync(Db db, Guid workspaceId, Guid person, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(FindPerson, new { workspaceId, person }, cancellationToken: ct));
    }

    private const string SelectMembers = """
        select u.id as user_id, u.name, u.email, m.role
        from workspace.project_access a
        join workspace.user u on u.user_id = a.user_id
        join workspace.member m on m.user_id = a.user_id and m.workspace_id = a.workspace_id
        where a.project_id = @id
        order by lower(u.name), u.id
        """;

    private const string FindPerson = """
        select m.user_id from workspace.member m join workspace.user u on u.user_id = m.user_id
        where m.workspace_id = @workspaceId and u.id = @person
        """;
}

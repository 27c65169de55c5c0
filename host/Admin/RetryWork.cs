using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Admin;

/// <summary>POST /api/v1/admin/work/retry: parked days of members try again; a field left out means any.</summary>
internal static class RetryWork
{
    internal sealed record Request(string? Stage = null, Guid? UserId = null, DateOnly? Day = null);

    internal sealed record Answer(int Retried);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/admin/work/retry", Handle).WithName(nameof(RetryWork)).WithTags("admin").RequireAuthorization(Policies.Admin);

    private static async Task<Ok<Answer>> Handle(
        Request request, ClaimsPrincipal user, DayWorkAdmin work, MemberQueries members, UserQueries users, CancellationToken ct)
    {
        var retried = 0;
        foreach (var person in await WorkPerson.OfAsync(members, users, Caller.Of(user).WorkspaceId, ct))
            if (request.UserId is null || request.UserId == person.PublicId)
                retried += await work.RetryAsync(request.Stage, person.UserId, request.Day, ct);
        return TypedResults.Ok(new Answer(retried));
    }
}

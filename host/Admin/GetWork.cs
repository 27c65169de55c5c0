using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Days;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Admin;

/// <summary>GET /api/v1/admin/work: how much waits for derivation, and the days of members that gave up, with their reasons.</summary>
internal static class GetWork
{
    internal sealed record Parked(string Stage, Guid UserId, string User, DateOnly Day, int Attempts, string Error, DateTimeOffset ParkedAt);

    internal sealed record Answer(long Pending, long Running, IReadOnlyList<Parked> Parked);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/admin/work", Handle).WithName(nameof(GetWork)).WithTags("admin").RequireAuthorization(Policies.Admin);

    private static async Task<Ok<Answer>> Handle(ClaimsPrincipal user, DayWorkAdmin work, MemberQueries members, UserQueries users, CancellationToken ct)
    {
        var people = (await WorkPerson.OfAsync(members, users, Caller.Of(user).WorkspaceId, ct)).ToDictionary(person => person.UserId);
        var summary = await work.SummaryAsync([.. people.Keys], ct);
        return TypedResults.Ok(new Answer(summary.Pending, summary.Running,
            [.. summary.Parked.Select(day => new Parked(
                day.Stage, people[day.UserId].PublicId, people[day.UserId].Name, day.Day, day.Attempts, day.Error, day.ParkedAt))]));
    }
}

using System.Globalization;
using System.Security.Claims;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime.Lists;

/// <summary>GET users/{user}/projects[?q], and one by its id or name.</summary>
internal static class ListWakaProjects
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/projects", Handle, Policies.EditorRead, nameof(ListWakaProjects));
        WakaTimeRoutes.Map(routes, "GET", "users/{user}/projects/{id}", HandleOne, Policies.EditorRead, "GetWakaProject");
    }

    internal sealed record WakaProject(
        string Id, string Name, string? Repository, string? Badge, string? Color, bool HasPublicUrl, DateTimeOffset CreatedAt,
        DateTimeOffset FirstHeartbeatAt, string HumanReadableFirstHeartbeatAt, DateTimeOffset LastHeartbeatAt, string HumanReadableLastHeartbeatAt,
        string Url, string UrlencodedName);

    internal sealed record Answer(IReadOnlyList<WakaProject> Data, int Total, int TotalPages, int Page, int? NextPage, int? PrevPage);

    internal sealed record AnswerOne(WakaProject Data);

    private static async Task<Ok<Answer>> Handle(string? q, string? page, ClaimsPrincipal principal, ProjectTimes times, CancellationToken ct)
    {
        var found = (await times.AllAsync(Caller.Of(principal).UserId, ct))
            .Where(project => string.IsNullOrEmpty(q) || project.Name.Contains(q, StringComparison.OrdinalIgnoreCase)).ToList();
        var pages = Math.Max(1, (found.Count + PageSize - 1) / PageSize);
        var at = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, pages) : 1;
        return TypedResults.Ok(new Answer(
            [.. found.Skip((at - 1) * PageSize).Take(PageSize).Select(Shape)], found.Count, pages, at, at < pages ? at + 1 : null, at > 1 ? at - 1 : null));
    }

    private static async Task<Results<Ok<AnswerOne>, JsonHttpResult<WakaError>>> HandleOne(
        string id, ClaimsPrincipal principal, ProjectTimes times, CancellationToken ct)
    {
        var found = (await times.AllAsync(Caller.Of(principal).UserId, ct)).Select(Shape)
            .FirstOrDefault(project => string.Equals(project.Name, id, StringComparison.Ordinal) || string.Equals(project.Id, id, StringComparison.OrdinalIgnoreCase));
        return found is null ? WakaError.Of(StatusCodes.Status404NotFound, "There is no such project.") : TypedResults.Ok(new AnswerOne(found));
    }

    private static WakaProject Shape(ProjectTime project)
    {
        var encoded = Uri.EscapeDataString(project.Name);
        return new WakaProject(
            StableIds.Of("project", project.Name), project.Name, null, null, null, false, project.First,
            project.First, Words(project.First), project.Last, Words(project.Last), "/projects/" + encoded, encoded);
    }

    private static string Words(DateTimeOffset at) => at.UtcDateTime.ToString("MMM d, yyyy", CultureInfo.InvariantCulture);
}

using System.Security.Claims;
using System.Text.Json;
using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.WakaTime;

/// <summary>POST users/{user}/file_experts {entity, project?}: who knows a file best. Here everybody sees themselves alone: their time on it.</summary>
internal static class FindFileExperts
{
    private const int LongestBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        WakaTimeRoutes.Map(routes, "POST", "users/{user}/file_experts", Handle, Policies.EditorRead, nameof(FindFileExperts));

    internal sealed record ExpertTotal(string Decimal, string Digital, string Text, double TotalSeconds);

    internal sealed record ExpertPerson(Guid Id, bool IsCurrentUser, string LongName, string Name);

    internal sealed record FileExpert(ExpertTotal Total, ExpertPerson User);

    internal sealed record Answer(IReadOnlyList<FileExpert> Data);

    private static async Task<Results<Ok<Answer>, JsonHttpResult<WakaError>>> Handle(
        HttpRequest request, ClaimsPrincipal principal, UserQueries users, StatQueries stats, CapturePrivacy privacy, CancellationToken ct)
    {
        if (await EntityAsync(request, ct) is not { Length: > 0 } entity) return WakaError.Bad("Please say an entity.");
        var user = await WakaAsk.UserAsync(principal, users, ct);
        var total = new TimeText(await TotalAsync(user.UserId, await privacy.StoredPathAsync(user.UserId, entity, ct), stats, ct));
        return TypedResults.Ok(new Answer(
            [new FileExpert(new ExpertTotal(total.Decimal, total.Digital, total.Text, total.TotalSeconds), new ExpertPerson(user.PublicId, true, user.Name, user.Name))]));
    }

    private static async Task<long> TotalAsync(int userId, string entity, StatQueries stats, CancellationToken ct)
    {
        if (await stats.KnownDaysAsync(userId, ct) is not (var first, var last)) return 0;
        var settings = await stats.SettingsAsync(userId, ct);
        var question = new StatQuestion(userId, first, last, StatStream.Tools, settings.Mode, [new StatFilter(Dimension.File, [entity])]);
        return (await stats.DaysAsync(question, ct)).Sum(day => day.Ms);
    }

    // Clients do not agree on what they call the body's type, so it is not asked for.
    private static async Task<string?> EntityAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > LongestBody) return null;
        try
        {
            using var body = new MemoryStream();
            var buffer = new byte[8192];
            for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
            {
                if (body.Length + read > LongestBody) return null;
                body.Write(buffer, 0, read);
            }

            using var json = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("entity", out var entity)
                && entity.ValueKind == JsonValueKind.String ? entity.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

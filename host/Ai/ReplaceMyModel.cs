using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Host.Ai;

/// <summary>PUT /api/v1/me/ai: a person may keep their days from models, or from models elsewhere; nobody can allow more than their workspaces do.</summary>
internal static class ReplaceMyModel
{
    private static readonly string[] Modes = ["inherit", "off", "local"];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/api/v1/me/ai", Handle).WithName(nameof(ReplaceMyModel)).WithTags("Models").RequireAuthorization(Policies.Write);

    internal sealed record Request(string? Mode);

    private static async Task<Results<Ok<MyModel>, ProblemHttpResult>> Handle(
        Request request, ClaimsPrincipal user, ModelSettingsStore settings, MemberQueries members, DayFeed feed, Db db, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        var errors = new FieldErrors();
        AiMode? mode = errors.OneOf("mode", request.Mode, Modes) switch { "off" => AiMode.Off, "local" => AiMode.Local, _ => null };
        if (errors.Any) return errors.Answer();

        await db.InTransactionAsync(async tx =>
        {
            await settings.WritePersonAsync(tx, caller.UserId, mode, ct);
            if (mode != AiMode.Off) await feed.TouchKnownAsync(tx, ModelSettingsStore.Feed, caller.UserId, ReplaceModel.LastDays, ct);
        }, ct);
        return TypedResults.Ok(await MyModel.OfAsync(caller.UserId, settings, members, ct));
    }
}

using System.Security.Claims;
using System.Text.Json;
using Daybook.Enrichment.Asking;
using Daybook.Enrichment.Days;
using Daybook.Kernel.Access;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Days;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Enrichment.DayViews;

/// <summary>GET /api/v1/me/ai/preview?date=: exactly what a model would be told about a day, whether or not there is one.</summary>
internal static class PreviewRequest
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me/ai/preview", Handle).RequireAuthorization(Policies.Read).WithName(nameof(PreviewRequest)).WithTags("Models");

    /// <param name="Mode">off, local or cloud: what holds for the person.</param>
    /// <param name="Reason">Why nothing would be sent: a stable word.</param>
    /// <param name="Request">The message, byte for byte what would leave; null when there is nothing to ask.</param>
    /// <param name="System">What the model is told before it, always the same.</param>
    /// <param name="Redactions">How many texts of each class were replaced.</param>
    /// <param name="Withheld">Contexts that are kept back because they talk to a model.</param>
    internal sealed record Answer(
        string Mode, bool WouldSend, string? Reason, string? Host, string? Model, JsonElement? Request, string System, int Items,
        IReadOnlyDictionary<string, int> Redactions, int Withheld);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        string? date, ClaimsPrincipal principal, DayLoader loader, ModelStates states, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var day = errors.Date("date", date);
        if (day is null && !errors.Any) errors.Add("date", "required");
        if (errors.Any) return errors.Answer();

        var userId = Caller.Of(principal).UserId;
        var access = await AccessAsync(states, userId, ct);
        var inputs = await loader.LoadAsync(new UserDay(userId, day!.Value), ct);
        var questions = inputs is null ? null : Questions.Read(inputs);
        var request = questions is null ? null : AskRequest.Of(questions, [.. questions.Questions.Take(access.Settings?.MaxItems ?? ModelSettings.MostItems)]);
        var some = request is { Items.Count: > 0 };
        return TypedResults.Ok(new Answer(
            access.Mode.ToString().ToLowerInvariant(), access.Settings is not null && some, access.Reason ?? (some ? null : "nothing-to-ask"),
            access.Settings?.Host, access.Settings?.Model, some ? JsonSerializer.Deserialize<JsonElement>(request!.Message) : null, AskRequest.System,
            request?.Items.Count ?? 0, request?.Redactions ?? new Dictionary<string, int>(StringComparer.Ordinal), request?.Withheld ?? 0));
    }

    private static async Task<ModelAccess> AccessAsync(ModelStates states, int userId, CancellationToken ct)
    {
        try
        {
            return await states.AccessAsync(userId, ct);
        }
        catch (ModelException unreadable)
        {
            return new ModelAccess(AiMode.Off, null, unreadable.Reason);
        }
    }
}

using System.Diagnostics;
using System.Security.Claims;
using System.Text.Json;
using Daybook.Kernel.Access;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.AI;

namespace Daybook.Host.Ai;

/// <summary>POST /api/v1/admin/ai/test: one small question to the stored model, or to the one in the body before it is stored. Nothing of anybody's day is in it.</summary>
internal static class TestModel
{
    private const string Purpose = "test";

    private static readonly JsonElement Schema = JsonSerializer.Deserialize<JsonElement>(
        """{"type":"object","additionalProperties":false,"required":["ok"],"properties":{"ok":{"type":"boolean","enum":[true]}}}""");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/admin/ai/test", Handle).WithName(nameof(TestModel)).WithTags("Models").RequireAuthorization(Policies.Admin);

    /// <param name="Error">A stable word; null when it answered as it was asked to.</param>
    internal sealed record Answer(bool Ok, string Model, long Ms, string? Error);

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> Handle(
        ModelRequest? request, ClaimsPrincipal user, ModelSettingsStore settings, Models models, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        try
        {
            var stored = await settings.OpenAsync(caller.WorkspaceId, ct);
            if (request is null) return await AskAsync(stored, caller, models, ct);

            var errors = new FieldErrors();
            var tried = request.Read(errors, caller.WorkspaceId, await settings.FindAsync(caller.WorkspaceId, ct));
            return errors.Any ? errors.Answer() : await AskAsync(tried with { Key = tried.Key ?? stored?.Key, Budget = stored?.Budget ?? ModelBudget.None }, caller, models, ct);
        }
        catch (ModelException unreadable)
        {
            return TypedResults.Ok(new Answer(false, "", 0, unreadable.Reason));
        }
    }

    private static async Task<Results<Ok<Answer>, ProblemHttpResult>> AskAsync(ModelSettings? model, Caller caller, Models models, CancellationToken ct)
    {
        if (model is not { IsComplete: true }) return Problem.Conflict("ai-not-configured", "There is no model to test.");
        var started = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            using var client = models.Open(model, new ModelCall(caller.WorkspaceId, caller.UserId, Purpose, 0, new Dictionary<string, int>(StringComparer.Ordinal)));
            var answer = await client.GetResponseAsync(
                [new ChatMessage(ChatRole.System, "Answer with JSON."), new ChatMessage(ChatRole.User, """{"question":"Answer with the JSON object in which ok is true."}""")],
                new ChatOptions { Temperature = 0, MaxOutputTokens = 100, ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema, "test", "A sign of life.") }, ct);
            if (!answer.Text.Contains('{', StringComparison.Ordinal)) error = ModelException.BadAnswer;
        }
        catch (ModelException failure)
        {
            error = failure.Reason;
        }

        return TypedResults.Ok(new Answer(error is null, model.Model, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, error));
    }
}

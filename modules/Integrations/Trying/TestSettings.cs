using System.Security.Claims;
using System.Text.Json;
using Daybook.Connectors;
using Daybook.Connectors.Hosting;
using Daybook.Integrations.Checks;
using Daybook.Integrations.Storage;
using Daybook.Integrations.Syncing;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Trying;

/// <summary>POST /api/v1/integrations/test: tries settings that are not saved. With integration_id, secrets left empty are the stored ones.</summary>
internal static class TestSettings
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/integrations/test", HandleAsync).WithName(nameof(TestSettings)).RequireAuthorization(Policies.Write);

    internal sealed record Request(string? Connector = null, JsonElement? Settings = null, Guid? IntegrationId = null);

    private static async Task<Results<Ok<TestAnswer>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, ConnectorCatalog catalog, IntegrationStore store, SettingsOpener opener, SettingsTest test, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (string.IsNullOrWhiteSpace(request.Connector)) return FieldErrors.Answer("connector", "required");
        if (catalog.Find(request.Connector) is not { State: ConnectorState.Active } entry) return FieldErrors.Answer("connector", "unknown");
        var stored = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (request.IntegrationId is { } id)
        {
            if (await store.FindAsync(caller.UserId, id, ct) is not { } row || row.Connector != entry.Id)
                return Problem.NotFound("integration-unknown", "There is no such integration.");
            try
            {
                stored = await opener.OpenAsync(caller.UserId, id, Nothing, ct);
            }
            catch (ConnectorException lost)
            {
                return TypedResults.Ok(TestAnswer.Failed(lost.Slug, lost.Message));
            }
        }

        var errors = new FieldErrors();
        var settings = SettingsCheck.Check(entry.Settings, request.Settings, stored.Keys.ToHashSet(StringComparer.Ordinal), errors);
        if (errors.Any) return errors.Answer();
        var together = new Dictionary<string, JsonElement>(settings.Values, StringComparer.Ordinal);
        foreach (var (key, secret) in stored) together[key] = secret;
        foreach (var (key, secret) in settings.Secrets)
        {
            if (secret is null) together.Remove(key);
            else together[key] = JsonSerializer.SerializeToElement(secret);
        }

        return TypedResults.Ok(await test.RunAsync(entry.Id, together, ct));
    }
}

using System.Security.Claims;
using System.Text.Json;
using Daybook.Connectors.Hosting;
using Daybook.Integrations.Checks;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Configured;

/// <summary>POST /api/v1/integrations: connects something. Scheduled ones (hourly unless said) first run within a minute.</summary>
internal static class CreateIntegration
{
    private static readonly HashSet<string> NoSecrets = [];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/integrations", HandleAsync).WithName(nameof(CreateIntegration)).RequireAuthorization(Policies.Write);

    internal sealed record Request(string? Connector = null, string? Name = null, JsonElement? Settings = null, SyncSchedule? Schedule = null);

    private static async Task<Results<Created<IntegrationAnswer>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, Db db, ConnectorCatalog catalog, CatalogQueries projects, IntegrationStore store, SecretStore secrets,
        IntegrationAnswers answers, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (string.IsNullOrWhiteSpace(request.Connector)) return FieldErrors.Answer("connector", "required");
        if (catalog.Find(request.Connector) is not { State: ConnectorState.Active } entry) return FieldErrors.Answer("connector", "unknown");
        var errors = new FieldErrors();
        var name = request.Name is null ? entry.Name : IntegrationRules.Name(errors, request.Name);
        var settings = SettingsCheck.Check(entry.Settings, request.Settings, NoSecrets, errors);
        await IntegrationRules.ProjectsAsync(errors, entry.Settings, settings, caller.UserId, projects, ct);
        var schedule = SyncSchedule.Check(request.Schedule, errors);
        if (errors.Any) return errors.Answer();

        var now = clock.GetUtcNow();
        var row = new IntegrationRow
        {
            UserId = caller.UserId, Id = Guid.CreateVersion7(now), WorkspaceId = caller.WorkspaceId, Connector = entry.Id, Name = name,
            Settings = JsonSerializer.Serialize(settings.Values), ScheduleKind = schedule.Kind, ScheduleCron = schedule.Cron,
            NextRunAt = schedule.Kind == SyncSchedule.Off ? null : now, CreatedAt = now,
        };
        var added = await db.InTransactionAsync(async tx =>
        {
            if (!await store.AddAsync(tx, row, ct)) return false;
            await secrets.WriteAsync(tx, row.UserId, row.Id, settings.Secrets, now, ct);
            return true;
        }, ct);
        return added
            ? TypedResults.Created($"/api/v1/integrations/{row.Id}", await answers.OfAsync(row, ct))
            : Problem.Conflict("too-many-integrations", "There are a hundred integrations already: delete one first.");
    }
}

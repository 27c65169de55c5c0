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

/// <summary>PATCH /api/v1/integrations/{id}: name, settings (all but kept secrets), schedule; any subset.</summary>
internal static class UpdateIntegration
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/api/v1/integrations/{id:guid}", HandleAsync).WithName(nameof(UpdateIntegration)).RequireAuthorization(Policies.Write);

    internal sealed record Request(string? Name = null, JsonElement? Settings = null, SyncSchedule? Schedule = null);

    private static async Task<Results<Ok<IntegrationAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ClaimsPrincipal user, Db db, ConnectorCatalog catalog, CatalogQueries projects, UserQueries users, IntegrationStore store,
        SecretStore secrets, IntegrationAnswers answers, TimeProvider clock, CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await store.FindAsync(caller.UserId, id, ct) is not { } known) return IntegrationRules.Unknown();
        var entry = catalog.Find(known.Connector);
        if (request.Settings is not null && entry is not { State: ConnectorState.Active })
            return Problem.Conflict("connector-missing", "The connector is not available, so its settings cannot be judged.");

        var errors = new FieldErrors();
        var name = request.Name is null ? null : IntegrationRules.Name(errors, request.Name);
        CheckedSettings? settings = null;
        if (request.Settings is not null)
        {
            var stored = await secrets.SetAsync(caller.UserId, id, ct);
            settings = SettingsCheck.Check(entry!.Settings, request.Settings, stored.Keys.ToHashSet(StringComparer.Ordinal), errors);
            await IntegrationRules.ProjectsAsync(errors, entry.Settings, settings, caller.UserId, projects, ct);
        }

        var schedule = request.Schedule is null ? null : SyncSchedule.Check(request.Schedule, errors);
        if (errors.Any) return errors.Answer();

        var zone = (await users.FindAsync(caller.UserId, ct))?.Clock.Zone ?? TimeZoneInfo.Utc;
        var now = clock.GetUtcNow();
        var saved = await db.InTransactionAsync(async tx =>
        {
            if (await store.WaitAsync(tx, caller.UserId, id, ct) is not { } row) return null;
            row = row with
            {
                Name = name ?? row.Name, Settings = settings is null ? row.Settings : JsonSerializer.Serialize(settings.Values),
                // New settings deserve a fresh try, whatever the old ones ran into.
                Failures = settings is null ? row.Failures : (short)0,
            };
            if (schedule is not null)
            {
                var next = schedule.Next(now, 0, failed: false, zone);
                row = row with { ScheduleKind = schedule.Kind, ScheduleCron = schedule.Cron, NextRunAt = row.PausedAt is null ? next : null };
            }

            await store.UpdateAsync(tx, row, ct);
            if (settings is not null) await secrets.WriteAsync(tx, caller.UserId, id, settings.Secrets, now, ct);
            return row;
        }, ct);
        return saved is null ? IntegrationRules.Unknown() : TypedResults.Ok(await answers.OfAsync(saved, ct));
    }
}

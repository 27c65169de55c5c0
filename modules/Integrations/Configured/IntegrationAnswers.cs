using System.Text.Json;
using Daybook.Connectors;
using Daybook.Connectors.Hosting;
using Daybook.Integrations.Checks;
using Daybook.Integrations.Storage;

namespace Daybook.Integrations.Configured;

/// <summary>An integration as the API shows it; secrets only as whether and since when they are set.</summary>
internal sealed record IntegrationAnswer(
    Guid Id, string Connector, string ConnectorName, string Name, IReadOnlyDictionary<string, JsonElement> Settings, SyncSchedule Schedule,
    string State, RunAnswer? LastRun, DateTimeOffset? NextRunAt, DateTimeOffset CreatedAt);

/// <summary>Builds answers from rows.</summary>
internal sealed class IntegrationAnswers(ConnectorCatalog catalog, SecretStore secrets, RunQueries runs)
{
    public async Task<IntegrationAnswer> OfAsync(IntegrationRow row, CancellationToken ct) =>
        Build(row, await secrets.SetAsync(row.UserId, row.Id, ct), (await runs.HistoryAsync(row.UserId, row.Id, null, 1, ct)).SingleOrDefault());

    public async Task<IReadOnlyList<IntegrationAnswer>> OfAsync(int userId, IReadOnlyList<IntegrationRow> rows, CancellationToken ct)
    {
        var last = await runs.LastAsync(userId, ct);
        var answers = new List<IntegrationAnswer>(rows.Count);
        foreach (var row in rows) answers.Add(Build(row, await secrets.SetAsync(userId, row.Id, ct), last.GetValueOrDefault(row.Id)));
        return answers;
    }

    private IntegrationAnswer Build(IntegrationRow row, IReadOnlyDictionary<string, DateTimeOffset> set, RunRow? last)
    {
        var entry = catalog.Find(row.Connector);
        var settings = row.Values;
        var keys = entry?.Settings.Fields.Where(field => field.Kind == FieldKind.Secret).Select(field => field.Key) ?? [];
        foreach (var key in keys.Union(set.Keys, StringComparer.Ordinal))
            settings[key] = set.TryGetValue(key, out var since) ? Json(new { set = true, set_at = since }) : Json(new { set = false });
        var state = row.PausedAt is not null ? "paused" : entry?.State == ConnectorState.Active ? "active" : "connector-missing";
        return new IntegrationAnswer(
            row.Id, row.Connector, entry?.Name ?? row.Connector, row.Name, settings, row.Schedule, state, last?.Answer(), row.NextRunAt, row.CreatedAt);
    }

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);
}

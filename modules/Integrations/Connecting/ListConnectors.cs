using System.Security.Claims;
using System.Text.Json;
using Daybook.Connectors;
using Daybook.Connectors.Hosting;
using Daybook.Integrations.Storage;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Connecting;

/// <summary>GET /api/v1/connectors: what can be connected, its state and its settings form.</summary>
internal static class ListConnectors
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/connectors", HandleAsync).WithName(nameof(ListConnectors)).RequireAuthorization(Policies.Read);

    internal sealed record ChoiceItem(string Value, string Label);

    internal sealed record FieldItem(
        string Key, string Label, string Kind, bool Required, string? Help, string? Placeholder, JsonElement? Default, double? Min, double? Max,
        int MaxLength, IReadOnlyList<ChoiceItem> Choices, string Section);

    internal sealed record Form(IReadOnlyList<FieldItem> Fields);

    internal sealed record ConnectorItem(
        string Id, string Name, string Description, string Version, string State, string? Reason, IReadOnlyList<string> Provides, bool Imports,
        string? FileHint, string? Homepage, Form Settings);

    internal sealed record Answer(IReadOnlyList<ConnectorItem> Items, string? Next);

    private static async Task<Ok<Answer>> HandleAsync(ClaimsPrincipal user, ConnectorCatalog catalog, IntegrationStore store, CancellationToken ct)
    {
        var entries = catalog.Entries;
        var mine = (await store.ListAsync(Caller.Of(user).UserId, null, ct)).Select(row => row.Connector);
        var missing = mine.Except(entries.Select(entry => entry.Id), StringComparer.Ordinal)
            .Select(id => new ConnectorEntry(id, id, "", ConnectorState.Missing) { Reason = "its files are not there; its integrations wait" });
        return TypedResults.Ok(new Answer([.. entries.Concat(missing).Select(Show)], null));
    }

    private static ConnectorItem Show(ConnectorEntry entry) => new(
        entry.Id, entry.Name, entry.Description, entry.Version, Word(entry.State), entry.Reason, entry.Provides, entry.Imports, entry.FileHint,
        entry.Homepage, new Form([.. entry.Settings.Fields.Select(Show)]));

    private static FieldItem Show(SettingsField field) => new(
        field.Key, field.Label, field.Kind.ToString().ToLowerInvariant(), field.Required, field.Help, field.Placeholder, Json(field.Default), field.Min,
        field.Max, field.MaxLength, [.. field.Choices.Select(choice => new ChoiceItem(choice.Value, choice.Label))], field.Section);

    private static string Word(ConnectorState state) => state.ToString().ToLowerInvariant();

    private static JsonElement? Json(string? text)
    {
        if (text is null) return null;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

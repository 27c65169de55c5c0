using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Daybook.AwStub;

/// <summary>The part of the server's API that a reader uses.</summary>
internal static class AwRoutes
{
    public static void Map(WebApplication app, AwServer server)
    {
        app.MapGet("/api/0/info", () => Results.Json(new
        {
            hostname = server.Hostname, version = server.Version, testing = false, device_id = "7b6f6d4e-3a1c-4b59-9a0d-2f8f3b1f7a11",
        }));
        app.MapGet("/api/0/buckets/", () =>
        {
            var list = new JsonObject();
            foreach (var bucket in server.Store.Buckets) list[bucket.Id] = Describe(bucket);
            return Results.Text(list.ToJsonString(), "application/json");
        });
        app.MapGet("/api/0/buckets/{id}/events", (string id, DateTimeOffset? start, DateTimeOffset? end, int? limit) =>
            server.Store.Find(id) is null
                ? Results.Json(new { message = $"There's no bucket named {id}" }, statusCode: 404)
                : Results.Text(new JsonArray([.. server.Store.Select(id, start, end, limit ?? -1).Select(Show)]).ToJsonString(), "application/json"));
        app.MapGet("/api/0/buckets/{id}/events/count", (string id, DateTimeOffset? start, DateTimeOffset? end) =>
            server.Store.Find(id) is null ? Results.NotFound() : Results.Json(server.Store.Select(id, start, end, -1).Count));
        app.MapGet("/api/0/buckets/{id}/events/{number:long}", (string id, long number) =>
            server.Store.Find(id, number) is { } found
                ? Results.Text(Show(found).ToJsonString(), "application/json")
                : Results.Text("null", "application/json", statusCode: 404));
        app.MapGet("/api/0/export", () => Results.Text(Export(server.Store, withIds: false), "text/html"));
    }

    /// <summary>The export file: the Python server leaves the events' numbers out, the Rust server keeps them.</summary>
    public static string Export(AwStore store, bool withIds)
    {
        var buckets = new JsonObject();
        foreach (var bucket in store.Buckets)
        {
            var shown = Describe(bucket);
            shown["events"] = new JsonArray([.. store.Select(bucket.Id, null, null, -1).Select(Show).Select(shownEvent =>
            {
                if (!withIds) shownEvent.Remove("id");
                return shownEvent;
            })]);
            buckets[bucket.Id] = shown;
        }

        return new JsonObject { ["buckets"] = buckets }.ToJsonString();
    }

    private static JsonObject Describe(StubBucket bucket) => new()
    {
        ["id"] = bucket.Id, ["created"] = Stamp(bucket.Created), ["name"] = null, ["type"] = bucket.Type, ["client"] = bucket.Client,
        ["hostname"] = bucket.Hostname, ["data"] = new JsonObject(),
    };

    private static JsonObject Show(StubEvent stored) => new()
    {
        ["id"] = stored.Id, ["timestamp"] = Stamp(stored.Start), ["duration"] = stored.Duration.TotalSeconds, ["data"] = stored.Data.DeepClone(),
    };

    private static string Stamp(DateTimeOffset instant)
    {
        var fraction = instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : instant.ToString("'.'ffffff", CultureInfo.InvariantCulture);
        return instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + fraction + "+00:00";
    }
}

/// <summary>Export files of what a stub holds.</summary>
public static class AwExport
{
    public static string Of(AwStore store, bool withIds) => AwRoutes.Export(store, withIds);
}

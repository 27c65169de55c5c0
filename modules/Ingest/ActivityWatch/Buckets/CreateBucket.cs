using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Reading;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Ingest.Canonical;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Buckets;

/// <summary>POST buckets/{id}: makes it, or answers 304 when it is there. PUT: makes it, or changes what it says of itself.</summary>
internal static class CreateBucket
{
    private static readonly string[] Methods = [HttpMethods.Post, HttpMethods.Put];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/api/0/buckets/{bucketId}", Methods, HandleAsync).ForWatchers(Policies.Ingest);

    private static async Task<IResult> HandleAsync(
        string bucketId, HttpContext http, BucketBook book, BucketStore buckets, Db db, CancellationToken ct)
    {
        using var body = await AwBody.ReadAsync(http, ct);
        if (body.Refused is { } refused) return refused;
        if (Read(bucketId, body.Root, out var errors) is not { } wish) return AwAnswers.Invalid(errors);

        var owner = BucketOwner.Of(Caller.Of(http.User));
        if (await book.MakeAsync(owner, wish, ct)) return AwAnswers.Empty;
        if (!HttpMethods.IsPut(http.Request.Method)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        if (await book.FindAsync(owner, bucketId, ct) is not { } known) return AwAnswers.NoBucket(bucketId);

        // The type says how its events are understood: it stays.
        await db.InTransactionAsync(tx => buckets.DescribeAsync(tx, known.Bucket with { Client = wish.Client, Hostname = wish.Hostname, Data = wish.Data }, ct), ct);
        return AwAnswers.Empty;
    }

    private static BucketWish? Read(string bucketId, JsonElement json, out Dictionary<string, string> errors)
    {
        errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors[""] = "is no bucket";
            return null;
        }

        if (bucketId.Length > BucketBook.MaxId) errors["id"] = "is too long";
        else if (string.IsNullOrWhiteSpace(bucketId) || bucketId.Any(char.IsControl)) errors["id"] = "is no name";
        var (type, client, hostname) = (Text(json, "type", errors), Text(json, "client", errors), Text(json, "hostname", errors));
        if (errors.Count > 0) return null;
        var repairs = Repairs.None;
        var data = json.TryGetProperty("data", out var own) && own.ValueKind == JsonValueKind.Object ? EventData.Of(own, ref repairs) : EventData.Empty;
        return new BucketWish(bucketId, type, client, hostname, data);
    }

    private static string Text(JsonElement json, string name, Dictionary<string, string> errors)
    {
        if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String) return value.GetString()!;
        errors[name] = "is missing";
        return "";
    }
}

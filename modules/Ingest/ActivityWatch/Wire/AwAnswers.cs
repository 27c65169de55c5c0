using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Ingest.ActivityWatch.Wire;

/// <summary>Answers as ActivityWatch's server gives them: errors are {"message": …}.</summary>
internal static class AwAnswers
{
    public const string Json = "application/json";

    public static ContentHttpResult Error(int status, string message) => Text(status, new JsonObject { ["message"] = message }.ToJsonString());

    /// <summary>400 with what is wrong with which field.</summary>
    public static ContentHttpResult Invalid(IReadOnlyDictionary<string, string> errors) => Text(StatusCodes.Status400BadRequest, new JsonObject
    {
        ["message"] = "Input payload validation failed",
        ["errors"] = new JsonObject(errors.Select(error => KeyValuePair.Create<string, JsonNode?>(error.Key, error.Value))),
    }.ToJsonString());

    public static ContentHttpResult NoBucket(string id) => Error(StatusCodes.Status404NotFound, $"There's no bucket named {id}");

    public static ContentHttpResult Empty => Text(StatusCodes.Status200OK, "{}");

    public static ContentHttpResult Text(int status, string json) => TypedResults.Content(json, Json, statusCode: status);

    /// <summary>An answer written to the client as it comes.</summary>
    public static async Task<EmptyHttpResult> StreamAsync(HttpContext http, Func<Utf8JsonWriter, Task> write, CancellationToken ct)
    {
        http.Response.ContentType = Json;
        await using var writer = new Utf8JsonWriter(http.Response.BodyWriter, Writing);
        await write(writer);
        await writer.FlushAsync(ct);
        return TypedResults.Empty;
    }

    public static readonly JsonWriterOptions Writing = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

using System.Text.Json;
using Daybook.Ingest.Bodies;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Daybook.Ingest.ActivityWatch.Wire;

/// <summary>A request's JSON, its bytes mended; or why there is none.</summary>
internal sealed class AwBody : IDisposable
{
    // As deep as JSON may be here before it is no data but an attack; what is deeper than the house stores is cut later.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 200_000 };

    private readonly BodyReader _body;
    private readonly JsonDocument? _document;

    private AwBody(BodyReader body, JsonDocument? document, ContentHttpResult? refused)
    {
        (_body, _document) = (body, document);
        Refused = refused;
    }

    public JsonElement Root => _document!.RootElement;

    public ContentHttpResult? Refused { get; }

    public static Task<AwBody> ReadAsync(HttpContext http, CancellationToken ct) =>
        ReadAsync(http.Request, ((IOptions<IngestOptions>)http.RequestServices.GetService(typeof(IOptions<IngestOptions>))!).Value.MaxBodyBytes, ct);

    private static async Task<AwBody> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(request, limit, ct);
        if (body.Problem is { } problem) return new AwBody(body, null, AwAnswers.Error(problem.StatusCode, problem.ProblemDetails.Title ?? "The body cannot be read."));
        try
        {
            return new AwBody(body, JsonDocument.Parse(JsonBytes.Mend(body.Bytes, out _), Reading), null);
        }
        catch (JsonException)
        {
            return new AwBody(body, null, AwAnswers.Error(StatusCodes.Status400BadRequest, "The body is not valid JSON."));
        }
    }

    public void Dispose()
    {
        _document?.Dispose();
        _body.Dispose();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Daybook.Ingest.ActivityWatch.Transfer;

/// <summary>POST import: an export as the body, or as the files of a form. Answers how many events were imported, known already, and rejected.</summary>
internal static class ImportBuckets
{
    private const long MaxBody = 1024L * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/0/import", HandleAsync)
        .ForWatchers(Policies.Ingest).WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static async Task<IResult> HandleAsync(HttpContext http, UserQueries users, BucketImporter importer, CancellationToken ct)
    {
        var owner = BucketOwner.Of(Caller.Of(http.User));
        if (await users.FindAsync(owner.UserId, ct) is not { } person) return AwAnswers.Error(StatusCodes.Status403Forbidden, "There is no such person any more.");
        var counts = new ImportCounts(0, 0, 0);
        try
        {
            if (Boundary(http.Request) is not { } boundary)
            {
                counts += await importer.ImportAsync(owner, person.Clock, http.Request.Body, ct);
            }
            else
            {
                var files = 0;
                var form = new MultipartReader(boundary, http.Request.Body);
                while (await form.ReadNextSectionAsync(ct) is { } part)
                {
                    if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.IsFileDisposition()) continue;
                    counts += await importer.ImportAsync(owner, person.Clock, part.Body, ct);
                    files++;
                }

                if (files == 0) return AwAnswers.Error(StatusCodes.Status400BadRequest, "The form has no file.");
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidDataException or IOException { InnerException: null } and not BadHttpRequestException)
        {
            return AwAnswers.Error(StatusCodes.Status400BadRequest, "The file is no export of ActivityWatch, or ends in the middle of one. Buckets before that were imported.");
        }

        return AwAnswers.Text(StatusCodes.Status200OK, new JsonObject
        {
            ["imported"] = counts.Imported, ["duplicates"] = counts.Duplicates, ["rejected"] = counts.Rejected,
        }.ToJsonString());
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
}

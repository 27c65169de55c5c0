using System.Security.Claims;
using Daybook.Connectors;
using Daybook.Connectors.Hosting;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Integrations.Imports;

/// <summary>
/// POST /api/v1/imports/activitywatch: an export of an ActivityWatch server, as the body or as a form's file, up to 2 GiB. Read as a stream and
/// stored batch by batch: what was stored before a failure stays, and the same file again adds nothing.
/// </summary>
internal static class ImportActivityWatch
{
    private const string Connector = "activitywatch";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/imports/activitywatch", HandleAsync).WithName(nameof(ImportActivityWatch)).RequireAuthorization(Policies.Write)
            .WithMetadata(new Size()).DisableAntiforgery();

    private sealed class Size : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => 2L * 1024 * 1024 * 1024;
    }

    private static async Task<Results<Ok<ImportAnswer>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, ClaimsPrincipal user, FileImport import, CancellationToken ct)
    {
        if (request.Headers.ContentEncoding.Count > 0)
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, "encoding-unsupported", "Send the file as it is, not compressed.");
        var importing = false;
        try
        {
            if (await UploadedFile.OpenAsync(request, ct) is not { } file) return Problem.BadRequest("file-missing", "The form holds no file.");
            importing = true;
            return TypedResults.Ok(await import.RunAsync(Caller.Of(user).UserId, Connector, file, ct));
        }
        catch (ConnectorException told)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, told.Slug, told.Message);
        }
        catch (ConnectorFaultException fault) when (fault.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The file is larger than 2 GiB.");
        }
        catch (ConnectorFaultException fault)
        {
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, fault.Slug, fault.Message);
        }
        catch (Exception broken) when (!importing && broken is InvalidDataException or IOException)
        {
            return Problem.BadRequest("form-broken", "The form cannot be read.");
        }
    }
}

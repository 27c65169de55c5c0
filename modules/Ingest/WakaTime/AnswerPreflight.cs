using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.WakaTime;

/// <summary>OPTIONS of everything in the WakaTime contract: what pages of other origins ask before they call. The same answer for everybody.</summary>
internal static class AnswerPreflight
{
    private static readonly string[] Paths =
        ["users/{**path}", "heartbeats/{**path}", "heartbeat/{**path}", "plugins/{**path}", "editors/{**path}", "program_languages/{**path}", "leaders/{**path}", "meta/{**path}"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var prefix in (string[])[.. WakaTimeRoutes.Prefixes, "/v1"])
        foreach (var path in Paths)
            routes.MapMethods($"{prefix}/{path}", [HttpMethods.Options], Handle)
                .WithMetadata(new OpenToPages()).ExcludeFromDescription().AllowAnonymous();
        routes.MapMethods("/" + Paths[0], [HttpMethods.Options], Handle).WithMetadata(new OpenToPages()).ExcludeFromDescription().AllowAnonymous();
    }

    private static NoContent Handle(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = OpenToPages.Methods;
        response.Headers.AccessControlAllowHeaders = OpenToPages.Headers;
        response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}

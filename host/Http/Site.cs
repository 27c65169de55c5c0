using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Daybook.Host.Http;

/// <summary>
/// The web UI from the folder "web" beside the host's DLL: precompressed files as they lie there, hashed names for ever,
/// everything else asked again each time, and index.html for every address that is a page.
/// </summary>
internal static class Site
{
    private static readonly FileExtensionContentTypeProvider Types = new();
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "web") + Path.DirectorySeparatorChar;
    private static readonly (string Name, string Extension)[] Encodings = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Answers what no endpoint answers.</summary>
    public static IResult Serve(HttpContext http)
    {
        var path = http.Request.Path.Value!.TrimStart('/');
        if (path.Split('/')[0] is "api" or "openapi") return TypedResults.NotFound();
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
        if (!File.Exists(Root + "index.html"))
            return TypedResults.Text("The web UI was not built: build without -p:SkipWeb=true.", statusCode: StatusCodes.Status503ServiceUnavailable);

        var file = Path.GetFullPath(Root + path);
        var exists = path.Length > 0 && file.StartsWith(Root, StringComparison.Ordinal) && File.Exists(file);
        if (!exists && path.StartsWith("assets/", StringComparison.Ordinal)) return TypedResults.NotFound();
        if (!exists) file = Root + "index.html";

        http.Response.Headers.CacheControl =
            exists && path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var type = Types.TryGetContentType(file, out var known) ? known : "application/octet-stream";
        if (type.StartsWith("text/", StringComparison.Ordinal)) type += "; charset=utf-8";
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (name, extension) in Encodings)
        {
            if (!accepted.Any(one => one.Value == name && one.Quality is not 0) || !File.Exists(file + extension)) continue;
            http.Response.Headers.ContentEncoding = name;
            file += extension;
            break;
        }

        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(file));
        var tag = new EntityTagHeaderValue($"\"{written.Ticks:x}-{new FileInfo(file).Length:x}\"");
        return TypedResults.PhysicalFile(file, type, lastModified: written, entityTag: tag);
    }
}

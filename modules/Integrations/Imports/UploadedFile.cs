using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Daybook.Integrations.Imports;

/// <summary>Finds the file in a request: the body itself, or the first file of a multipart form. Never buffered.</summary>
internal static class UploadedFile
{
    /// <summary>Null when a form holds no file. Throws <see cref="InvalidDataException"/> or <see cref="IOException"/> for a broken form.</summary>
    public static async Task<Stream?> OpenAsync(HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return request.Body;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200) return null;
        var reader = new MultipartReader(boundary, request.Body) { HeadersLengthLimit = 16 * 1024 };
        for (var parts = 0; parts < 20 && await reader.ReadNextSectionAsync(ct) is { } section; parts++)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                && (disposition.IsFileDisposition() || disposition.Name.Equals("buckets.json", StringComparison.OrdinalIgnoreCase)))
            {
                return section.Body;
            }
        }

        return null;
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Daybook.Insights.Shares.Public;

/// <summary>Answers what may be kept for a while: with an ETag, and with 304 to whoever has it already.</summary>
internal static class CachedText
{
    public static IResult Answer(HttpContext http, string text, string contentType, int seconds, int status = StatusCodes.Status200OK)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"public, max-age={seconds}");
        headers.AccessControlAllowOrigin = "*";
        if (status == StatusCodes.Status200OK)
        {
            var tag = "\"" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12)) + "\"";
            headers.ETag = tag;
            if (EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var known)
                && known.Any(one => one.Tag == "*" || one.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false)))
                return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return TypedResults.Text(text, contentType, Encoding.UTF8, status);
    }
}

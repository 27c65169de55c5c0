using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Kernel.Problems;

/// <summary>RFC 9457 answers with a stable slug: type = /problems/{slug}. The title is a sentence for people, never an exception's text.</summary>
public static class Problem
{
    public static ProblemHttpResult Of(int status, string slug, string title, string? detail = null, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: status, title: title, type: "/problems/" + slug, extensions: extensions);

    public static ProblemHttpResult NotFound(string slug, string title) => Of(StatusCodes.Status404NotFound, slug, title);

    public static ProblemHttpResult Conflict(string slug, string title) => Of(StatusCodes.Status409Conflict, slug, title);

    public static ProblemHttpResult Forbidden(string slug, string title) => Of(StatusCodes.Status403Forbidden, slug, title);

    public static ProblemHttpResult BadRequest(string slug, string title) => Of(StatusCodes.Status400BadRequest, slug, title);

    /// <summary>422 with every wrong field at once: errors = { field: [key, …] }. Keys are stable words the UI translates.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        Of(StatusCodes.Status422UnprocessableEntity, "validation", "Some fields are not right.",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = errors });
}

using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Daybook.Host.Http;

/// <summary>GET /docs: the API as one readable page, without script or foreign assets.</summary>
internal static class DocsPage
{
    public static void Map(WebApplication app) => app.MapGet("/docs", Handle).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Handle([FromKeyedServices("v1")] IOpenApiDocumentProvider documents, CancellationToken ct)
    {
        var document = await documents.GetOpenApiDocumentAsync(ct);
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Daybook API</title><h1>Daybook API</h1>")
            .Append("<p>The machine-readable form is <a href=\"/openapi/v1.json\">/openapi/v1.json</a>. Send a token as <code>Authorization: Bearer</code>.</p>");
        var groups = document.Paths.OrderBy(path => path.Key, StringComparer.Ordinal).GroupBy(path => Area(path.Key), StringComparer.Ordinal);
        foreach (var group in groups)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(group.Key)}</h2><dl>");
            foreach (var (path, item) in group)
                foreach (var (method, operation) in item.Operations ?? [])
                    Describe(html, method.Method, path, operation);
            html.Append("</dl>");
        }

        return TypedResults.Content(html.Append("</html>").ToString(), "text/html; charset=utf-8");
    }

    private static void Describe(StringBuilder html, string method, string path, OpenApiOperation operation)
    {
        html.Append(CultureInfo.InvariantCulture, $"<dt><code>{Text(method)} {Text(path)}</code></dt><dd>{Text(operation.Summary ?? operation.OperationId ?? "")}");
        if (operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema is { } body) html.Append(CultureInfo.InvariantCulture, $"<br>takes <code>{Text(Shape(body))}</code>");
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            var schema = answer.Content?.Values.FirstOrDefault()?.Schema;
            html.Append(CultureInfo.InvariantCulture, $"<br>{Text(status)} {(schema is null ? "" : $"<code>{Text(Shape(schema))}</code>")}");
        }

        html.Append("</dd>");
    }

    private static string Shape(IOpenApiSchema schema) =>
        schema.Properties is { Count: > 0 } fields
            ? $"{{{string.Join(", ", fields.Select(field => $"{field.Key}: {Kind(field.Value)}"))}}}"
            : Kind(schema);

    private static string Kind(IOpenApiSchema schema) =>
        schema is OpenApiSchemaReference reference ? reference.Reference.Id ?? "object"
        : schema.Items is { } item ? $"[{Kind(item)}]"
        : schema.Format ?? schema.Type?.ToString().ToLowerInvariant() ?? "object";

    private static string Area(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["api", "v1", var area, ..] => area.Split(':')[0],
        [var first, ..] => first,
        _ => "/",
    };

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}

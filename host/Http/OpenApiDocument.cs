using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Daybook.Host.Http;

/// <summary>The OpenAPI document of everything under /api, at /openapi/v1.json.</summary>
internal static class OpenApiDocument
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.CreateSchemaReferenceId = NameOf;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Daybook", Version = "v1", Description = "What the web UI can do, a script can do." };
            document.Servers = [];
            return Task.CompletedTask;
        });
    });

    // Every endpoint calls its records Request and Answer: outside they carry the endpoint's name, too.
    private static string? NameOf(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        var owner = (Nullable.GetUnderlyingType(type.Type) ?? type.Type).DeclaringType;
        return name is null || owner is null ? name : owner.Name + name;
    }

    public static void Map(WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}

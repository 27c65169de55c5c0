namespace Daybook.Host.Http;

/// <summary>The OpenAPI document of everything under /api, at /openapi/v1.json.</summary>
internal static class OpenApiDocument
{
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Daybook", Version = "v1", Description = "What the web UI can do, a script can do." };
            document.Servers = [];
            return Task.CompletedTask;
        }));

    public static void Map(WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
}

using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest;

public sealed class IngestModule : IModule
{
    public string Name => "ingest";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

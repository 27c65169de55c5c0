using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Enrichment;

public sealed class EnrichmentModule : IModule
{
    public string Name => "enrichment";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

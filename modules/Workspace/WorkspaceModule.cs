using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Workspace;

public sealed class WorkspaceModule : IModule
{
    public string Name => "workspace";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

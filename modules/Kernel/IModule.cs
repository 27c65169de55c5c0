using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Kernel;

/// <summary>A room of the house: its services, its endpoints. The host lists the modules by hand.</summary>
public interface IModule
{
    /// <summary>The module's name, which is also its database schema, its settings section and its problems' prefix.</summary>
    string Name { get; }

    void AddServices(IServiceCollection services, IConfiguration settings);

    /// <summary>Maps the module's endpoints. <paramref name="routes"/> is the root: own routes start with /api/v1.</summary>
    void MapEndpoints(IEndpointRouteBuilder routes);
}

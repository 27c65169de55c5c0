using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Timesheet;

public sealed class TimesheetModule : IModule
{
    public string Name => "timesheet";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }
}

using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest;

public sealed class IngestModule : IModule
{
    public string Name => "ingest";

    public void AddServices(IServiceCollection services, IConfiguration settings) => services
        .AddSingleton<DeviceStore>()
        .AddSingleton<SampleStore>()
        .AddSingleton<ContextStore>()
        .AddSingleton<BootStore>()
        .AddSingleton<SampleGate>()
        .AddSingleton<SampleQueries>()
        .AddSingleton<StreamDoor>()
        .AddSingleton(provider => DoorOf(provider.GetRequiredService<StreamDoor>()));

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
    }

    private static SampleDoor DoorOf(StreamDoor door) => new(door.OpenAsync, door.AcceptAsync);
}

using Daybook.Ingest.ActivityWatch;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Ingest.Intake;
using Daybook.Ingest.Limits;
using Daybook.Ingest.Tracker;
using Daybook.Ingest.Tracker.Projects;
using Daybook.Ingest.WakaTime;
using Daybook.Kernel;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest;

/// <summary>Devices, samples, and the wire protocols that bring samples in.</summary>
public sealed class IngestModule : IModule
{
    public string Name => "ingest";

    public void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<IngestOptions>().BindConfiguration("Ingest").ValidateDataAnnotations().ValidateOnStart();
        ActivityWatchServer.Add(services);
        services
            .AddSingleton<DeviceStore>()
            .AddSingleton<DeviceDesk>()
            .AddSingleton<DevicePointer>()
            .AddSingleton<ProjectCapture>()
            .AddSingleton<SampleStore>()
            .AddSingleton<ContextStore>()
            .AddSingleton<BootStore>()
            .AddSingleton<SampleGate>()
            .AddSingleton<Quarantine>()
            .AddSingleton<SampleWriter>()
            .AddSingleton<GroupWriter>()
            .AddSingleton<SampleIntake>()
            .AddSingleton<StreamBook>()
            .AddSingleton<SampleQueries>()
            .AddSingleton<HeartbeatQueries>()
            .AddSingleton<StreamDoor>()
            .AddSingleton(provider => DoorOf(provider.GetRequiredService<StreamDoor>()))
            .AddSingleton<IngestLimiter>()
            .AddSingleton<IngestMeter>()
            .AddSingleton<TrackerDevices>()
            .AddSingleton<BatchIntake>();
        WakaTimeParts.Add(services);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ActivityWatchServer.MapEndpoints(routes);
        ListTrackerProjects.Map(routes);
        ListProjectDevices.Map(routes);
        ProjectConfigRoutes.Map(routes);
        EnrollDevice.Map(routes);
        ReceiveBatch.Map(routes);
        DeviceHeartbeat.Map(routes);
        GetSyncStatus.Map(routes);
        ListDevices.Map(routes);
        CreateDevice.Map(routes);
        ChangeDevice.Map(routes);
        RenewDeviceToken.Map(routes);
        RevokeDevice.Map(routes);
        WakaTimeParts.Map(routes);
    }

    private static SampleDoor DoorOf(StreamDoor door) => new(door.OpenAsync, door.AcceptAsync);
}

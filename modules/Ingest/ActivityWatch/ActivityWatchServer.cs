using Daybook.Ingest.ActivityWatch.Buckets;
using Daybook.Ingest.ActivityWatch.Events;
using Daybook.Ingest.ActivityWatch.Heartbeats;
using Daybook.Ingest.ActivityWatch.Server;
using Daybook.Ingest.ActivityWatch.Transfer;
using Daybook.Ingest.ActivityWatch.Wire;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest.ActivityWatch;

/// <summary>The part of the module that speaks as an ActivityWatch server, under /api/0.</summary>
internal static class ActivityWatchServer
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<BucketStore>()
        .AddSingleton<BucketBook>()
        .AddSingleton<EventPages>()
        .AddSingleton<EventWriter>()
        .AddSingleton<HeartbeatTaker>()
        .AddSingleton<SettingStore>()
        .AddSingleton<BucketImporter>();

    public static void MapEndpoints(IEndpointRouteBuilder routes)
    {
        GetInfo.Map(routes);
        GetCaptureEndpoints.Map(routes);
        ListBuckets.Map(routes);
        GetBucket.Map(routes);
        CreateBucket.Map(routes);
        DeleteBucket.Map(routes);
        ReceiveHeartbeat.Map(routes);
        ListEvents.Map(routes);
        CountEvents.Map(routes);
        GetEvent.Map(routes);
        PostEvents.Map(routes);
        DeleteEvent.Map(routes);
        RunQuery.Map(routes);
        ExportBuckets.Map(routes);
        ImportBuckets.Map(routes);
        ReadSettings.Map(routes);
        ChangeSettings.Map(routes);
    }
}

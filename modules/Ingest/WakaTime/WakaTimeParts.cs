using Daybook.Ingest.DevTime;
using Daybook.Ingest.Editors;
using Daybook.Ingest.Privacy;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest.WakaTime;

/// <summary>What editors' heartbeats add to the module: the WakaTime and the DevTime contract, and what a person keeps to themselves.</summary>
internal static class WakaTimeParts
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<PrivacyStore>()
        .AddSingleton<LastHeartbeats>()
        .AddSingleton<HeartbeatIntake>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        AnswerPreflight.Map(routes);
        ReceiveHeartbeats.Map(routes);
        ReceiveDevTime.Map(routes);
        ReportPluginError.Map(routes);
        GetCapturePrivacy.Map(routes);
        SetCapturePrivacy.Map(routes);
    }
}

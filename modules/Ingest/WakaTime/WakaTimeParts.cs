using Daybook.Ingest.Contracts;
using Daybook.Ingest.DevTime;
using Daybook.Ingest.Editors;
using Daybook.Ingest.Privacy;
using Daybook.Ingest.WakaTime.External;
using Daybook.Ingest.WakaTime.Stored;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Ingest.WakaTime;

/// <summary>What editors' heartbeats add to the module: the WakaTime and the DevTime contract, and what a person keeps to themselves.</summary>
internal static class WakaTimeParts
{
    public static void Add(IServiceCollection services) => services
        .AddSingleton<PrivacyStore>()
        .AddSingleton(provider => PrivacyOf(provider.GetRequiredService<PrivacyStore>()))
        .AddSingleton<LastHeartbeats>()
        .AddSingleton<DumpLinks>()
        .AddSingleton<ExternalIntake>()
        .AddSingleton<HeartbeatIntake>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        AnswerPreflight.Map(routes);
        ReceiveHeartbeats.Map(routes);
        ReceiveDevTime.Map(routes);
        ReportPluginError.Map(routes);
        ListHeartbeats.Map(routes);
        DeleteHeartbeats.Map(routes);
        ListSenders.Map(routes);
        DumpData.Map(routes);
        ExternalDurations.Map(routes);
        GetCapturePrivacy.Map(routes);
        SetCapturePrivacy.Map(routes);
    }

    private static CapturePrivacy PrivacyOf(PrivacyStore privacy) => new(
        async (userId, ct) =>
        {
            var rules = await privacy.OfAsync(userId, ct);
            return name => rules.Drops(name, null);
        },
        async (userId, path, ct) => await privacy.OfAsync(userId, ct) is { HashesPaths: true } rules ? rules.Hidden(path) : path);
}

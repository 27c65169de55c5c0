using Daybook.Insights.Shares.Public;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Insights.Shares;

/// <summary>Sharing: what it needs and where it is reached.</summary>
internal static class ShareDesk
{
    public static void Add(IServiceCollection services) => services.AddSingleton<ShareStore>().AddSingleton<ShareDoor>().AddSingleton<Glimpses>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        ListShares.Map(routes);
        CreateShare.Map(routes);
        RenewShare.Map(routes);
        DeleteShare.Map(routes);
        GetBadge.Map(routes);
        GetPublicSummary.Map(routes);
    }
}

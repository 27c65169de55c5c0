using System.Net;
using Daybook.Kernel.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Daybook.Integrations.Egress;

/// <summary>Builds the egress policy from the settings.</summary>
internal static class EgressServices
{
    private const string Section = "Daybook:Egress";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(provider => Options(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new EgressPolicy(
            provider.GetRequiredService<EgressOptions>().Allow.SelectMany(EgressRule.Parse),
            () => OwnPorts.Of(provider.GetService<IServer>(), provider.GetRequiredService<NpgsqlDataSource>())));
        services.AddSingleton<EgressClients>();
    }

    /// <summary>Allow may be a list or, as an environment variable is easiest written, one text with commas; empty allows nothing.</summary>
    internal static EgressOptions Options(IConfiguration settings)
    {
        var allow = settings.GetSection(Section).GetSection("Allow");
        if (allow.Exists())
        {
            var listed = allow.GetChildren().Select(item => item.Value).Append(allow.Value).OfType<string>();
            return new EgressOptions { Allow = [.. listed.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))] };
        }

        var alone = settings["Daybook:Listen"] is not { Length: > 0 } listen || (IPAddress.TryParse(listen, out var address) && IPAddress.IsLoopback(address));
        return new EgressOptions { Allow = alone ? ["loopback"] : [] };
    }
}

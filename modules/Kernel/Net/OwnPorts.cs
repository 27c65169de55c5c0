using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;

namespace Daybook.Kernel.Net;

/// <summary>
/// Where our own API and database listen. They trust what comes from this machine more than somebody's settings should be able to make use of.
/// </summary>
public static class OwnPorts
{
    public static IReadOnlyList<int> Of(IServer? server, NpgsqlDataSource database)
    {
        var ports = new List<int> { new NpgsqlConnectionStringBuilder(database.ConnectionString).Port };
        foreach (var address in server?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            var plain = address.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal);
            if (Uri.TryCreate(plain, UriKind.Absolute, out var uri)) ports.Add(uri.Port);
        }

        return ports;
    }
}

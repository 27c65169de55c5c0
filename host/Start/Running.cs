using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Daybook.Host.Start;

/// <summary>Starts the host, says where it is, and waits for the end.</summary>
internal static class Running
{
    public static async Task<int> RunAsync(WebApplication app, StartArguments start)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException failure) when (failure.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"Port {start.Port} is taken by another program. Choose another with --port N, or --port 0 for any free one.");
            return 1;
        }

        if (Address(app) is { } address) Console.WriteLine($"Daybook is ready at {address}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>Where the host can be reached from this machine; null when it listens on no socket (tests in memory).</summary>
    private static string? Address(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
            .FirstOrDefault()?.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal);
}

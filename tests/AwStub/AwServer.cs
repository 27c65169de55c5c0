using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daybook.AwStub;

/// <summary>
/// A stand-in for ActivityWatch's Python server on a loopback port of its own, with that server's habits: events clipped to the asked range
/// and the end a millisecond late, the newest first, nothing that began more than a day before the range. It also misbehaves on request.
/// </summary>
public sealed class AwServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private AwServer(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;
    public AwStore Store { get; } = new();
    public string Version { get; set; } = "v0.13.2";
    public string Hostname { get; set; } = "laptop";

    /// <summary>When set, everything but /api/0/info wants this Authorization header.</summary>
    public string? Authorization { get; set; }

    /// <summary>Sees each request first; answers true when it has dealt with it, badly.</summary>
    public Func<HttpContext, Task<bool>>? Misbehave { get; set; }

    /// <summary>Path and query of every request so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get { lock (requests) return [.. requests]; }
    }

    private readonly List<string> requests = [];

    public static async Task<AwServer> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = new AwServer(builder.Build());
        server.app.Use(next => context => server.GuardAsync(context, next));
        AwRoutes.Map(server.app, server);
        await server.app.StartAsync();
        server.Address = new Uri(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        lock (requests) requests.Add(context.Request.Path + context.Request.QueryString);
        if (Misbehave is { } misbehave && await misbehave(context)) return;
        if (Authorization is { } wanted && context.Request.Path != "/api/0/info" && context.Request.Headers.Authorization != wanted)
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new { message = "Unauthorized" });
            return;
        }

        await next(context);
    }
}

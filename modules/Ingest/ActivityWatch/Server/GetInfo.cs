using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Server;

/// <summary>GET info: watchers ask it until it answers, and the browser's names its bucket after the host. Only this machine is told the host's name.</summary>
internal static class GetInfo
{
    private static readonly string Id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("daybook:" + Environment.MachineName)).AsSpan(0, 16)).ToString();

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/0/info", Handle)
        .WithTags("activitywatch").ExcludeFromDescription().WithMetadata(new AcceptsWatchers()).AllowAnonymous();

    private static ContentHttpResult Handle(HttpContext http)
    {
        // What comes through a proxy comes from anywhere.
        var near = http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote) && !http.Request.Headers.ContainsKey("X-Forwarded-For");
        return AwAnswers.Text(StatusCodes.Status200OK, JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["hostname"] = near ? Environment.MachineName : "daybook", ["version"] = "v0.13.2 (daybook)", ["testing"] = false, ["device_id"] = near ? Id : Guid.Empty.ToString(),
        }));
    }
}

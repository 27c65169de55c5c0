using System.Net;
using Daybook.Host.Start;
using Daybook.Kernel.Problems;

namespace Daybook.Host.Http;

/// <summary>
/// Answers only to names it knows, so that a foreign page cannot reach it by rebinding its own name to this machine.
/// IP addresses cannot be rebound and are taken; further names stand in Daybook:Hosts, separated by commas.
/// </summary>
internal static class HostNames
{
    public static void Use(WebApplication app)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "localhost" };
        known.UnionWith((app.Configuration[Settings.Hosts] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        app.Use((http, next) =>
        {
            var name = http.Request.Host.Host;
            return known.Contains(name) || IPAddress.TryParse(name.Trim('[', ']'), out _)
                ? next(http)
                : Problem.Of(StatusCodes.Status421MisdirectedRequest, "host-not-allowed", "Daybook does not answer to this host name.").ExecuteAsync(http);
        });
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daybook.Kernel.Access;
using Daybook.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Daybook.Host.Tests;

/// <summary>One endpoint with one method, as the host really has it.</summary>
internal sealed record Stop(string Method, string Route, string? Policy)
{
    /// <summary>Every endpoint of the running host that asks for a policy; /metrics, open to this machine, has tests of its own.</summary>
    public static IReadOnlyList<Stop> All(DaybookApp app) =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method =>
                new Stop(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy)))
            .Where(stop => stop.Route != "/metrics")];

    public bool IsWrite => Policy is not Policies.Read;

    public override string ToString() => $"{Method} {Route}";
}

/// <summary>Sends requests to every endpoint; what stands in the route comes from <paramref name="values"/>, by the end of its path.</summary>
internal sealed class Walk(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, Func<JsonNode>>? bodies = null)
{
    private static readonly HashSet<string> Bodiless = new(StringComparer.Ordinal) { "GET", "DELETE" };

    public async Task<(int Status, string Text)> VisitAsync(HttpClient client, Stop stop)
    {
        using var request = new HttpRequestMessage(new HttpMethod(stop.Method), PathOf(stop.Route));
        if (!Bodiless.Contains(stop.Method))
            request.Content = JsonContent.Create(bodies is not null && bodies.TryGetValue(stop.ToString(), out var body) ? body() : new JsonObject());
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") return ((int)answer.StatusCode, "");
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>"/projects/{id}/tasks" asks for the value of "projects/{id}"; what nobody gave is an id that nobody has.</summary>
    public string PathOf(string route)
    {
        var done = "";
        foreach (var segment in route.TrimStart('/').Split('/'))
        {
            if (!segment.StartsWith('{'))
            {
                done += "/" + segment;
                continue;
            }

            var name = "{" + segment.Trim('{', '}').Split(':')[0].TrimStart('*') + "}";
            var owner = done.Split('/')[^1];
            done += "/" + (values.TryGetValue($"{owner}/{name}", out var value) || values.TryGetValue(name, out value) ? value : Nobodys(segment));
        }

        // Without "force" the deletion of a bucket is refused with a 401 that is no question of who asks.
        return done + (route.EndsWith("/timesheet", StringComparison.Ordinal) ? "?start=2026-11-01&end=2026-11-07" : "")
            // Whose time it is stands in the query here.
            + (route.EndsWith("/admin/timesheet", StringComparison.Ordinal) && values.TryGetValue("members/{user_id}", out var member)
                ? $"&workspace_id={values["workspaces/{id}"]}&developer_id={member}" : "")
            + (route.EndsWith("/{bucketId}", StringComparison.Ordinal) ? "?force=1" : "");
    }

    private static string Nobodys(string segment) => segment.EndsWith(":long}", StringComparison.Ordinal) ? "2147483646" : Guid.CreateVersion7().ToString();
}

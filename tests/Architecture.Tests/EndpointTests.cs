using System.Text.RegularExpressions;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Access;
using Daybook.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>Every endpoint is mapped once and says who may call it.</summary>
public sealed partial class EndpointTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    /// <summary>What anybody may call. A new line here wants a reason.</summary>
    private static readonly string[] Anonymous =
    [
        "GET /api/v1/setup", // whether there is an owner yet
        "POST /api/v1/setup", // the first run
        "GET /api/v1/auth/providers", // how to sign in
        "POST /api/v1/auth/sign-in",
        "GET /healthz", "GET /readyz", // for whoever runs the host
        "GET /api/0/info", // watchers ask it before anything else, and without credentials
        "GET /docs", "GET /openapi/{documentName}.json", // the same for every installation
        "GET /badge/{secret}.svg", "GET /badge/{secret}.json", "GET /api/public/summaries/{secret}", // what somebody shares, for whoever knows its link
        "GET /{*path}", // the pages; they hold no data
        .. WakaTimeRoutes.Prefixes.Append("/v1").SelectMany(prefix => new[]
        {
            $"POST {prefix}/plugins/errors", // a client that crashed may not know its key; nothing of it is kept
        }),
        "GET /api/v1/data_dumps/{token}", "GET /api/v1/daily_dumps/{token}", // the link is the secret, for an hour
    ];

    [Fact]
    public async Task Every_endpoint_has_a_policy_or_stands_on_the_anonymous_list()
    {
        await using var app = new DaybookApp(postgres.ConnectionString);
        var endpoints = Endpoints(app);
        endpoints.Count.ShouldBeGreaterThan(40);

        var open = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(Names);
        // What pages of other origins ask before they call is the same for everybody.
        open = open.Where(name => !name.StartsWith("OPTIONS /", StringComparison.Ordinal));
        open.Select(Normal).Except(Anonymous.Select(Normal), StringComparer.Ordinal).ShouldBeEmpty();

        string[] known = [Policies.Read, Policies.Write, Policies.Ingest, Policies.Admin, Policies.EditorRead, Policies.EditorWrite, "metrics"];
        endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is not { Count: > 0 } rules || !rules.All(rule => known.Contains(rule.Policy, StringComparer.Ordinal)))
            .SelectMany(Names).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_route_is_mapped_once()
    {
        await using var app = new DaybookApp(postgres.ConnectionString);
        Endpoints(app).SelectMany(Names).GroupBy(Normal, StringComparer.Ordinal).Where(route => route.Count() > 1).Select(route => route.Key).ShouldBeEmpty();
    }

    [Fact]
    public void An_endpoint_is_a_static_class_with_one_map()
    {
        var maps = House.Source.Where(file => file.Room.StartsWith("modules/", StringComparison.Ordinal) && MapsRoute().IsMatch(file.Text));
        maps.Where(file => !StaticClass().IsMatch(file.Text) || !OneMap().IsMatch(file.Text)).Select(file => file.Path).ShouldBeEmpty();
    }

    private static List<RouteEndpoint> Endpoints(DaybookApp app) =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}");

    private static string Normal(string name) => Parameter().Replace(name, "{}").TrimEnd('/');

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete|Methods)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MapsRoute();

    [GeneratedRegex(@"(internal|public) static (partial )?class ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StaticClass();

    [GeneratedRegex(@"public static void Map\(IEndpointRouteBuilder ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneMap();
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

/// <summary>Walks every endpoint of the whole host with every kind of credential.</summary>
public sealed partial class AccessMatrixTests(Studio studio) : IClassFixture<Studio>
{
    /// <summary>Which credentials each policy lets in. Owner's tokens by scope; "device"; "member": scope admin without the role.</summary>
    private static readonly Dictionary<string, string[]> LetIn = new(StringComparer.Ordinal)
    {
        [Policies.Read] = ["read", "write", "admin", "member"],
        [Policies.Write] = ["write", "admin", "member"],
        [Policies.Ingest] = ["ingest", "write", "admin", "member", "device"],
        [Policies.Admin] = ["admin"],
    };

    [Fact]
    public async Task Every_endpoint_lets_in_whom_its_policy_names_and_nobody_else()
    {
        var wrong = new List<string>();
        foreach (var (name, client) in await CredentialsAsync())
            foreach (var (method, path, policy) in Endpoints().Where(endpoint => endpoint.Policy is not null))
            {
                using var answer = await SendAsync(client, method, path);
                var refused = answer.StatusCode == HttpStatusCode.Forbidden && await answer.SlugAsync() == "forbidden";
                var expected = name == "anonymous" ? answer.StatusCode == HttpStatusCode.Unauthorized
                    : LetIn[policy!].Contains(name, StringComparer.Ordinal)
                        ? answer.StatusCode != HttpStatusCode.Unauthorized && (!refused || name == "member") && (int)answer.StatusCode < 500
                        : refused;
                if (!expected) wrong.Add($"{name}: {method} {path} ({policy}): {(int)answer.StatusCode}");
            }

        wrong.ShouldBeEmpty();
        Endpoints().Count.ShouldBeGreaterThan(60);
    }

    [Fact]
    public async Task No_spelling_of_a_path_gets_past_sign_in()
    {
        using var anybody = studio.App.Anonymous();
        foreach (var (_, path, _) in Endpoints().Where(endpoint => endpoint is { Method: "GET", Policy: not null }))
            foreach (var spelling in Spellings(path))
            {
                using var answer = await anybody.GetAsync(new Uri(anybody.BaseAddress!.GetLeftPart(UriPartial.Authority) + spelling), HttpCompletionOption.ResponseHeadersRead);
                // What is no API path is the site's: its page, or, before the front end is built, the word that there is none.
                var page = answer is { StatusCode: HttpStatusCode.OK, Content.Headers.ContentType.MediaType: "text/html" }
                    or { StatusCode: HttpStatusCode.ServiceUnavailable, Content.Headers.ContentType.MediaType: "text/plain" };
                (page || answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest)
                    .ShouldBeTrue($"{spelling}: {(int)answer.StatusCode} {answer.Content.Headers.ContentType}");
            }
    }

    private static IEnumerable<string> Spellings(string path) =>
    [
        path, "/" + path, path + "/", path + "//", path + ".", path + "/.", path + ";a=b", path + "%20", path.ToUpperInvariant(),
        path.Replace("/api/", "/%61pi/", StringComparison.Ordinal), path.Replace("/v1/", "//v1/", StringComparison.Ordinal),
        path.Replace("/v1/", "/v1/./", StringComparison.Ordinal), path.Replace("/v1/", "/x/%2e%2e/v1/", StringComparison.Ordinal),
        path.Replace("/v1/", "%2fv1/", StringComparison.Ordinal),
    ];

    private async Task<IReadOnlyList<(string Name, HttpClient Client)>> CredentialsAsync()
    {
        var list = new List<(string, HttpClient)> { ("anonymous", studio.App.Anonymous()) };
        foreach (var scope in new[] { "read", "write", "ingest", "admin" })
        {
            var made = await studio.Owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = scope, scopes = new[] { scope } });
            list.Add((scope, studio.App.With(made.GetProperty("token").GetString()!)));
        }

        var device = await studio.App.Services.GetRequiredService<Db>().InTransactionAsync(
            tx => studio.App.Services.GetRequiredService<DeviceTokens>().IssueAsync(tx, studio.UserId, 7, "Laptop", default), default);
        list.Add(("device", studio.App.With(device.Token)));
        await studio.Owner.Client.MakeAsync("/api/v1/members", new { email = "m@example.org", name = "M", role = "member", password = Studio.Password });
        list.Add(("member", (await studio.SignInAsync("m@example.org", Studio.Password)).Client));
        return list;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "DELETE")) request.Content = JsonContent.Create(new { }, new MediaTypeHeaderValue("application/json"));
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private List<(string Method, string Path, string? Policy)> Endpoints() =>
    [
        .. from endpoint in studio.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let policy = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy : null
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select (method, Parameter().Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), Value), policy),
    ];

    private static string Value(Match parameter) => parameter.Groups["name"].Value switch
    {
        "date" or "day" => "2026-11-20",
        _ when parameter.Value.Contains("guid", StringComparison.Ordinal) || parameter.Groups["name"].Value.EndsWith("id", StringComparison.Ordinal)
            => "019aa000-0000-7000-8000-000000000001",
        _ => "unknown",
    };

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}

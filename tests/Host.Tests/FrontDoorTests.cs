using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Host.Tests;

public sealed class FrontDoorTests(PostgresFixture database) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly DaybookApp app = new(database.ConnectionString);
    private HttpClient client = null!;

    public ValueTask InitializeAsync()
    {
        client = app.Anonymous();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_foreign_host_name_is_turned_away()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = "evil.example";

        var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("/problems/host-not-allowed");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:5080")]
    [InlineData("[::1]:5080")]
    [InlineData("192.168.1.7")]
    public async Task Names_and_addresses_that_cannot_be_rebound_are_answered(string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Host = host;
        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("{\"email\": ")]
    [InlineData("[1, 2]")]
    [InlineData("{\"email\": 5}")]
    [InlineData("")]
    public async Task A_body_that_is_not_the_json_asked_for_is_a_problem_with_a_slug(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await client.PostAsync("/api/v1/auth/sign-in", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await ProblemAsync(answer);
        problem.GetProperty("type").GetString().ShouldBeOneOf("/problems/malformed-json", "/problems/malformed-request");
        problem.GetProperty("trace_id").GetString().ShouldNotBeNullOrEmpty();
        problem.GetRawText().ShouldNotContain("Exception");
    }

    [Fact]
    public async Task Another_kind_of_content_is_refused()
    {
        using var content = new StringContent("email=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        var answer = await client.PostAsync("/api/v1/auth/sign-in", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await ProblemAsync(answer)).GetProperty("type").GetString().ShouldBe("/problems/unsupported-media-type");
    }

    [Theory]
    [InlineData("GET", "/api/v1/no-such-thing", 404)]
    [InlineData("POST", "/api/v1/no-such-thing", 404)]
    [InlineData("POST", "/somewhere", 405)]
    [InlineData("DELETE", "/api/v1/setup", 405)]
    public async Task What_is_not_there_is_a_problem_too(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var answer = await client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(status);
        (await ProblemAsync(answer)).GetProperty("type").GetString().ShouldBe(status == 404 ? "/problems/not-found" : "/problems/method-not-allowed");
    }

    [Fact]
    public async Task Every_answer_carries_the_rules_for_browsers()
    {
        foreach (var path in new[] { "/", "/healthz", "/api/v1/me", "/docs" })
        {
            var headers = (await client.GetAsync(path)).Headers;
            var policy = headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'self'");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
            headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        }
    }

    [Fact]
    public async Task Answers_of_the_api_are_never_kept_by_caches() =>
        (await client.GetAsync("/api/v1/setup")).Headers.CacheControl!.NoStore.ShouldBeTrue();

    [Fact]
    public async Task The_api_document_and_the_readable_page_tell_the_same()
    {
        var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json")).RootElement;
        document.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        paths.Count.ShouldBeGreaterThan(30);
        document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name).ShouldContain("RunSetupRequest");

        var page = await client.GetStringAsync("/docs");
        foreach (var path in paths) page.ShouldContain(WebUtility.HtmlEncode(path));
        page.ShouldNotContain("<script");
    }

    [Fact]
    public async Task Metrics_are_in_the_exposition_format_and_count_requests()
    {
        await client.GetAsync("/healthz");
        var text = await client.GetStringAsync("/metrics");

        text.ShouldContain("# TYPE http_server_request_duration_seconds histogram");
        text.ShouldContain("http_route=\"/healthz\"");
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
            line.ShouldMatch("^[a-zA-Z_][a-zA-Z0-9_]*(\\{.*\\})? -?[0-9.eE+-]+$");
    }

    [Fact]
    public async Task Metrics_through_a_proxy_want_an_administrators_token()
    {
        await using var fresh = new DaybookApp(await database.CopyAsync());
        var owner = await fresh.SetupAsync();
        using var stranger = fresh.Anonymous();
        using var reader = fresh.With(await fresh.TokenOfAsync(owner.Email, owner.Password, "read"));

        (await StatusAsync(stranger)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(reader)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(owner.Client)).ShouldBe(HttpStatusCode.OK);

        static async Task<HttpStatusCode> StatusAsync(HttpClient http)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");
            return (await http.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task Nothing_outside_the_web_folder_is_served()
    {
        foreach (var path in new[] { "/..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd", "/%2e%2e/Daybook.Host.dll", "/../Daybook.Host.runtimeconfig.json" })
        {
            var text = await (await client.GetAsync(path)).Content.ReadAsStringAsync();
            text.ShouldNotContain("root:");
            text.ShouldNotContain("runtimeOptions");
        }
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_a_413()
    {
        await using var real = new DaybookApp(database.ConnectionString, kestrel: true);
        using var address = real.Anonymous();

        // It waits for leave to send, however busy the machine is: a body on its way would meet a connection that ends.
        using var patient = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var http = new HttpClient(patient) { BaseAddress = address.BaseAddress };
        using var content = new StringContent("{\"email\":\"" + new string('x', 9 * 1024 * 1024) + "\"}", Encoding.UTF8, "application/json");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/sign-in") { Content = content };
        request.Headers.ExpectContinue = true;
        var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await ProblemAsync(answer)).GetProperty("type").GetString().ShouldBe("/problems/too-large");
    }

    private static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

using System.Net;
using System.Net.Sockets;
using Daybook.AwStub;
using Daybook.Connectors;
using Daybook.Integrations.Egress;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Daybook.Integrations.Tests;

public sealed class EgressTests : IAsyncLifetime
{
    private AwServer server = null!;

    public async ValueTask InitializeAsync() => server = await AwServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    public static TheoryData<string> Loopbacks =>
    [
        "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.127.127.127", "localhost", "LOCALHOST",
        "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "①②⑦.0.0.1", "127。0。0。1", "0.0.0.0", "0", "[::]",
    ];

    [Theory]
    [MemberData(nameof(Loopbacks))]
    public async Task No_spelling_of_loopback_gets_through_when_nothing_is_allowed(string host)
    {
        using var clients = Clients([]);
        (await ReachAsync(clients, host)).ShouldNotBe("reached");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Loopback_is_reached_when_it_is_allowed(string host)
    {
        using var clients = Clients(["loopback"]);
        (await ReachAsync(clients, host)).ShouldBe("reached");
    }

    [Fact]
    public async Task Our_own_ports_are_never_reached()
    {
        using var clients = Clients(["loopback"], own: [server.Address.Port]);
        (await ReachAsync(clients, "127.0.0.1")).ShouldBe("denied-by-policy");
        (await ReachAsync(clients, "[::ffff:127.0.0.1]")).ShouldBe("denied-by-policy");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void Metadata_link_local_and_multicast_stay_denied_inside_an_allowed_network(string address) =>
        Policy(["0.0.0.0/0", "::/0", "loopback", "private", "public"]).Allows("x.example", IPAddress.Parse(address), 80).ShouldBeFalse();

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.3", 80, true)]
    [InlineData("10.0.0.0/8", "11.1.2.3", 80, false)]
    [InlineData("192.168.1.20:5600", "192.168.1.20", 5600, true)]
    [InlineData("192.168.1.20:5600", "192.168.1.20", 5601, false)]
    [InlineData("private", "192.168.1.20", 1, true)]
    [InlineData("private", "127.0.0.1", 1, false)]
    [InlineData("private", "8.8.8.8", 1, false)]
    [InlineData("public", "8.8.8.8", 443, true)]
    [InlineData("public:443", "8.8.8.8", 80, false)]
    [InlineData("public", "192.168.1.20", 443, false)]
    [InlineData("public", "127.0.0.1", 443, false)]
    [InlineData("[fd00::1]:5600", "fd00::1", 5600, true)]
    [InlineData("fd00::/8", "fd12::1", 5600, true)]
    [InlineData("desk.example:5600", "192.168.9.9", 5600, true)]
    [InlineData("other.example", "192.168.9.9", 5600, false)]
    public void Allowances_mean_what_they_say(string rule, string address, int port, bool allowed) =>
        Policy([rule]).Allows("desk.example", IPAddress.Parse(address), port).ShouldBe(allowed);

    [Theory]
    [InlineData("")]
    [InlineData("what is this")]
    [InlineData("10.0.0.0/99")]
    public void Nonsense_allowances_stop_the_start(string rule) => Should.Throw<FormatException>(() => EgressRule.Parse(rule).ToList());

    [Fact]
    public void Out_of_the_box_only_this_machine_is_allowed_and_only_while_nobody_else_can_ask()
    {
        Allowed([]).ShouldBe("loopback");
        Allowed([("Daybook:Listen", "127.0.0.1")]).ShouldBe("loopback");
        Allowed([("Daybook:Listen", "0.0.0.0")]).ShouldBe("");
        Allowed([("Daybook:Egress:Allow", "private, desk.example:5600")]).ShouldBe("private|desk.example:5600");
        Allowed([("Daybook:Egress:Allow:0", "loopback:5600"), ("Daybook:Egress:Allow:1", "10.0.0.0/8")]).ShouldBe("loopback:5600|10.0.0.0/8");

        static string Allowed((string Key, string Value)[] settings) => string.Join('|', EgressServices.Options(
            new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build()).Allow);
    }

    [Fact]
    public async Task A_name_that_turns_to_loopback_after_it_was_judged_gains_nothing()
    {
        var asked = 0;
        using var clients = Clients(["192.0.2.0/24"], resolve: _ => ++asked % 2 == 1 ? IPAddress.Parse("192.0.2.1") : IPAddress.Loopback, connect: TimeSpan.FromMilliseconds(200));
        for (var attempt = 0; attempt < 20; attempt++) (await ReachAsync(clients, "flip.example")).ShouldNotBe("reached");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_several_addresses_only_the_allowed_one_is_used()
    {
        using var clients = Clients(["127.0.0.0/8"], resolveAll: _ => [IPAddress.Parse("10.9.9.9"), IPAddress.Loopback]);
        (await ReachAsync(clients, "both.example")).ShouldBe("reached");
    }

    [Fact]
    public async Task Redirects_are_not_followed_and_cookies_not_kept()
    {
        server.Misbehave = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "/api/0/buckets/";
            context.Response.Headers.SetCookie = "a=b";
            return Task.FromResult(context.Request.Path == "/api/0/info");
        };
        using var clients = Clients(["loopback"]);
        using var client = clients.Create();
        using var first = await client.GetAsync(new Uri(server.Address, "api/0/info"), TestContext.Current.CancellationToken);
        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        server.Requests.ShouldBe(["/api/0/info"]);
        server.Misbehave = async context =>
        {
            await context.Response.WriteAsync(context.Request.Headers.Cookie.ToString());
            return true;
        };
        (await client.GetStringAsync(new Uri(server.Address, "api/0/info"), TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_proxy_from_the_environment_is_ignored()
    {
        Environment.SetEnvironmentVariable("http_proxy", "http://127.0.0.1:9");
        try
        {
            using var clients = Clients(["loopback"]);
            (await ReachAsync(clients, "127.0.0.1")).ShouldBe("reached");
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", null);
        }
    }

    [Fact]
    public async Task Bodies_have_a_largest_size_whether_announced_or_not()
    {
        foreach (var announced in new[] { true, false })
        {
            server.Misbehave = async context =>
            {
                if (announced) context.Response.ContentLength = 100_000;
                for (var chunk = 0; chunk < 100; chunk++) await context.Response.Body.WriteAsync(new byte[1_000], context.RequestAborted);
                return true;
            };
            using var clients = Clients(["loopback"], max: 50_000);
            (await ReachAsync(clients, "127.0.0.1")).ShouldBe("too-large");
        }
    }

    [Fact]
    public async Task A_dripping_body_ends_with_the_requests_budget()
    {
        server.Misbehave = async context =>
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(50, context.RequestAborted);
            }
        };
        using var clients = Clients(["loopback"], request: TimeSpan.FromSeconds(1));
        var began = TimeProvider.System.GetTimestamp();
        (await ReachAsync(clients, "127.0.0.1")).ShouldBe("timed-out");
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static EgressPolicy Policy(string[] allow, int[]? own = null) => new(allow.SelectMany(EgressRule.Parse), () => own ?? []);

    private static EgressClients Clients(
        string[] allow, int[]? own = null, Func<string, IPAddress>? resolve = null, Func<string, IPAddress[]>? resolveAll = null, long max = 1_000_000,
        TimeSpan? request = null, TimeSpan? connect = null) =>
        new(Policy(allow, own),
            new EgressOptions { MaxBodyBytes = max, RequestTimeout = request ?? TimeSpan.FromSeconds(5), ConnectTimeout = connect ?? TimeSpan.FromSeconds(3) },
            (host, ct) => resolveAll is not null ? Task.FromResult(resolveAll(host)) : resolve is not null ? Task.FromResult<IPAddress[]>([resolve(host)]) : Dns.GetHostAddressesAsync(host, ct));

    /// <summary>"reached", a slug, or the kind of failure below HTTP.</summary>
    private async Task<string> ReachAsync(EgressClients clients, string host)
    {
        try
        {
            using var client = clients.Create();
            using var answer = await client.GetAsync(new Uri($"http://{host}:{server.Address.Port}/api/0/info"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
            return "reached";
        }
        catch (ConnectorException told)
        {
            return told.Slug;
        }
        catch (HttpRequestException failed)
        {
            return failed.InnerException is ConnectorException told ? told.Slug : "failed";
        }
        catch (OperationCanceledException)
        {
            return "timed-out";
        }
        catch (Exception failed) when (failed is UriFormatException or SocketException or IOException)
        {
            return "failed";
        }
    }
}

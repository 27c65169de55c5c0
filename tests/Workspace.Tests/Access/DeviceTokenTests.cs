using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using Daybook.Kernel.Access;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Daybook.Workspace.Contracts;
using Daybook.Workspace.Secrets;
using Daybook.Workspace.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class DeviceTokenTests(Studio studio) : IClassFixture<Studio>
{
    private readonly DaybookApp app = studio.App;
    private readonly Owner owner = studio.Owner;
    private readonly int userId = studio.UserId;
    private readonly PostgresFixture postgres = studio.Postgres;

    private Task<IssuedToken> IssueAsync(int device) => app.Services.GetRequiredService<Db>().InTransactionAsync(
        tx => app.Services.GetRequiredService<DeviceTokens>().IssueAsync(tx, userId, device, "Laptop", default), default);

    private async Task<(ClaimsPrincipal? Who, string Policies)> AskAsync(string authorization)
    {
        var http = new DefaultHttpContext { RequestServices = app.Services.CreateScope().ServiceProvider };
        http.Request.Headers.Authorization = authorization;
        var who = (await http.AuthenticateAsync()).Principal;
        var granted = new List<string>();
        foreach (var policy in new[] { Policies.Read, Policies.Write, Policies.Ingest, Policies.Admin })
            if (who is not null && (await http.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(who, policy)).Succeeded) granted.Add(policy);
        return (who, string.Join(" ", granted));
    }

    [Fact]
    public async Task A_device_may_bring_samples_and_nothing_else()
    {
        var token = await IssueAsync(41);
        token.Token.ShouldMatch("^dbd_[0-9A-Za-z]{49}$");
        token.ExpiresAt.ShouldNotBeNull();
        foreach (var authorization in new[] { "Bearer " + token.Token, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("anything:" + token.Token)) })
        {
            var (who, policies) = await AskAsync(authorization);
            policies.ShouldBe("ingest");
            Caller.Of(who!).ShouldBe(new Caller(userId, owner.WorkspaceId, "owner", 41));
        }

        using var device = app.With(token.Token);
        (await device.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await owner.Client.GetJsonAsync("/api/v1/me/api-tokens")).GetRawText().ShouldNotContain(token.Prefix);
        (await owner.Client.DeleteAsync($"/api/v1/me/api-tokens/{token.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Revoking_a_device_ends_all_its_tokens_and_no_others()
    {
        var first = await IssueAsync(51);
        var second = await IssueAsync(51);
        var other = await IssueAsync(52);
        await app.Services.GetRequiredService<Db>().InTransactionAsync(
            tx => app.Services.GetRequiredService<DeviceTokens>().RevokeAsync(tx, userId, 51, default), default);
        (await AskAsync("Bearer " + first.Token)).Who.ShouldBeNull();
        (await AskAsync("Bearer " + second.Token)).Who.ShouldBeNull();
        (await AskAsync("Bearer " + other.Token)).Policies.ShouldBe("ingest");
    }

    [Theory]
    [InlineData("read", "read")]
    [InlineData("ingest", "ingest")]
    [InlineData("write", "read write ingest")]
    [InlineData("admin", "read write ingest admin")]
    public async Task Each_scope_brings_the_smaller_ones(string scope, string expected)
    {
        var made = await owner.Client.MakeAsync("/api/v1/me/api-tokens", new { name = scope, scopes = new[] { scope } });
        (await AskAsync("Bearer " + made.GetProperty("token").GetString())).Policies.ShouldBe(expected);
    }

    [Fact]
    public async Task Scope_admin_without_the_role_administers_nothing()
    {
        await owner.Client.MakeAsync("/api/v1/members", new { email = "m@example.org", name = "M", role = "manager", password = "a perfectly fine password" });
        var member = await studio.SignInAsync("m@example.org", "a perfectly fine password");
        (await AskAsync("Bearer " + member.Token)).Policies.ShouldBe("read write ingest");
    }

    [Fact]
    public async Task A_text_with_a_wrong_checksum_never_reaches_the_database()
    {
        var token = await IssueAsync(61);
        var nowhere = new Db(Npgsql.NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Timeout=1"));
        var store = new TokenStore(nowhere, new Pepper(new WorkspaceSettings(null, "any", "")), new PersonChanges(), TimeProvider.System);
        for (var i = 4; i < token.Token.Length; i++)
            (await store.FindAsync(token.Token[..i] + (token.Token[i] == 'x' ? 'y' : 'x') + token.Token[(i + 1)..], editors: false, default)).ShouldBeNull();
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => store.FindAsync(token.Token, editors: false, default));
    }
}

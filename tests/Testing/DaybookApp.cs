using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Daybook.Testing;

/// <summary>
/// The real host on a database, in this process. In memory unless <paramref name="kestrel"/> asks for a loopback port; every instance
/// has its own data directory. <paramref name="configure"/> replaces services, <paramref name="settings"/> are settings.
/// </summary>
public sealed class DaybookApp(
    string connectionString, TimeProvider? clock = null, bool kestrel = false,
    Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string>? settings = null) : WebApplicationFactory<Program>
{
    public const string Password = "correct horse battery staple";
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("daybook-app-");
    private bool listening;

    public string ConnectionString => connectionString;

    /// <summary>Where the host listens, when it does so on a real port.</summary>
    public Uri Address
    {
        get
        {
            Listen();
            return ClientOptions.BaseAddress;
        }
    }

    /// <summary>A client without credentials; keeps its own cookies.</summary>
    public HttpClient Anonymous()
    {
        Listen();
        return CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress });
    }

    /// <summary>A client that sends this token.</summary>
    public HttpClient With(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>The first run: makes the owner and their workspace, then a personal token with these scopes (all unless said).</summary>
    public async Task<Owner> SetupAsync(string timeZone = "Europe/Berlin", string email = "owner@example.org", params string[] scopes)
    {
        using var browser = Anonymous();
        var answer = await browser.PostAsJsonAsync("/api/v1/setup", new
        {
            email, password = Password, name = "Olive Owner", time_zone = timeZone, workspace_name = "Studio",
        });
        var made = await ReadAsync(answer);
        var token = await TokenAsync(browser, answer, scopes.Length == 0 ? ["read", "write", "ingest", "admin"] : scopes);
        return new Owner(
            With(token), made.GetProperty("user_id").GetGuid(), made.GetProperty("workspace_id").GetGuid(), token, email, Password);
    }

    /// <summary>Signs somebody in and makes a personal token for them.</summary>
    public async Task<string> TokenOfAsync(string email, string password, params string[] scopes)
    {
        using var browser = Anonymous();
        var answer = await browser.PostAsJsonAsync("/api/v1/auth/sign-in", new { email, password });
        await ReadAsync(answer);
        return await TokenAsync(browser, answer, scopes.Length == 0 ? ["read", "write", "ingest", "admin"] : scopes);
    }

    /// <summary>Waits until no day waits for derivation (that a model may still be asked is no wait); fails with the reasons when a day was parked or the time is over.</summary>
    public async Task WaitUntilSettledAsync(TimeSpan? limit = null)
    {
        var end = TimeProvider.System.GetTimestamp() + (long)((limit ?? TimeSpan.FromSeconds(60)).TotalSeconds * TimeProvider.System.TimestampFrequency);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        while (true)
        {
            var open = (await connection.QueryAsync<(string Stage, DateTime Day, bool Parked, string? Error)>(OpenSql)).ToList();
            if (open.Count == 0) return;
            if (open.Find(row => row.Parked) is { Stage: not null } parked)
                throw new InvalidOperationException($"{parked.Stage} parked {parked.Day:yyyy-MM-dd}: {parked.Error}");
            if (TimeProvider.System.GetTimestamp() > end)
                throw new TimeoutException($"{open.Count} days still wait, first {open[0].Stage} {open[0].Day:yyyy-MM-dd}: {open[0].Error ?? "no error"}.");
            await Task.Delay(50);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Daybook", connectionString);
        builder.UseSetting("Daybook:DataDirectory", data.FullName);
        builder.UseSetting("Daybook:Port", "0");
        builder.UseSetting("Daybook:AllowUnsafeDatabase", "true");
        foreach (var (key, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal)) builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            if (clock is not null) services.AddSingleton(clock);
            configure?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        data.Delete(recursive: true);
    }

    private void Listen()
    {
        if (!kestrel || listening) return;
        listening = true;
        UseKestrel(0);
        StartServer();
    }

    private static async Task<string> TokenAsync(HttpClient browser, HttpResponseMessage signedIn, string[] scopes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/me/api-tokens");
        request.Content = JsonContent.Create(new { name = "tests", scopes, expires_in_days = 30 });
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        const string cookie = "XSRF-TOKEN=";
        foreach (var line in signedIn.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : [])
            if (line.StartsWith(cookie, StringComparison.Ordinal))
                request.Headers.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(line[cookie.Length..line.IndexOf(';', StringComparison.Ordinal)]));
        var made = await ReadAsync(await browser.SendAsync(request));
        return made.GetProperty("token").GetString()!;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private const string OpenSql = """
        select stage, day::timestamp as day, parked_at is not null as parked, last_error as error
        from platform.day_work where dirty > done and stage not in ('enrichment.ask', 'journal.write') order by stage, day
        """;
}

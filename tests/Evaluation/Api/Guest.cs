using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Daybook.Evaluation.Api;

/// <summary>An account on a running host, and requests under its name.</summary>
internal sealed class Guest : IDisposable
{
    private const string Password = "correct horse battery staple";
    private const string XsrfCookie = "XSRF-TOKEN";

    private readonly HttpClient http;
    private readonly CookieContainer cookies = new();

    private Guest(Uri host)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = host, Timeout = TimeSpan.FromMinutes(2) };
    }

    public void Dispose() => http.Dispose();

    /// <summary>The owner: of a host that nobody has set up yet, or by a token with the scopes admin, read and write.</summary>
    public static async Task<Guest> OwnerAsync(Uri host, string? token)
    {
        var owner = new Guest(host);
        if (token is not null)
        {
            owner.Use(token);
            return owner;
        }

        using var answer = await owner.http.PostAsJsonAsync("api/v1/setup", new
        {
            email = "owner@evaluation.example", password = Password, name = "Owner", time_zone = "Etc/UTC", workspace_name = "Evaluation",
        });
        if (answer.StatusCode == HttpStatusCode.Conflict) throw new InvalidOperationException("That host is in use already: give it --token with the scopes admin, read and write.");
        await DemandAsync(answer);
        owner.UseSession();
        await owner.UseOwnTokenAsync("admin", "read", "write");
        return owner;
    }

    /// <summary>A new account with a workspace of its own: nobody's days and projects stand in another's way.</summary>
    public async Task<Guest> InviteAsync(string name, string timeZone)
    {
        var email = $"{name}-{Guid.CreateVersion7():n}@evaluation.example";
        await PostAsync("members", new { email, name, role = "admin", password = Password, time_zone = timeZone });
        var guest = new Guest(http.BaseAddress!);
        using (var answer = await guest.http.PostAsJsonAsync("api/v1/auth/sign-in", new { email, password = Password })) await DemandAsync(answer);
        guest.UseSession();
        var workspace = (await guest.PostAsync("workspaces", new { name })).GetProperty("id").GetGuid();
        using (var answer = await guest.http.PatchAsJsonAsync("api/v1/me", new { workspace_id = workspace })) await DemandAsync(answer);
        await guest.UseOwnTokenAsync("read", "write", "ingest");
        return guest;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await http.GetAsync("api/v1/" + path);
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync("api/v1/" + path, body);
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> PostTextAsync(string path, string json)
    {
        using var content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        using var answer = await http.PostAsync("api/v1/" + path, content);
        return await ReadAsync(answer);
    }

    /// <summary>As an editor sends, with a key in place of the token.</summary>
    public async Task<JsonElement> PostWithKeyAsync(string path, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/" + path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request);
        return await ReadAsync(answer);
    }

    /// <summary>What a page that is signed in sends with everything it writes.</summary>
    private void UseSession()
    {
        var xsrf = cookies.GetCookies(http.BaseAddress!)[XsrfCookie]?.Value ?? "";
        http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(xsrf));
        http.DefaultRequestHeaders.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
    }

    private async Task UseOwnTokenAsync(params string[] scopes) =>
        Use((await PostAsync("me/api-tokens", new { name = "evaluation", scopes, expires_in_days = 1 })).GetProperty("token").GetString()!);

    private void Use(string token) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        await DemandAsync(answer);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task DemandAsync(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return;
        var request = answer.RequestMessage!;
        throw new HttpRequestException($"{request.Method} {request.RequestUri} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}

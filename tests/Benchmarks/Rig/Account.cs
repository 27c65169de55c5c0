using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Daybook.Benchmarks.Rig;

/// <summary>A person of the bench with a token and a project.</summary>
internal sealed record Account(int UserId, string Token, Guid Project)
{
    public string Bearer => "Bearer " + Token;

    public static async Task<Account> SetupAsync(Bench bench, CancellationToken ct)
    {
        using var browser = new HttpClient { BaseAddress = bench.Host.Address };
        var answer = await browser.PostAsJsonAsync("/api/v1/setup", new
        {
            email = "bench@example.org", password = "correct horse battery staple", name = "Bench", time_zone = "Europe/Berlin", workspace_name = "Bench",
        }, ct);
        await ReadAsync(answer);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/me/api-tokens");
        request.Content = JsonContent.Create(new { name = "bench", scopes = new[] { "read", "write", "ingest", "admin" }, expires_in_days = 30 });
        request.Headers.Add("Origin", browser.BaseAddress.GetLeftPart(UriPartial.Authority));
        const string cookie = "XSRF-TOKEN=";
        foreach (var line in answer.Headers.GetValues("Set-Cookie"))
            if (line.StartsWith(cookie, StringComparison.Ordinal))
                request.Headers.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(line[cookie.Length..line.IndexOf(';', StringComparison.Ordinal)]));
        var token = (await ReadAsync(await browser.SendAsync(request, ct))).GetProperty("token").GetString()!;
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var project = (await ReadAsync(await browser.PostAsJsonAsync("/api/v1/projects", new { name = "Harbor", tracker_enabled = true }, ct)))
            .GetProperty("id").GetGuid();
        var userId = await bench.AskAsync<int>("select user_id from workspace.user");
        return new Account(userId, token, project);
    }

    /// <summary>A new key for editors.</summary>
    public async Task<string> EditorKeyAsync(Bench bench, CancellationToken ct)
    {
        using var client = Client(bench.Host);
        return (await ReadAsync(await client.PostAsJsonAsync("/api/v1/me/editor-keys", new { name = "bench" }, ct))).GetProperty("key").GetString()!;
    }

    /// <summary>Posts to the host as this person.</summary>
    public async Task<JsonElement> PostAsync(Bench bench, string path, object body, CancellationToken ct)
    {
        using var client = Client(bench.Host);
        return await ReadAsync(await client.PostAsJsonAsync(path, body, ct));
    }

    private HttpClient Client(HostProcess host)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>Enrols a device and answers its client id.</summary>
    public async Task<string> EnrollAsync(Bench bench, CancellationToken ct)
    {
        using var client = Client(bench.Host);
        var device = Guid.CreateVersion7().ToString();
        await ReadAsync(await client.PostAsJsonAsync("/api/v1/tracker/devices:enroll", new { device_id = device, project_id = Project, name = "bench" }, ct));
        return device;
    }

    public async Task<string[]> EnrollAsync(Bench bench, int count, CancellationToken ct)
    {
        var devices = new string[count];
        for (var i = 0; i < count; i++) devices[i] = await EnrollAsync(bench, ct);
        return devices;
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}

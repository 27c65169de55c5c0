using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Testing;

namespace Daybook.Workspace.Tests;

/// <summary>A page in a browser: keeps its cookies and echoes the antiforgery word, as the UI does.</summary>
internal sealed class Browser(DaybookApp app) : IDisposable
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
    private readonly HttpClient client = app.CreateDefaultClient(new Uri("http://localhost"));

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    public IReadOnlyList<string> LastSetCookies { get; private set; } = [];

    public Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        SendAsync(HttpMethod.Post, "/api/v1/auth/sign-in", new { email, password });

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, object? body = null, Action<HttpRequestMessage>? change = null, bool echo = true)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Key + "=" + cookie.Value)));
        if (echo && cookies.TryGetValue("XSRF-TOKEN", out var word)) request.Headers.Add("X-XSRF-TOKEN", word);
        change?.Invoke(request);
        var answer = await client.SendAsync(request);
        LastSetCookies = answer.Headers.TryGetValues("Set-Cookie", out var lines) ? [.. lines] : [];
        foreach (var line in LastSetCookies)
        {
            var (name, value) = (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..line.IndexOf(';', StringComparison.Ordinal)]);
            if (value.Length == 0) cookies.Remove(name);
            else cookies[name] = value;
        }

        return answer;
    }

    public void Set(string cookie, string value) => cookies[cookie] = value;

    public void Dispose() => client.Dispose();
}

internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone();

    public static async Task<string> SlugAsync(this HttpResponseMessage answer)
    {
        var type = (await answer.JsonAsync()).GetProperty("type").GetString()!;
        return type["/problems/".Length..];
    }

    /// <summary>"field: key, key; field: key", in order of the fields.</summary>
    public static async Task<string> ErrorsAsync(this HttpResponseMessage answer) =>
        string.Join("; ", (await answer.JsonAsync()).GetProperty("errors").EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => field.Name + ": " + string.Join(", ", field.Value.EnumerateArray().Select(key => key.GetString()))));

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        return await answer.JsonAsync();
    }

    public static async Task<JsonElement> MakeAsync(this HttpClient client, string path, object body)
    {
        var answer = await client.PostAsJsonAsync(path, body);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException(await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    public static Guid Id(this JsonElement item, string name = "id") => item.GetProperty(name).GetGuid();
}

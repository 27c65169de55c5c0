using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Daybook.Host.Demo;

/// <summary>Speaks to the public API as a script of a user would.</summary>
internal sealed class DemoClient(HttpClient http, TimeProvider clock)
{
    private const string XsrfCookie = "XSRF-TOKEN=";

    public async Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(HttpMethod method, string path, JsonNode? body, CancellationToken ct)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(method, path);
            if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request, ct);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1), clock, ct);
                continue;
            }

            Remember(answer);
            var text = await answer.Content.ReadAsStringAsync(ct);
            return (answer.StatusCode, text.Length == 0 || answer.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) != true
                ? null
                : JsonNode.Parse(text));
        }
    }

    public async Task<JsonNode?> GetAsync(string path, CancellationToken ct) => Good(path, await AskAsync(HttpMethod.Get, path, null, ct));

    public async Task<JsonNode?> PostAsync(string path, JsonNode body, CancellationToken ct) => Good(path, await AskAsync(HttpMethod.Post, path, body, ct));

    /// <summary>From now on with a token instead of the cookie of the sign-in.</summary>
    public void UseToken(string token)
    {
        foreach (var name in new[] { "Cookie", "X-XSRF-TOKEN", "Origin" }) http.DefaultRequestHeaders.Remove(name);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private static JsonNode? Good(string path, (HttpStatusCode Status, JsonNode? Body) answer) =>
        (int)answer.Status < 300 ? answer.Body : throw new HttpRequestException($"{path} answered {(int)answer.Status} {answer.Body?["type"]}");

    // What a browser would keep: the session's cookie, and the word that writes must echo.
    private void Remember(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var lines)) return;
        var cookies = lines.Select(line => line.Split(';')[0]).ToList();
        foreach (var name in new[] { "Cookie", "X-XSRF-TOKEN", "Origin" }) http.DefaultRequestHeaders.Remove(name);
        http.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies));
        http.DefaultRequestHeaders.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        if (cookies.Find(cookie => cookie.StartsWith(XsrfCookie, StringComparison.Ordinal)) is { } xsrf)
            http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(xsrf[XsrfCookie.Length..]));
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Insights.Tests.Reads;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Shares;

public sealed class ShareTests(ReadHost host)
{
    private static readonly string[] AllFields = ["total", "projects", "languages", "tools", "categories", "days", "machines"];

    [Fact]
    public async Task A_badge_shows_its_number_to_whoever_knows_the_link_on_any_page()
    {
        var coder = await WithAnHourAsync();
        var share = await ShareAsync(coder, new { kind = "badge", label = "Time on <shop>", metric = "project", value = "shop", range = "last_7_days" });
        using var anybody = host.App.Anonymous();
        using var answer = await anybody.GetAsync(new Uri(share.GetProperty("image_url").GetString()!).PathAndQuery);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        var svg = await answer.Content.ReadAsStringAsync();
        svg.ShouldContain("Time on &lt;shop&gt;");
        svg.ShouldContain(">40 mins<");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single().ShouldBe("cross-origin");
        (answer.Headers.CacheControl!.Public, answer.Headers.CacheControl.MaxAge).ShouldBe((true, TimeSpan.FromMinutes(5)));

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(share.GetProperty("image_url").GetString()!).PathAndQuery);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await anybody.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);

        var shields = await coder.GetAsync($"/badge/{SecretOf(share)}.json", anybody);
        Golden.Matches(shields, """{"schemaVersion": 1, "label": "Time on <shop>", "message": "40 mins", "color": "1f7a6c", "cacheSeconds": 300}""");
    }

    [Fact]
    public async Task A_link_says_nothing_of_whose_it_is()
    {
        var coder = await WithAnHourAsync();
        var share = await ShareAsync(coder, new { kind = "badge", label = "All", range = "all_time" });
        share.GetProperty("shields_url").GetString().ShouldStartWith("https://img.shields.io/endpoint?url=http");
        share.GetProperty("markdown").GetString().ShouldStartWith("![All](http");
        var secret = SecretOf(share);
        secret.Length.ShouldBe(48);
        await using var connection = new NpgsqlConnection(host.App.ConnectionString);
        var rows = await connection.QueryAsync<string>("select row_to_json(share)::text from insights.share as share where user_id = @User", new { coder.User });
        rows.Single().ShouldNotContain(secret);
    }

    [Fact]
    public async Task Guessed_revoked_renewed_and_expired_links_all_show_the_same_nothing()
    {
        var coder = await WithAnHourAsync();
        using var anybody = host.App.Anonymous();
        var share = await ShareAsync(coder, new { kind = "badge", label = "All", range = "today" });
        var id = share.GetProperty("id").GetGuid();
        var secret = SecretOf(share);
        (await StatusAsync(anybody, secret)).ShouldBe(HttpStatusCode.OK);

        // A guess that names the right share, one letter of its proof wrong.
        var guess = secret[..^1] + (secret[^1] == 'A' ? 'B' : 'A');
        string[] guesses = [guess, secret[..^1], secret + "A", new string('A', 48), id.ToString(), "%00", secret.ToUpperInvariant(), secret.ToLowerInvariant()];
        foreach (var wrong in guesses)
        {
            using var refused = await anybody.GetAsync($"/badge/{Uri.EscapeDataString(wrong)}.svg");
            refused.StatusCode.ShouldBe(HttpStatusCode.NotFound, wrong);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("not found");
        }

        // A badge's link is no summary's.
        (await anybody.GetAsync($"/api/public/summaries/{secret}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var renewed = await ReadAsync(await coder.Client.PostAsync($"/api/v1/shares/{id}/renew", null));
        SecretOf(renewed).ShouldNotBe(secret);
        (await StatusAsync(anybody, secret)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(anybody, SecretOf(renewed))).ShouldBe(HttpStatusCode.OK);

        await using (var connection = new NpgsqlConnection(host.App.ConnectionString))
            await connection.ExecuteAsync("update insights.share set expires_at = @then where id = @id", new { id, then = ReadHost.Noon.AddMinutes(-1) });
        (await StatusAsync(anybody, SecretOf(renewed))).ShouldBe(HttpStatusCode.NotFound);

        (await coder.Client.DeleteAsync($"/api/v1/shares/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync(anybody, SecretOf(renewed))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_summary_shows_what_was_consented_to_and_nothing_else()
    {
        var coder = await WithAnHourAsync();
        using var anybody = host.App.Anonymous();
        foreach (var field in AllFields)
        {
            var share = await ShareAsync(coder, Summary([field]));
            var shown = await coder.GetAsync($"/api/public/summaries/{SecretOf(share)}", anybody);
            string[] always = ["label", "range", "start", "end", "generated_at", "expires_at"];
            shown.EnumerateObject().Select(member => member.Name).Except(always, StringComparer.Ordinal).ShouldBe([field == "total" ? "total_ms" : field]);
        }
    }

    [Fact]
    public async Task A_summary_adds_up()
    {
        var coder = await WithAnHourAsync();
        using var anybody = host.App.Anonymous();
        var share = await ShareAsync(coder, Summary(AllFields));
        share.GetProperty("url").GetString().ShouldEndWith("/shared/" + SecretOf(share));
        var shown = await coder.GetAsync($"/api/public/summaries/{SecretOf(share)}", anybody);

        shown.GetProperty("total_ms").GetInt64().ShouldBe(3_600_000);
        shown.GetProperty("projects").EnumerateArray().Select(part => (part.GetProperty("name").GetString(), part.GetProperty("ms").GetInt64(), part.GetProperty("share").GetDouble()))
            .ShouldBe([("shop", 2_400_000, 0.6667), ("blog", 1_200_000, 0.3333)]);
        shown.GetProperty("days").GetArrayLength().ShouldBe(7);
        shown.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("ms").GetInt64()).ShouldBe(3_600_000);
    }

    [Fact]
    public async Task A_project_that_is_excluded_from_capture_shows_nowhere_even_with_what_was_stored_before()
    {
        var coder = await WithAnHourAsync();
        using var anybody = host.App.Anonymous();
        var badge = await ShareAsync(coder, new { kind = "badge", label = "Shop", metric = "project", value = "shop", range = "last_7_days" });
        var excluded = await coder.Client.PutAsJsonAsync("/api/v1/me/capture-privacy", new
        {
            hash_paths = false, excluded_projects = new[] { "SH*" }, excluded_files = Array.Empty<string>(), fill_browser_projects = true,
        });
        excluded.IsSuccessStatusCode.ShouldBeTrue(await excluded.Content.ReadAsStringAsync());

        var share = await ShareAsync(coder, Summary(["projects"]));
        var shown = await coder.GetAsync($"/api/public/summaries/{SecretOf(share)}", anybody);
        Golden.Matches(shown.GetProperty("projects"), """[{"name": "blog", "ms": 1200000, "share": 1}]""");
        (await StatusAsync(anybody, SecretOf(badge))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Wrong_wishes_are_refused_with_every_reason()
    {
        var coder = await Coder.ComeAsync(host);
        await RefusedAsync(coder, new { }, "kind", "label", "range");
        await RefusedAsync(coder, new { kind = "badge", label = "x", range = "last_8_days", metric = "project" }, "range", "value");
        await RefusedAsync(coder, new { kind = "summary", label = "x", range = "today", fields = new[] { "total" } }, "expires_at");
        await RefusedAsync(coder, new { kind = "summary", label = "x", range = "today", fields = new[] { "total" }, expires_at = ReadHost.Noon.AddDays(400) }, "expires_at");
        await RefusedAsync(coder, new { kind = "summary", label = "x", range = "today", fields = new[] { "files" }, expires_at = ReadHost.Noon.AddDays(4) }, "fields");
    }

    [Fact]
    public async Task Nobody_renews_or_ends_what_another_shares()
    {
        var coder = await WithAnHourAsync();
        var share = await ShareAsync(coder, new { kind = "badge", label = "All", range = "today" });
        var other = await Coder.ComeAsync(host);
        (await other.GetAsync("/api/v1/shares", other.Client)).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await other.Client.PostAsync($"/api/v1/shares/{share.GetProperty("id")}/renew", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Client.DeleteAsync($"/api/v1/shares/{share.GetProperty("id")}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var anybody = host.App.Anonymous();
        (await StatusAsync(anybody, SecretOf(share))).ShouldBe(HttpStatusCode.OK);
        (await coder.GetAsync("/api/v1/shares", coder.Client)).GetProperty("items")[0].GetProperty("last_seen_at").ValueKind.ShouldBe(JsonValueKind.String);
    }

    /// <summary>An hour yesterday: forty minutes on shop, twenty on blog.</summary>
    private async Task<Coder> WithAnHourAsync()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(
            Coder.Beat("2026-11-20T09:00:00"), Coder.Beat("2026-11-20T09:10:00"), Coder.Beat("2026-11-20T09:20:00"), Coder.Beat("2026-11-20T09:30:00"),
            Coder.Beat("2026-11-20T09:40:00", "blog", "/w/blog/post.md", "Markdown"), Coder.Beat("2026-11-20T09:50:00", "blog", "/w/blog/post.md", "Markdown"),
            Coder.Beat("2026-11-20T10:00:00", "blog", "/w/blog/post.md", "Markdown"));
        return coder;
    }

    private static object Summary(string[] fields) =>
        new { kind = "summary", label = "My week", range = "last_7_days", fields, expires_at = ReadHost.Noon.AddDays(30) };

    private static async Task<JsonElement> ShareAsync(Coder coder, object wish) => await ReadAsync(await coder.Client.PostAsJsonAsync("/api/v1/shares", wish));

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static string SecretOf(JsonElement share) => share.GetProperty("url").GetString()!.Split('/')[^1].Split('.')[0];

    private static async Task<HttpStatusCode> StatusAsync(HttpClient anybody, string secret)
    {
        using var answer = await anybody.GetAsync($"/badge/{secret}.svg");
        return answer.StatusCode;
    }

    private static async Task RefusedAsync(Coder coder, object wish, params string[] fields)
    {
        using var answer = await coder.Client.PostAsJsonAsync("/api/v1/shares", wish);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal).ShouldBe(fields.Order(StringComparer.Ordinal));
    }
}

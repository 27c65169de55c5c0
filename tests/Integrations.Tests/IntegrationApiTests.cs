using System.Net;
using Shouldly;
using Xunit;

namespace Daybook.Integrations.Tests;

public sealed class IntegrationApiTests(AwHost host) : IClassFixture<AwHost>
{
    [Fact]
    public async Task The_bundled_connector_is_listed_with_its_form()
    {
        var item = (await host.SendAsync(HttpMethod.Get, "connectors")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (item.GetProperty("id").GetString(), item.GetProperty("state").GetString(), item.GetProperty("imports").GetBoolean()).ShouldBe(("activitywatch", "active", true));
        item.GetProperty("file_hint").GetString().ShouldBe("aw-buckets-export.json");
        var fields = item.GetProperty("settings").GetProperty("fields").EnumerateArray().ToList();
        fields.Select(field => $"{field.GetProperty("key")} {field.GetProperty("kind")} {field.GetProperty("required")}").ShouldBe(
            ["server_url url True", "authorization secret False", "default_project project False", "lookback_days number False", "bucket_ids list False"]);
        fields[0].GetProperty("default").GetString().ShouldBe("http://localhost:5600");
        (fields[3].GetProperty("min").GetDouble(), fields[3].GetProperty("max").GetDouble()).ShouldBe((1, 90));
    }

    [Fact]
    public async Task A_secret_is_never_sent_back_and_lies_encrypted()
    {
        const string Secret = "Bearer very-secret-7f3a";
        var id = await host.ConnectAsync(authorization: Secret);
        var shown = await host.SendAsync(HttpMethod.Get, $"integrations/{id}");
        shown.GetRawText().ShouldNotContain("very-secret");
        shown.GetProperty("settings").GetProperty("authorization").GetProperty("set").GetBoolean().ShouldBeTrue();
        (await host.QueryAsync<string>("select settings::text from integrations.integration")).ShouldAllBe(text => !text.Contains("very-secret", StringComparison.Ordinal));
        (await host.QueryAsync<byte[]>("select cipher from integrations.secret where integration_id = @id", new { id }))
            .ShouldAllBe(cipher => !System.Text.Encoding.Latin1.GetString(cipher).Contains("very-secret", StringComparison.Ordinal));

        // Kept when sent empty, used in the test, forgotten with null.
        host.Server.Authorization = Secret;
        try
        {
            await host.SendAsync(HttpMethod.Patch, $"integrations/{id}", new { settings = new { server_url = host.Server.Address, authorization = "" } });
            (await host.SendAsync(HttpMethod.Post, $"integrations/{id}/test")).GetProperty("checks")[0].GetProperty("ok").GetBoolean().ShouldBeTrue();
            var unsaved = new { connector = "activitywatch", settings = new { server_url = host.Server.Address, authorization = "" }, integration_id = id };
            (await host.SendAsync(HttpMethod.Post, "integrations/test", unsaved)).GetRawText().ShouldNotContain("refuses the authorization");
            await host.SendAsync(HttpMethod.Patch, $"integrations/{id}", new { settings = new { server_url = host.Server.Address, authorization = (string?)null } });
            (await host.SendAsync(HttpMethod.Post, $"integrations/{id}/test")).GetRawText().ShouldContain("refuses the authorization");
        }
        finally
        {
            host.Server.Authorization = null;
        }
    }

    [Fact]
    public async Task Wrong_settings_and_schedules_are_answered_field_by_field()
    {
        var answer = await host.SendAsync(HttpMethod.Post, "integrations", new
        {
            connector = "activitywatch", name = "", settings = new { server_url = "nope", lookback_days = 91, surprise = 1, default_project = Guid.CreateVersion7() },
            schedule = new { kind = "cron", cron = "x" },
        }, HttpStatusCode.UnprocessableEntity);
        answer.GetProperty("type").GetString().ShouldBe("/problems/validation");
        answer.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal).ShouldBe(
            ["name", "schedule.cron", "settings.default_project", "settings.lookback_days", "settings.server_url", "settings.surprise"]);
        (await host.SendAsync(HttpMethod.Post, "integrations", new { connector = "nothing" }, HttpStatusCode.UnprocessableEntity))
            .GetProperty("errors").GetProperty("connector")[0].GetString().ShouldBe("unknown");
    }

    [Fact]
    public async Task Unsaved_settings_are_tested_in_words()
    {
        var gone = await host.SendAsync(HttpMethod.Post, "integrations/test", new { connector = "activitywatch", settings = new { server_url = "http://127.0.0.1:9" } });
        gone.GetProperty("ok").GetBoolean().ShouldBeFalse();
        gone.GetProperty("checks")[0].GetProperty("message").GetString().ShouldBe("The server cannot be reached.");
        var denied = await host.SendAsync(HttpMethod.Post, "integrations/test", new { connector = "activitywatch", settings = new { server_url = "http://169.254.169.254" } });
        denied.GetProperty("checks")[0].GetProperty("message").GetString()!.ShouldStartWith("Daybook may not connect to that address.");
    }

    [Fact]
    public async Task An_integration_is_renamed_paused_resumed_and_deleted()
    {
        var id = await host.ConnectAsync(new { kind = "hourly" });
        await host.SendAsync(HttpMethod.Patch, $"integrations/{id}", new { name = "Desk", schedule = new { kind = "cron", cron = "0 0 8 * * ?" } });
        var shown = await host.SendAsync(HttpMethod.Get, $"integrations/{id}");
        (shown.GetProperty("name").GetString(), shown.GetProperty("schedule").GetProperty("cron").GetString(), shown.GetProperty("state").GetString()).ShouldBe(("Desk", "0 0 8 * * ?", "active"));
        shown.GetProperty("next_run_at").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.String);

        await host.SendAsync(HttpMethod.Post, $"integrations/{id}/pause", expected: HttpStatusCode.NoContent);
        shown = await host.SendAsync(HttpMethod.Get, $"integrations/{id}");
        (shown.GetProperty("state").GetString(), shown.GetProperty("next_run_at").ValueKind).ShouldBe(("paused", System.Text.Json.JsonValueKind.Null));
        await host.SendAsync(HttpMethod.Post, $"integrations/{id}/resume", expected: HttpStatusCode.NoContent);
        (await host.SendAsync(HttpMethod.Get, $"integrations/{id}")).GetProperty("state").GetString().ShouldBe("active");

        await host.SendAsync(HttpMethod.Delete, $"integrations/{id}", expected: HttpStatusCode.NoContent);
        await host.SendAsync(HttpMethod.Get, $"integrations/{id}", expected: HttpStatusCode.NotFound);
        await host.SendAsync(HttpMethod.Post, $"integrations/{id}/sync", expected: HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Listing_changes_nothing()
    {
        // A peer switched integrations off by looking at them.
        var id = await host.ConnectAsync(new { kind = "daily" });
        var before = (await host.QueryAsync<string>("select integration::text from integrations.integration where id = @id", new { id })).Single();
        for (var look = 0; look < 3; look++) await host.SendAsync(HttpMethod.Get, "integrations");
        (await host.QueryAsync<string>("select integration::text from integrations.integration where id = @id", new { id })).Single().ShouldBe(before);
    }

    [Fact]
    public async Task Another_person_sees_and_touches_nothing_of_mine()
    {
        var id = await host.ConnectAsync();
        var run = (await host.SyncAsync(id)).GetProperty("id").GetGuid();
        await host.SendAsync(HttpMethod.Post, "members", new { email = "mia@example.org", name = "Mia", role = "member", password = Testing.DaybookApp.Password }, HttpStatusCode.Created);
        using var other = host.App.With(await host.App.TokenOfAsync("mia@example.org", Testing.DaybookApp.Password));
        (await host.SendAsync(HttpMethod.Get, "integrations", by: other)).GetProperty("items").GetArrayLength().ShouldBe(0);
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, $"integrations/{id}"), (HttpMethod.Delete, $"integrations/{id}"), (HttpMethod.Post, $"integrations/{id}/sync"),
            (HttpMethod.Post, $"integrations/{id}/test"), (HttpMethod.Post, $"integrations/{id}/pause"), (HttpMethod.Post, $"integrations/{id}/resume"),
            (HttpMethod.Post, $"integrations/{id}/reset"), (HttpMethod.Get, $"integrations/{id}/runs"), (HttpMethod.Get, $"integrations/{id}/runs/{run}"),
            (HttpMethod.Post, $"integrations/{id}/runs/{run}/cancel"),
        }) await host.SendAsync(method, path, expected: HttpStatusCode.NotFound, by: other);
        await host.SendAsync(HttpMethod.Patch, $"integrations/{id}", new { name = "mine" }, HttpStatusCode.NotFound, other);
    }
}

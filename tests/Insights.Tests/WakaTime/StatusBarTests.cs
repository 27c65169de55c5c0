using System.Net;
using Daybook.Insights.Tests.Reads;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.WakaTime;

public sealed class StatusBarTests(ReadHost host)
{
    private const string Ai = """
        "ai_additions": 0, "ai_deletions": 0, "human_additions": 0, "human_deletions": 0, "ai_input_tokens": 0, "ai_cached_input_tokens": 0,
        "ai_output_tokens": 0, "ai_sessions": null, "ai_prompt_events_total": 0, "ai_prompt_length_sum": null, "ai_model_total_cost": null,
        "ai_model_breakdown": [], "ai_model_costs": {}
        """;

    // Thirty minutes on shop, ten on blog; the last heartbeat counts nothing.
    private const string Half = """ "total_seconds": 1800, "digital": "0:30:00", "decimal": "0.50", "text": "30 mins", "hours": 0, "minutes": 30, "seconds": 0, "percent": 75 """;
    private const string Ten = """ "total_seconds": 600, "digital": "0:10:00", "decimal": "0.16", "text": "10 mins", "hours": 0, "minutes": 10, "seconds": 0, "percent": 25 """;
    private const string All = """ "total_seconds": 2400, "digital": "0:40:00", "decimal": "0.66", "text": "40 mins", "hours": 0, "minutes": 40, "seconds": 0, "percent": 100 """;

    private const string Golden40Minutes = $$"""
        {
          "cached_at": "*", "has_team_features": false,
          "data": {
            "categories": [{"name": "Coding", {{All}}}],
            "dependencies": [],
            "editors": [{"name": "VS Code", {{Half}}, {{Ai}}}, {"name": "Vim", {{Ten}}, {{Ai}}}],
            "grand_total": {"decimal": "0.66", "digital": "0:40", "hours": 0, "minutes": 40, "text": "40 mins", "total_seconds": 2400, {{Ai}}},
            "languages": [{"name": "Python", {{Half}}}, {"name": "Markdown", {{Ten}}}],
            "machines": [{"name": "laptop", "machine_name_id": "*", {{All}}}],
            "operating_systems": [{"name": "Linux", {{Half}}}, {"name": "macOS", {{Ten}}}],
            "projects": [{"name": "shop", {{Half}}, {{Ai}}}, {"name": "blog", {{Ten}}, {{Ai}}}],
            "range": {"date": "2026-11-21", "start": "2026-11-21T00:00:00.000Z", "end": "2026-11-21T23:59:59.000Z", "text": "Today", "timezone": "Etc/UTC"},
            "has_team_features": false
          }
        }
        """;

    private const string GoldenNothing = $$"""
        {
          "cached_at": "*", "has_team_features": false,
          "data": {
            "categories": [], "dependencies": [], "editors": [], "languages": [], "machines": [], "operating_systems": [], "projects": [],
            "grand_total": {"decimal": "0.00", "digital": "0:00", "hours": 0, "minutes": 0, "text": "0 secs", "total_seconds": 0, {{Ai}}},
            "range": {"date": "2026-11-21", "start": "2026-11-20T23:00:00.000Z", "end": "2026-11-21T22:59:59.000Z", "text": "Today", "timezone": "Europe/Berlin"},
            "has_team_features": false
          }
        }
        """;

    [Fact]
    public async Task Today_is_told_in_the_shape_that_editors_read()
    {
        var coder = await Coder.ComeAsync(host);
        await coder.SendAsync(Today());
        string[] paths =
        [
            "/api/v1/users/current/statusbar/today", "/api/v1/users/current/status_bar/today", "/api/users/current/statusbar/today",
            "/api/compat/wakatime/v1/users/current/statusbar/today", "/api/hackatime/v1/users/current/statusbar/today",
            "/users/current/statusbar/today",
        ];
        foreach (var path in paths) Golden.Matches(await coder.GetAsync(path), Golden40Minutes);
    }

    [Fact]
    public async Task A_day_without_anything_is_zero_seconds_and_empty_lists()
    {
        var coder = await Coder.ComeAsync(host, "Europe/Berlin");
        Golden.Matches(await coder.GetAsync("/api/v1/users/current/statusbar/today"), GoldenNothing);
    }

    [Fact]
    public async Task Pages_of_any_origin_may_read_it_refusals_too()
    {
        using var stranger = host.App.Anonymous();
        using var refused = await stranger.GetAsync("/api/v1/users/current/statusbar/today");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe("*");
    }

    [Fact]
    public async Task Somebody_elses_day_is_not_found()
    {
        var coder = await Coder.ComeAsync(host);
        using var answer = await coder.Editor.GetAsync($"/api/v1/users/{Guid.CreateVersion7()}/statusbar/today");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("""{"error":""");
    }

    internal static System.Text.Json.Nodes.JsonObject[] Today() =>
    [
        Coder.Beat("2026-11-21T09:00:00"), Coder.Beat("2026-11-21T09:10:00"), Coder.Beat("2026-11-21T09:20:00"),
        Coder.Beat("2026-11-21T09:30:00", "blog", "/w/blog/post.md", "Markdown", Coder.Vim),
        Coder.Beat("2026-11-21T09:40:00", "blog", "/w/blog/post.md", "Markdown", Coder.Vim),
    ];
}

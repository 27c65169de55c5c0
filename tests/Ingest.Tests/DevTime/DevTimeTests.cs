using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Ingest.Tests.WakaTime;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.DevTime;

public sealed class DevTimeTests(TrackerApp tracker)
{
    private static long At(double seconds) => EditorPerson.Start.AddSeconds(seconds).ToUnixTimeMilliseconds();

    private static string Beat(double at = 0, string more = "") =>
        $$"""{"tool":"claude_code","timestamp":{{At(at)}},"activity_type":"prompting","project":"harbor","file":"/w/a.cs","language":"csharp","branch":"main","machine_id":"laptop","tokens_in":1200,"tokens_out":-3,"session_id":"s-1"{{more}}}""";

    [Theory]
    [InlineData("/api/heartbeat")]
    [InlineData("/v1/heartbeat")]
    public async Task One_alone_is_stored_and_answered_ok(string path)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var answer = await person.PostAsync(Beat(), path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"ok":true}""");
        var beat = (await person.StoredAsync()).ShouldHaveSingleItem();
        (beat.App, beat.File, beat.Repository, beat.Branch, beat.Language, beat.Category, beat.Machine)
            .ShouldBe(("Claude Code", "/w/a.cs", "harbor", "main", "C#", "prompting", "laptop"));
        (beat.Kind, beat.Source, beat.ClientId).ShouldBe((6, 2, "devtime:laptop/Claude Code"));
        beat.Ts.ToUnixTimeMilliseconds().ShouldBe(At(0));
        var body = JsonDocument.Parse(beat.Body).RootElement;
        (body.GetProperty("ai_input_tokens").GetInt32(), body.GetProperty("ai_output_tokens").GetInt32(), body.GetProperty("ai_session").GetString()).ShouldBe((1200, -3, "s-1"));
    }

    [Theory]
    [InlineData("/api/heartbeat/batch")]
    [InlineData("/v1/heartbeat/batch")]
    public async Task A_batch_adds_up_and_says_which_were_refused(string path)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        await person.PostAsync(Beat(0), "/api/heartbeat");
        var answer = await person.PostAsync(
            $$"""{"heartbeats":[{{Beat(0)}},{{Beat(1)}},{"timestamp":{{At(2)}},"activity_type":"coding"},null,{"tool":"vim","timestamp":"no","activity_type":"coding"},{"tool":"vim","timestamp":{{At(3)}}},{"tool":"vim","timestamp":{{At(4)}},"activity_type":"idle"},{{Beat(1)}}]}""",
            path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var sum = await answer.Content.ReadFromJsonAsync<JsonElement>();
        sum.GetProperty("ok").GetBoolean().ShouldBeTrue();
        (sum.GetProperty("accepted").GetInt32(), sum.GetProperty("duplicates").GetInt32()).ShouldBe((2, 2));
        sum.GetProperty("rejected").EnumerateArray().Select(one => (one.GetProperty("index").GetInt32(), one.GetProperty("reason").GetString()))
            .ShouldBe([(2, "bad_tool"), (3, "bad_heartbeat"), (4, "bad_timestamp"), (5, "bad_activity_type")]);
        var stored = await person.StoredAsync();
        stored.Count.ShouldBe(3);
        var idle = stored.Single(beat => beat.App == "Vim");
        (idle.State, idle.EntityType, idle.Kind).ShouldBe((1, "app", 4));
    }

    [Fact]
    public async Task On_the_shared_path_the_bodys_shape_decides()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        (await person.PostAsync(EditorPerson.Beat(), "/api/heartbeat")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await person.PostAsync(Beat(), "/api/heartbeat")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.StoredAsync()).Select(beat => beat.ClientId.Split(':')[0]).Order().ShouldBe(["devtime", "waka"]);
        var bad = await person.PostAsync("""{"tool":"vim"}""", "/api/heartbeat");
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ok").GetBoolean().ShouldBeFalse();
        (await person.PostAsync("{", "/api/heartbeat/batch")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_a_person_tells_an_agent_is_stored_nowhere()
    {
        const string secret = "Quokka-Prompt-Text";
        var person = await EditorPerson.MakeAsync(tracker);
        var words = $",\"prompt\":\"{secret}\",\"tool_input\":{{\"command\":\"{secret}\"}},\"messages\":[\"{secret}\"],\"content\":\"{secret}\",\"metadata\":{{\"text\":\"{secret}\"}},\"last_assistant_message\":\"{secret}\"";
        (await person.PostAsync(Beat(0, words), "/api/heartbeat")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.PostAsync($"{{\"heartbeats\":[{Beat(1, words)}]}}", "/api/heartbeat/batch")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.SendAsync($"[{EditorPerson.Beat(2, more: words + $",\"ai_prompt\":\"{secret}\",\"ai_prompt_length\":18")}]"))[0].Status.ShouldBe(201);
        (await person.StoredAsync()).Count.ShouldBe(3);

        await using var connection = await tracker.OpenAsync();
        var tables = await connection.QueryAsync<string>(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
        var seen = 0;
        foreach (var table in tables)
        {
            seen++;
            (await connection.QuerySingleAsync<long>($"select count(*) from {table} as t where t::text ilike '%quokka%'")).ShouldBe(0, table);
        }

        seen.ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task A_token_is_made_with_what_heartbeats_and_reading_need()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var answer = await person.Own.PostAsJsonAsync("/api/auth/token", new { name = "plugin" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        made.GetProperty("expires_at").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow());
        using var plugin = tracker.App.With(made.GetProperty("token").GetString()!);
        (await person.PostAsync(Beat(), "/api/heartbeat", client: plugin)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await plugin.GetAsync("/api/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await plugin.PostAsJsonAsync("/api/v1/me/editor-keys", new { name = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await person.Own.PostAsync("/api/auth/token", null)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await person.Editor.PostAsync("/api/auth/token", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}

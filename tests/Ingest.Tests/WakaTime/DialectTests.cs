using System.Text.Json;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.WakaTime;

/// <summary>What real clients sent, and what became of it.</summary>
public sealed class DialectTests(TrackerApp tracker)
{
    [Fact]
    public async Task The_command_line_client_sends_a_list_with_numbers_and_its_agent_in_each()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var taken = await person.SendAsync(
            """[{"branch":"main","category":"coding","cursorpos":5,"dependencies":["requests"],"entity":"/w/proj/app.py","type":"file","is_write":true,"language":"Python","lineno":2,"lines":2,"project":"proj","project_root_count":6,"time":1763657668.4565659,"user_agent":"wakatime/v1.90.0 (linux-6.18.44-unknown) go1.22.0 vscode/1.95.0 vscode-wakatime/25.0.0"}]""",
            machine: "ana%27s+laptop");
        taken.ShouldHaveSingleItem().Status.ShouldBe(201);
        var beat = (await person.StoredAsync()).ShouldHaveSingleItem();
        (beat.App, beat.File, beat.Repository, beat.Branch, beat.Language, beat.Category, beat.EntityType)
            .ShouldBe(("VS Code", "/w/proj/app.py", "proj", "main", "Python", "coding", "file"));
        (beat.Machine, beat.Platform, beat.Kind, beat.Source, beat.IsWrite).ShouldBe(("ana's laptop", "Linux", 4, 1, true));
        beat.ClientId.ShouldBe("waka:ana's laptop/VS Code/editor");
        beat.Ts.ToUnixTimeMilliseconds().ShouldBe(1763657668456);
        beat.EventId.ToString().ShouldBe(taken[0].Item.GetProperty("data").GetProperty("id").GetString());
        JsonDocument.Parse(beat.Body).RootElement.GetProperty("lineno").GetInt32().ShouldBe(2);
        var data = JsonDocument.Parse(beat.Data!).RootElement;
        data.GetProperty("dependencies")[0].GetString().ShouldBe("requests");
        data.GetProperty("project_root_count").GetInt32().ShouldBe(6);
        beat.UserAgent!.ShouldStartWith("wakatime/v1.90.0");
    }

    [Fact]
    public async Task The_old_client_sends_numbers_as_texts_and_no_category()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        (await person.SendAsync(
            """[{"time":1763657479.7239015,"entity":"/w/proj/app.py","type":"file","category":null,"is_write":true,"project":"proj","branch":"main","language":"Python","dependencies":["requests"],"lines":2,"lineno":"2","cursorpos":"5","user_agent":"wakatime/13.1.0 (Linux-6.18.44-x86_64-with-glibc2.36) Python3.9.18.final.0 vim/9.0 vim-wakatime/9.0.0"}]"""))
            .ShouldHaveSingleItem().Status.ShouldBe(201);
        var beat = (await person.StoredAsync()).ShouldHaveSingleItem();
        (beat.App, beat.Category).ShouldBe(("Vim", "coding"));
        var body = JsonDocument.Parse(beat.Body).RootElement;
        (body.GetProperty("lineno").GetInt32(), body.GetProperty("cursorpos").GetInt32()).ShouldBe((2, 5));
    }

    [Fact]
    public async Task The_web_editor_sends_a_text_that_holds_the_list()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        using var page = tracker.App.Anonymous();
        var answer = await person.PostAsync(
            """
            "[{\"type\":\"file\",\"plugin\":\"(Linux) code-server/1.99.3 vscode-wakatime/30.2.0\",\"entity\":\"127.0.0.1:18891/w/ws/app.py\",\"time\":1763659997.223,\"is_write\":false,\"lineno\":1,\"cursorpos\":1,\"lines_in_file\":5,\"human_line_changes\":0,\"alternate_project\":\"ws\",\"language\":\"python\"}]"
            """, $"/api/v1/users/current/heartbeats.bulk?api_key={person.Key}", client: page);
        ((int)answer.StatusCode).ShouldBe(201);
        var beat = (await person.StoredAsync()).ShouldHaveSingleItem();
        (beat.App, beat.Repository, beat.Language, beat.Platform).ShouldBe(("code-server", "ws", "Python", "Linux"));
        JsonDocument.Parse(beat.Data!).RootElement.GetProperty("raw_language").GetString().ShouldBe("python");
        JsonDocument.Parse(beat.Body).RootElement.GetProperty("lines").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task The_browser_extension_sends_plain_text_times_as_texts_and_asks_for_the_last_project()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        await person.SendAsync($"[{EditorPerson.Beat(0, more: ",\"project\":\"harbor\",\"branch\":\"pier\"")}]");
        var answer = await person.PostAsync(
            $$"""[{"entity":"docs.example.org","type":"domain","time":"{{EditorPerson.At(5)}}","project":"<<LAST_PROJECT>>","branch":"<<LAST_BRANCH>>","id":"x","plugin":"Chrome/117.0.0.0 win_x86-64 chrome-wakatime/3.0.19"}]""",
            type: "text/plain");
        ((int)answer.StatusCode).ShouldBe(201);
        var beat = (await person.StoredAsync())[^1];
        (beat.App, beat.Url, beat.File, beat.EntityType, beat.Category, beat.Repository, beat.Branch, beat.Kind)
            .ShouldBe(("Chrome", "docs.example.org", null, "domain", "browsing", "harbor", "pier", 3));
    }

    [Theory]
    [InlineData("/api/v1/users/current/heartbeats", 201)]
    [InlineData("/api/heartbeat", 201)]
    [InlineData("/api/v1/heartbeats", 201)]
    [InlineData("/api/compat/wakatime/v1/users/current/heartbeats", 201)]
    [InlineData("/api/hackatime/v1/users/current/heartbeats", 202)]
    public async Task One_alone_is_answered_alone(string path, int status)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var answer = await person.PostAsync(EditorPerson.Beat(), path);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        Guid.TryParse(JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("id").GetString(), out _).ShouldBeTrue();
        text.ShouldNotContain("app.py");
        (await person.StoredAsync()).Count.ShouldBe(1);
        ((int)(await person.PostAsync("""{"type":"file"}""", path)).StatusCode).ShouldBe(400);
    }

    [Theory]
    [InlineData("/api/v1/users/current/heartbeats.bulk")]
    [InlineData("/api/users/current/heartbeats.bulk")]
    [InlineData("/api/compat/wakatime/v1/users/current/heartbeats.bulk")]
    [InlineData("/api/hackatime/v1/users/current/heartbeats.bulk")]
    [InlineData("/users/current/heartbeats.bulk")]
    [InlineData("/api/v1/users/{email}/heartbeats.bulk")]
    public async Task A_list_is_taken_under_every_address_that_people_configure(string path)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var answer = await person.PostAsync($"[{EditorPerson.Beat()}]", path.Replace("{email}", person.Email, StringComparison.Ordinal));
        ((int)answer.StatusCode).ShouldBe(201);
        (await person.StoredAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_elses_name_is_answered_not_found_and_stores_nothing()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        ((int)(await person.PostAsync($"[{EditorPerson.Beat()}]", "/api/v1/users/owner@example.org/heartbeats.bulk")).StatusCode).ShouldBe(404);
        (await person.StoredAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Senders_of_their_own_kind_use_other_words_and_other_scales()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var seconds = EditorPerson.Start.ToUnixTimeSeconds();
        var taken = await person.SendAsync(
            $$"""
            [{"entity":"a.rs","entity_type":"file","time":{{seconds}}000,"plugin":"gpt/5.5-high codex-cli/0.141.0","ai_session":"s1","ai_input_tokens":120,"ai_output_tokens":"30","ai_line_changes":-7},
             {"entity":"b.rs","timestamp":"{{seconds}}000000","plugin":"zed/1 zed-wakatime/1"},
             {"entity":"c.rs","time":{{seconds}}000000000},
             {"entity":"d.rs","time":{{seconds}},"ai_agent":"opencode","ai_model":"kimi-3"},]
            """);
        taken.Select(one => one.Status).ShouldBe([201, 201, 201, 201]);
        var stored = await person.StoredAsync();
        stored.ShouldAllBe(beat => beat.Ts.ToUnixTimeSeconds() == seconds);
        var codex = stored.Single(beat => beat.File == "a.rs");
        (codex.App, codex.Kind, codex.Source, codex.Category).ShouldBe(("Codex", 6, 2, "ai coding"));
        var body = JsonDocument.Parse(codex.Body).RootElement;
        (body.GetProperty("ai_input_tokens").GetInt32(), body.GetProperty("ai_output_tokens").GetInt32(), body.GetProperty("ai_line_changes").GetInt32()).ShouldBe((120, 30, -7));
        JsonDocument.Parse(codex.Data!).RootElement.GetProperty("model").GetString().ShouldBe("gpt 5.5-high");
        var open = stored.Single(beat => beat.File == "d.rs");
        (open.App, open.Kind).ShouldBe(("OpenCode", 6));
        JsonDocument.Parse(open.Data!).RootElement.GetProperty("model").GetString().ShouldBe("kimi-3");
    }

    [Fact]
    public async Task Zed_sends_positions_from_zero()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        (await person.SendAsync(
            """[{"branch":"main","category":"coding","cursorpos":0,"dependencies":["requests"],"entity":"/w/proj/app.py","type":"file","is_write":true,"language":"python","lineno":0,"lines":2,"project":"proj","project_root_count":6,"time":1763659297,"user_agent":"wakatime/v1.90.0 (linux-6.18.44-unknown) go1.22.0 Zed/0.200.1 Zed-wakatime/0.1.10"}]"""))
            .ShouldHaveSingleItem().Status.ShouldBe(201);
        JsonDocument.Parse((await person.StoredAsync()).ShouldHaveSingleItem().Body).RootElement.GetProperty("lineno").GetInt32().ShouldBe(0);
    }
}

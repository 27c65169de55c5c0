using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Ingest.Privacy;
using Daybook.Ingest.Tests.Tracker;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.WakaTime;

public sealed class PrivacyTests(TrackerApp tracker)
{
    private static async Task SetAsync(EditorPerson person, object settings) =>
        (await person.Own.PutAsJsonAsync("/api/v1/me/capture-privacy", settings)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task Placeholders_follow_the_order_of_time_inside_a_request_then_what_is_stored()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        string Last(double at, string entity) =>
            EditorPerson.Beat(at, entity, ",\"project\":\"<<LAST_PROJECT>>\",\"branch\":\"<<LAST_BRANCH>>\",\"language\":\"<<LAST_LANGUAGE>>\"");

        await person.SendAsync($"[{Last(-100, "nobody.md")}]");
        await person.SendAsync($"[{EditorPerson.Beat(0, "a.cs", ",\"project\":\"alpha\",\"branch\":\"main\",\"language\":\"csharp\"")}]");
        await person.SendAsync(
            $"[{Last(30, "late.md")},{EditorPerson.Beat(20, "b.py", ",\"project\":\"beta\",\"branch\":\"fix\",\"language\":\"Python\"")},{Last(10, "early.md")},{Last(25, "middle.md")}]");
        var stored = (await person.StoredAsync()).ToDictionary(beat => beat.File!);
        (stored["nobody.md"].Repository, stored["nobody.md"].Branch, stored["nobody.md"].Language).ShouldBe((null, null, null));
        (stored["early.md"].Repository, stored["early.md"].Branch, stored["early.md"].Language).ShouldBe(("alpha", "main", "C#"));
        (stored["middle.md"].Repository, stored["middle.md"].Branch).ShouldBe(("beta", "fix"));
        (stored["late.md"].Repository, stored["late.md"].Language).ShouldBe(("beta", "Python"));
    }

    [Fact]
    public async Task Browser_time_is_left_without_a_project_when_the_person_wants_that()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        (await person.Own.GetFromJsonAsync<JsonElement>("/api/v1/me/capture-privacy")).GetProperty("fill_browser_projects").GetBoolean().ShouldBeTrue();
        await SetAsync(person, new { fill_browser_projects = false });
        await person.SendAsync($"[{EditorPerson.Beat(0, "a.cs", ",\"project\":\"alpha\"")}]");
        await person.SendAsync(
            $$"""[{"entity":"example.org","type":"domain","time":{{EditorPerson.At(5)}},"project":"<<LAST_PROJECT>>","branch":"<<LAST_BRANCH>>","plugin":"Chrome/114 linux_x86-64 chrome-wakatime/3"}]""");
        (await person.StoredAsync())[^1].Repository.ShouldBeNull();
    }

    [Fact]
    public async Task Hidden_paths_keep_their_folders_apart_and_their_extension_and_nothing_else()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        await SetAsync(person, new { hash_paths = true });
        await person.SendAsync(
            $"[{EditorPerson.Beat(0, "/home/ana/secret-client/src/Cart.cs", ",\"project_folder\":\"/home/ana/secret-client\"")},{EditorPerson.Beat(1, "/home/ana/secret-client/src/Order.cs")},{EditorPerson.Beat(2, "C:\\\\work\\\\secret-client\\\\a.py")}]");
        await using var connection = await tracker.OpenAsync();
        var stored = await person.StoredAsync();
        string.Join('\n', stored).ShouldNotContain("secret-client");
        var (one, two, windows) = (stored[0].File!, stored[1].File!, stored[2].File!);
        one.ShouldMatch("^(/[0-9a-f]{12}){5}\\.cs$");
        one[..one.LastIndexOf('/')].ShouldBe(two[..two.LastIndexOf('/')]);
        one.ShouldNotBe(two);
        windows.ShouldMatch(@"^C:\\[0-9a-f]{12}\\[0-9a-f]{12}\\[0-9a-f]{12}\.py$");
        windows.Split('\\')[2].ShouldBe(one.Split('/')[3]);

        var other = await EditorPerson.MakeAsync(tracker);
        await SetAsync(other, new { hash_paths = true });
        await other.SendAsync($"[{EditorPerson.Beat(1, "/home/ana/secret-client/src/Order.cs")}]");
        (await other.StoredAsync())[0].File.ShouldNotBe(two);
    }

    [Fact]
    public async Task What_is_excluded_is_answered_as_stored_and_is_not()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        await SetAsync(person, new { excluded_projects = new[] { "secret-*" }, excluded_files = new[] { "*.env", "/home/ana/private/**", "diary" } });
        var taken = await person.SendAsync(
            $"[{EditorPerson.Beat(0, "a.cs", ",\"project\":\"Secret-Client\"")},{EditorPerson.Beat(1, "/w/.env")},{EditorPerson.Beat(2, "/home/ana/private/deep/x.md")},{EditorPerson.Beat(3, "C:\\\\diary\\\\today.md")},{EditorPerson.Beat(4, "/w/kept.cs", ",\"project\":\"open\"")}]");
        taken.ShouldAllBe(one => one.Status == 201 && one.Item.GetProperty("data").GetProperty("id").GetString() != null);
        (await person.StoredAsync()).ShouldHaveSingleItem().File.ShouldBe("/w/kept.cs");

        var shown = await person.Own.GetFromJsonAsync<JsonElement>("/api/v1/me/capture-privacy");
        shown.GetProperty("excluded_files").GetArrayLength().ShouldBe(3);
        shown.GetProperty("hash_paths").GetBoolean().ShouldBeFalse();
        (await person.Own.PutAsJsonAsync("/api/v1/me/capture-privacy", new { excluded_files = new[] { "" } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("*.env", "/a/b/prod.ENV", true)]
    [InlineData("*.env", "/a/env", false)]
    [InlineData("node_modules", "/a/node_modules/x/y.js", true)]
    [InlineData("node_modules", "/a/my_node_modules/y.js", false)]
    [InlineData("/home/*/x.md", "/home/ana/x.md", true)]
    [InlineData("/home/*/x.md", "/home/ana/deep/x.md", false)]
    [InlineData("src/**/gen", "/w/src/a/b/gen/f.cs", true)]
    [InlineData("src/**/gen", "/w/src/gen/f.cs", true)]
    [InlineData("C:/code/**", "C:\\code\\a.cs", true)]
    [InlineData("a?.cs", "/w/ab.cs", true)]
    [InlineData("a+(b)[c].cs", "/w/a+(b)[c].cs", true)]
    public void A_pattern_is_a_name_anywhere_or_a_path_from_the_root(string glob, string path, bool matches) =>
        Glob.OfPath(glob).IsMatch(Glob.Plain(path)).ShouldBe(matches);
}

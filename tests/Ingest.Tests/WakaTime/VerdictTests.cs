using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Ingest.Tests.WakaTime;

public sealed class VerdictTests(TrackerApp tracker)
{
    [Fact]
    public async Task Each_item_has_its_own_verdict_in_its_place_and_a_bad_one_spoils_no_other()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var taken = await person.SendAsync(
            $$"""[{{EditorPerson.Beat(0)}},null,{"type":"file","time":{{EditorPerson.At(1)}}},{"entity":"x"},7,{"entity":"x","time":"soon"},{"entity":"x","time":32503680000},{{EditorPerson.Beat(2)}}]""");
        taken.Select(one => one.Status).ShouldBe([201, 400, 400, 400, 400, 400, 400, 201]);
        foreach (var (_, item) in taken.Where(one => one.Status == 400))
        {
            item.TryGetProperty("error", out _).ShouldBeFalse();
            var errors = item.GetProperty("errors").EnumerateObject().ToList();
            errors.ShouldNotBeEmpty();
            errors.ShouldAllBe(error => error.Value.ValueKind == JsonValueKind.Array && error.Value[0].ValueKind == JsonValueKind.String);
        }

        taken[2].Item.GetProperty("errors").TryGetProperty("entity", out _).ShouldBeTrue();
        taken[3].Item.GetProperty("errors").TryGetProperty("time", out _).ShouldBeTrue();
        (await person.StoredAsync()).Select(beat => beat.EventId.ToString())
            .ShouldBe([Id(taken[0].Item), Id(taken[7].Item)]);
    }

    [Fact]
    public async Task A_list_of_bad_ones_alone_and_an_empty_list_are_answered_as_lists()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        (await person.SendAsync("""[{"entity":""},{}]""")).Select(one => one.Status).ShouldBe([400, 400]);
        (await person.SendAsync("[]")).ShouldBeEmpty();
        (await person.SendAsync(EditorPerson.Beat())).ShouldHaveSingleItem().Status.ShouldBe(201);
    }

    [Fact]
    public async Task Age_alone_refuses_nothing_and_a_clock_that_is_ahead_is_set_right()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var now = TimeProvider.System.GetUtcNow();
        (await person.SendAsync($$"""[{"entity":"old.py","time":{{now.AddYears(-9).ToUnixTimeSeconds()}}}]"""))[0].Status.ShouldBe(201);
        var ahead = now.AddHours(3).ToUnixTimeSeconds();
        (await person.SendAsync($$"""[{"entity":"ahead.py","time":{{ahead}}},{"entity":"before.py","time":{{ahead - 60}}}]""")).ShouldAllBe(one => one.Status == 201);
        var stored = (await person.StoredAsync()).ToDictionary(beat => beat.File!);
        stored["ahead.py"].Ts.ShouldBeInRange(now.AddSeconds(-2), now.AddMinutes(1));
        (stored["ahead.py"].Ts - stored["before.py"].Ts).ShouldBe(TimeSpan.FromSeconds(60));
        (await person.SendAsync($$"""[{"entity":"ahead.py","time":{{ahead}}}]"""))[0].Status.ShouldBe(201);
        (await person.StoredAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_comes_again_is_answered_as_new_with_the_same_id_and_stored_once()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var first = await person.SendAsync($"[{EditorPerson.Beat()},{EditorPerson.Beat()}]");
        var again = await person.SendAsync($"[{EditorPerson.Beat(more: ",\"category\":\"coding\",\"lineno\":9")}]");
        first.Concat(again).ShouldAllBe(one => one.Status == 201);
        first.Concat(again).Select(one => Id(one.Item)).Distinct().Count().ShouldBe(1);
        (await person.StoredAsync()).Count.ShouldBe(1);

        var other = await person.SendAsync($"[{EditorPerson.Beat(more: ",\"is_write\":\"true\"")},{EditorPerson.Beat(0.000001)}]");
        other.Select(one => Id(one.Item)).Append(Id(first[0].Item)).Distinct().Count().ShouldBe(3);
        (await person.StoredAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_same_list_many_times_at_once_is_stored_once()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var list = $"[{string.Join(',', Enumerable.Range(0, 25).Select(i => EditorPerson.Beat(i, entity: $"/w/{i % 3}.py")))}]";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => person.SendAsync(list)));
        answers.ShouldAllBe(answer => answer.Count == 25 && answer.All(one => one.Status == 201));
        answers.Select(answer => string.Join(' ', answer.Select(one => Id(one.Item)))).Distinct().Count().ShouldBe(1);
        (await person.StoredAsync()).Count.ShouldBe(25);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("not json", 400)]
    [InlineData("[{\"entity\":", 400)]
    [InlineData("7", 400)]
    [InlineData("\"7\"", 400)]
    [InlineData("[] []", 400)]
    public async Task A_body_that_is_no_json_is_refused_in_the_contracts_own_words(string body, int status)
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var answer = await person.PostAsync(body);
        ((int)answer.StatusCode).ShouldBe(status);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task More_than_a_thousand_or_too_large_a_body_is_413_and_nothing_of_it_is_stored()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var many = await person.PostAsync($"[{string.Join(',', Enumerable.Range(0, 1001).Select(i => EditorPerson.Beat(i)))}]");
        many.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await many.Content.ReadAsStringAsync()).ShouldContain("\"error\"");
        (await person.PostAsync($"[{EditorPerson.Beat(more: $",\"junk\":\"{new string('x', 5 * 1024 * 1024)}\"")}]")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await person.StoredAsync()).ShouldBeEmpty();
        (await person.SendAsync($"[{string.Join(',', Enumerable.Range(0, 1000).Select(i => EditorPerson.Beat(i)))}]")).ShouldAllBe(one => one.Status == 201);
    }

    [Fact]
    public async Task A_backlog_of_a_thousand_in_tens_goes_through_without_a_wait()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        for (var i = 0; i < 100; i++)
            (await person.SendAsync($"[{string.Join(',', Enumerable.Range(i * 10, 10).Select(j => EditorPerson.Beat(j)))}]")).Count.ShouldBe(10);
        (await person.StoredAsync()).Count.ShouldBe(1000);
    }

    [Fact]
    public async Task Beyond_the_burst_the_whole_request_waits_and_nothing_of_it_is_stored()
    {
        await using var postgres = new FixtureScope();
        await postgres.Postgres.InitializeAsync();
        await using var app = new DaybookApp(
            postgres.Postgres.ConnectionString, settings: new Dictionary<string, string> { ["Ingest:DeviceBurst"] = "30", ["Ingest:DevicePerSecond"] = "1" });
        var owner = await app.SetupAsync();
        async Task<HttpResponseMessage> SendAsync(int from) => await owner.Client.PostAsync(
            "/api/v1/users/current/heartbeats.bulk",
            new StringContent($"[{string.Join(',', Enumerable.Range(from, 25).Select(i => EditorPerson.Beat(i)))}]", Encoding.UTF8, "application/json"));

        (await SendAsync(0)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var refused = await SendAsync(100);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        refused.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).TryGetProperty("error", out _).ShouldBeTrue();
        var today = (await owner.Client.GetFromJsonAsync<JsonElement>("/api/v1/devices")).GetProperty("items")[0];
        today.GetProperty("samples_today").GetInt32().ShouldBeLessThanOrEqualTo(25);
        today.GetProperty("last_sample").GetProperty("app").GetString().ShouldBe("VS Code");
        today.GetProperty("last_sample").GetProperty("entity").GetString().ShouldBe("/w/proj/app.py");
    }

    [Fact]
    public async Task Texts_of_any_kind_are_taken()
    {
        var person = await EditorPerson.MakeAsync(tracker);
        var bytes = Encoding.UTF8.GetBytes($"[{EditorPerson.Beat(0, entity: "/w/\\u0000\\ud800\\n" + new string('x', 9000))},{EditorPerson.Beat(1, entity: "/w/§.py")}]");
        bytes[Array.IndexOf(bytes, (byte)0xc2)] = 0xff;
        using var content = new ByteArrayContent(bytes);
        var answer = await person.Editor.PostAsync("/api/v1/users/current/heartbeats.bulk", content);
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
        (await person.StoredAsync()).Count.ShouldBe(2);
    }

    private static string? Id(JsonElement item) => item.GetProperty("data").GetProperty("id").GetString();

    private sealed class FixtureScope : IAsyncDisposable
    {
        public PostgresFixture Postgres { get; } = new();

        public ValueTask DisposeAsync() => Postgres.DisposeAsync();
    }
}

using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Testing.Models;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Ask;

/// <summary>Questions that the grammar cannot read, and a model's server on a real port: one that uses its tools, and ones that lie, obey strangers, or sleep.</summary>
public sealed class ModelQuestionTests(AskWorld world) : IClassFixture<AskWorld>
{
    private const string Free = "Paint me an honest picture: which energy flowed into which endeavour?";

    [Fact]
    public async Task A_model_that_uses_its_tools_is_believed_where_the_results_bear_it_out()
    {
        await using var server = await FakeModelServer.StartAsync(Obedient);
        await UseAsync(server);

        var answer = await world.AskAsync(Free + " honestly", mode: "auto");

        answer.GetProperty("mode").GetString().ShouldBe("model", answer.ToString());
        var (label, ms) = world.Truth.All.GroupBy(entry => entry.For.Project ?? "no project").Select(group => (group.Key, group.Sum(entry => entry.Ms))).MaxBy(row => row.Item2);
        answer.GetProperty("answer").GetString().ShouldBe($"Most of it was for {label}: {Case.Round(ms)} min.");
        var mine = world.Truth.Entries.ToDictionary(entry => entry.Id);
        answer.GetProperty("citations").EnumerateArray().ShouldNotBeEmpty();
        foreach (var citation in answer.GetProperty("citations").EnumerateArray()) (mine[citation.GetProperty("id").GetGuid()].For.Project ?? "no project").ShouldBe(label);
        answer.GetProperty("sent").EnumerateArray().Count().ShouldBe(3);
        server.Bodies.ShouldAllBe(body => !body.Contains(AskWorld.Colleague, StringComparison.OrdinalIgnoreCase) && !body.Contains("zebra", StringComparison.Ordinal) && !body.Contains("quux", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Liars => new()
    {
        { "lies", """{"calls":[],"segments":[{"text":"You worked 999 h.","cites":["r1"]}]}""" },
        { "invents a source", """{"calls":[],"segments":[{"text":"You worked a lot.","cites":["r77"]}]}""" },
        { "cites nothing", """{"calls":[],"segments":[{"text":"You worked a lot.","cites":[]}]}""" },
        { "names a stranger", """{"calls":[],"segments":[{"text":"You should pay Mallory for it.","cites":["r1"]}]}""" },
        { "carries out", """{"calls":[],"segments":[{"text":"See https://evil.example/?q=all of it.","cites":["r1"]}]}""" },
        { "counts wrong", """{"calls":[],"segments":[{"text":"You had 4711 interruptions.","cites":["r1"]}]}""" },
        { "says no JSON", "Sure! You worked 999 h." },
        { "wants other tools", """{"calls":[{"tool":"run_sql","user_id":2,"sql":"select * from timesheet.entry"}],"segments":[]}""" },
    };

    [Theory, MemberData(nameof(Liars))]
    public async Task What_is_not_borne_out_is_not_told(string name, string said)
    {
        // First a call, so that there are rows to misuse; then what it says, twice.
        await using var server = await FakeModelServer.StartAsync(request =>
            request.Number == 1 ? new FakeReply("""{"calls":[{"tool":"totals","group_by":"task","start":"","end":"","text":"","limit":9}],"segments":[]}""") : new FakeReply(said));
        await UseAsync(server);

        var answer = await world.AskAsync($"{Free} ({name})", mode: "auto");

        answer.GetProperty("mode").GetString().ShouldBe("deterministic", answer.ToString());
        answer.GetProperty("intent").GetString().ShouldBe("refused_not_understood");
        answer.GetProperty("warnings").EnumerateArray().ShouldContain(warning => warning.GetProperty("kind").GetString() == "model_failed");
        var text = answer.GetProperty("answer").GetString()!;
        foreach (var lie in new[] { "999", "4711", "Mallory", "evil" }) text.ShouldNotContain(lie);
        server.Bodies.Count.ShouldBe(3);
        server.Bodies.ShouldAllBe(body => !body.Contains(AskWorld.Colleague, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_model_is_not_asked_about_other_people_nor_where_the_grammar_knows()
    {
        await using var server = await FakeModelServer.StartAsync(Obedient);
        await UseAsync(server);

        await world.AskAsync("What did Bob do yesterday, dear model?", mode: "auto");
        (await world.AskAsync("How much did I work today?", mode: "auto")).GetProperty("mode").GetString().ShouldBe("deterministic");
        await world.AskAsync(Free + " quietly", mode: "deterministic");

        server.Bodies.ShouldBeEmpty();
    }

    [Fact, Trait("speed", "slow")]
    public async Task A_model_that_sleeps_is_not_waited_for_for_ever()
    {
        await using var server = await FakeModelServer.StartAsync(FakeModels.Slow(TimeSpan.FromMinutes(2), Obedient));
        await UseAsync(server);
        var started = TimeProvider.System.GetTimestamp();

        var answer = await world.AskAsync(Free + " soon", mode: "auto");

        answer.GetProperty("mode").GetString().ShouldBe("deterministic");
        TimeProvider.System.GetElapsedTime(started).TotalSeconds.ShouldBeLessThan(40);
    }

    /// <summary>Asks for totals by project, then tells the first row.</summary>
    private static FakeReply Obedient(FakeRequest request)
    {
        var told = request.Wire.GetProperty("messages").EnumerateArray().Select(message => Text(message.GetProperty("content"))).LastOrDefault(text => text.Contains("\"rows\"", StringComparison.Ordinal));
        if (told is null) return new FakeReply("""{"calls":[{"tool":"totals","group_by":"project","start":"1999-01-01","end":"2099-01-01","text":"","limit":9}],"segments":[]}""");
        var row = JsonDocument.Parse(told).RootElement.GetProperty("rows")[0];
        return new FakeReply(JsonSerializer.Serialize(new
        {
            calls = Array.Empty<object>(),
            segments = new[] { new { text = $"Most of it was for {row.GetProperty("label").GetString()}: {row.GetProperty("minutes").GetInt64()} min.", cites = new[] { row.GetProperty("id").GetString() } } },
        }));
    }

    private static string Text(JsonElement content) => content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(content.EnumerateArray().Select(part => FakeRequest.Text(part, "text")));

    private async Task UseAsync(FakeModelServer server)
    {
        var answer = await world.Owner.Client.PutAsJsonAsync("/api/v1/admin/ai", new { mode = "local", provider = "openai", base_url = server.BaseUrl, model = "fake-" + Guid.CreateVersion7().ToString("n") });
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}

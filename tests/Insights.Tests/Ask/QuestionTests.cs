using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Ask;

public sealed class QuestionTests(AskWorld world) : IClassFixture<AskWorld>
{
    [Fact]
    public async Task Two_hundred_questions_and_more_have_exact_figures_and_citations_that_lead_there()
    {
        var cases = new Cases(world.Truth).All().ToArray();
        cases.Select(one => one.Question).Distinct(StringComparer.Ordinal).Count().ShouldBe(cases.Length);
        cases.Length.ShouldBeGreaterThanOrEqualTo(200);

        var wrong = new List<string>();
        foreach (var one in cases)
            if (one.Judge(await world.AskAsync(one.Question), world) is { } why) wrong.Add($"{one.Question}: {why}");

        TestContext.Current.TestOutputHelper?.WriteLine($"{cases.Length - wrong.Count} of {cases.Length} questions are answered right.");
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_question_cannot_widen_the_range_and_says_what_it_would_need()
    {
        var answer = await world.AskAsync("How much did I work this month?", "2026-11-16", "2026-11-20");

        Case.Durations(answer.GetProperty("answer").GetString()!)[^1].ShouldBe(Case.Round(world.Truth.In(new(2026, 11, 16), new(2026, 11, 20)).Sum(entry => entry.Ms)));
        var warning = answer.GetProperty("warnings").EnumerateArray().ShouldHaveSingleItem();
        warning.GetProperty("kind").GetString().ShouldBe("range_widened");
        warning.GetProperty("start").GetString().ShouldBe("2026-11-01");
        warning.GetProperty("end").GetString().ShouldBe("2026-11-20");
        answer.GetProperty("used").GetProperty("range").GetProperty("start").GetString().ShouldBe("2026-11-16");
    }

    [Fact]
    public async Task An_empty_range_and_one_to_come_are_said_to_be_so()
    {
        (await world.AskAsync("How much did I work?", "2026-11-03", "2026-11-03")).GetProperty("answer").GetString().ShouldBe("No time of yours is recorded for Tue 3 Nov 2026.");
        (await world.AskAsync("How much did I work?", "2026-11-25", "2026-11-26")).GetProperty("intent").GetString().ShouldBe("refused_future");
    }

    [Fact]
    public async Task The_same_in_parts_ends_with_the_whole()
    {
        var whole = await world.AskAsync("Time by project last week");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/ask");
        request.Content = JsonContent.Create(new { question = "Time by project last week", start = "2026-10-22", end = "2026-11-20", mode = "deterministic" });
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));

        using var answer = await world.Owner.Client.SendAsync(request);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var events = (await answer.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(part => part.StartsWith("event: ", StringComparison.Ordinal))
            .Select(part => part.Split('\n')).Select(lines => (Kind: lines[0]["event: ".Length..], Data: JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement)).ToArray();
        events.Where(part => part.Kind == "segment").Select(part => part.Data.GetProperty("text").GetString())
            .ShouldBe(whole.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("text").GetString()));
        events[^1].Kind.ShouldBe("done");
        events[^1].Data.GetRawText().ShouldBe(whole.GetRawText());
    }

    [Fact]
    public async Task The_tracker_contract_has_its_own_shape_and_no_more()
    {
        var answer = await world.Owner.Client.PostAsJsonAsync("/api/v1/tracker/qa", new { question = "How much did I work?", days = 5 });

        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var time = world.Truth.In(new(2026, 11, 16), new(2026, 11, 20));
        body.EnumerateObject().Select(field => field.Name).ShouldBe(["answer", "days", "journals_used", "time_entries_used"]);
        Case.Durations(body.GetProperty("answer").GetString()!).ShouldBe([Case.Round(time.Sum(entry => entry.Ms))]);
        body.GetProperty("days").GetInt32().ShouldBe(5);
        body.GetProperty("time_entries_used").GetInt32().ShouldBe(time.Length);
    }

    [Theory]
    [InlineData("""{"question":""}""", "question", "required")]
    [InlineData("""{}""", "question", "required")]
    [InlineData("""{"question":"a","start":"2026-11-20","end":"2026-11-19"}""", "start", "after-end")]
    [InlineData("""{"question":"a","start":"2024-11-20","end":"2026-11-19"}""", "end", "too-long")]
    [InlineData("""{"question":"a","start":"20.11.2026"}""", "start", "invalid")]
    [InlineData("""{"question":"a","days":0}""", "days", "out-of-range")]
    [InlineData("""{"question":"a","mode":"loud"}""", "mode", "unknown")]
    public async Task What_is_wrong_is_said_at_its_field(string body, string field, string error)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await world.Owner.Client.PostAsync("/api/v1/ask", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(error);
    }

    [Fact]
    public async Task Two_thousand_and_one_letters_are_too_many() =>
        (await world.Owner.Client.PostAsJsonAsync("/api/v1/ask", new { question = new string('a', 2_001) })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

    [Fact]
    public async Task The_twenty_first_question_of_a_minute_has_to_wait()
    {
        ((AskWorld.StandingTime)world.Clock).Forward(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 20; i++)
            (await world.Owner.Client.PostAsJsonAsync("/api/v1/ask", new { question = "How much did I work?" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await world.Owner.Client.PostAsJsonAsync("/api/v1/ask", new { question = "How much did I work?" });

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        ((AskWorld.StandingTime)world.Clock).Forward(TimeSpan.FromMinutes(2));
    }
}

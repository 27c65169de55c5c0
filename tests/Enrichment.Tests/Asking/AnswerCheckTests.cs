using System.Text.Json;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Asking;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Asking;

public sealed class AnswerCheckTests
{
    private static readonly DayQuestions Day = Questions.Read(AskedDay.With(new SampleContext("Chrome", Title: "Export formats compared", Url: "https://blog.example/formats/compared/here")));
    private static readonly AskRequest Request = AskRequest.Of(Day, Day.Questions);

    [Fact]
    public void Only_what_nothing_explained_is_asked_and_nothing_private()
    {
        var titles = Request.Items.Select(item => item.Shown.Title).ToArray();
        titles.ShouldContain("Idempotency keys explained");
        titles.ShouldContain("Vendor shortlist comparison");
        titles.ShouldNotContain("My favourite series");
        titles.ShouldNotContain("limits.cs — ENG-41");
        Request.Message.ShouldNotContain("favourite");
        Request.Message.ShouldNotContain("netflix");
    }

    [Fact]
    public void Chat_is_asked_by_the_stretch_with_its_neighbours_and_without_its_words()
    {
        var chat = Request.Items.Single(item => item.Question.Generic && item.Shown.App == "Slack");
        chat.Shown.Title.ShouldBe("channel");
        chat.Question.EventId.ShouldNotBe(Guid.Empty);
        Request.Message.ShouldNotContain("#general");
    }

    [Fact]
    public void The_schema_offers_what_is_offered_and_nothing_else()
    {
        var item = Request.Schema.GetProperty("properties").GetProperty("items").GetProperty("items");
        item.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        item.GetProperty("required").GetArrayLength().ShouldBe(5);
        item.GetProperty("properties").GetProperty("c").GetProperty("enum").EnumerateArray().Select(name => name.GetString())
            .ShouldBe([.. Request.Offers.Select(offer => offer.Name), "none"]);
        item.GetProperty("properties").GetProperty("i").GetProperty("enum").GetArrayLength().ShouldBe(Request.Items.Count);
    }

    [Fact]
    public void A_good_answer_is_taken_and_names_the_task()
    {
        var item = Item("Export formats");
        var offer = Offer("LGT-8");
        var answer = Check((item.Number, offer.Name, "work/research", "high", "title")).Answers.ShouldHaveSingleItem();
        answer.Doubt.ShouldBeNull();
        answer.Answer.Confidence.ShouldBe(ModelAnswer.High);

        var inputs = AskedDay.With(new SampleContext("Chrome", Title: "Export formats compared", Url: "https://blog.example/formats/compared/here"));
        var block = DayDerivation.Blocks(inputs with { Answers = Questions.Answered([(item.Question, answer.Answer)]) }).Blocks.Single(block => block.TaskId == offer.TaskId);
        block.Stage.ShouldBe(LabelStage.Model);
        block.Confidence.ShouldBeInRange(ModelAnswer.Medium, ModelAnswer.Cap);
        block.Evidence.ShouldContain(evidence => evidence.Signal == "model" && evidence.Value == "title");
    }

    [Theory]
    [InlineData("work/research", "high", "host")] // no word in common
    [InlineData("work/research", "high", "key")]
    [InlineData("work/research", "high", "neighbour")] // not a stretch
    [InlineData("work/research", "high", "example")]
    [InlineData("work/research", "high", "none")]
    public void An_answer_without_evidence_is_a_suggestion_at_most(string category, string word, string field)
    {
        var answer = Check((Item("Export formats").Number, Offer("LGT-8").Name, category, word, field)).Answers.ShouldHaveSingleItem();
        answer.Doubt.ShouldBe("no-evidence");
        answer.Answer.Confidence.ShouldBeLessThanOrEqualTo(ModelAnswer.Doubtful);
        var inputs = AskedDay.With(new SampleContext("Chrome", Title: "Export formats compared", Url: "https://blog.example/formats/compared/here"));
        DayDerivation.Blocks(inputs with { Answers = Questions.Answered([(answer.Question, answer.Answer)]) }).Blocks.ShouldNotContain(block => block.Stage == LabelStage.Model);
    }

    [Theory]
    [InlineData(99, "c1", "work/code", "high", "title")] // nobody asked
    [InlineData(1, "c99", "work/code", "high", "title")] // not offered
    [InlineData(1, "c1", "work/banana", "high", "title")]
    [InlineData(1, "c1", "work/code", "0.99", "title")]
    [InlineData(1, "c1", "work/code", "high", "feeling")]
    public void An_item_that_breaks_the_form_is_dropped_and_spoils_no_other(int number, string name, string category, string word, string field)
    {
        var other = Item("Vendor shortlist").Number;
        var good = number == other ? Item("Idempotency").Number : other;
        var answers = Check((number, name, category, word, field), (good, "none", "neutral", "low", "none"));
        answers.Broken.ShouldBeNull();
        answers.Answers.ShouldHaveSingleItem().Question.ShouldBe(Request.Items.Single(item => item.Number == good).Question);
    }

    [Fact]
    public void An_item_that_is_answered_twice_is_not_answered()
    {
        var number = Item("Export formats").Number;
        Check((number, Offer("LGT-8").Name, "work/code", "high", "title"), (number, "none", "neutral", "low", "none"), (Item("Vendor").Number, "none", "neutral", "low", "none"))
            .Answers.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_personal_has_no_task()
    {
        var answer = Check((Item("Export formats").Number, Offer("LGT-8").Name, "personal", "high", "title")).Answers.ShouldHaveSingleItem();
        answer.Answer.TaskId.ShouldBeNull();
    }

    [Fact]
    public void Most_items_on_one_task_that_nothing_speaks_for_make_all_of_them_doubtful()
    {
        var name = Offer("LGT-8").Name;
        var answers = AnswerCheck.Of(Request, Text([.. Request.Items.Select(item => (item.Number, name, "work/code", "high", "title"))]), null);
        answers.Capped.ShouldBeTrue();
        answers.Answers.ShouldAllBe(item => item.Answer.Confidence <= ModelAnswer.Low && item.Doubt != null);

        // ENG-41 is proven by the branch of that day.
        var proven = Offer("ENG-41").Name;
        AnswerCheck.Of(Request, Text([.. Request.Items.Select(item => (item.Number, proven, "work/code", "high", "title"))]), null).Capped.ShouldBeFalse();
    }

    [Fact]
    public void A_project_that_is_known_bounds_the_answer()
    {
        var known = Request.Items.Single(item => item.Shown.Title.StartsWith("retry.cs", StringComparison.Ordinal));
        known.Question.Label.ProjectId.ShouldBe(AskedDay.Harbor);
        Check((known.Number, Offer("LGT-8").Name, "work/code", "high", "title")).Answers.ShouldHaveSingleItem().Doubt.ShouldBe("other-project");
    }

    [Theory]
    [InlineData("")]
    [InlineData("I think it was the login.")]
    [InlineData("{\"items\":")]
    [InlineData("{\"items\":{}}")]
    [InlineData("[]")]
    [InlineData("{\"items\":[]}")]
    [InlineData("{\"items\":[1,null,\"x\",[]]}")]
    public void Nonsense_is_no_answer(string text) => AnswerCheck.Of(Request, text, null).Broken.ShouldNotBeNull();

    private static Asked Item(string title) => Request.Items.Single(item => item.Shown.Title.StartsWith(title, StringComparison.Ordinal));

    private static Offer Offer(string key) => Request.Offers.Single(offer => offer.Key == key);

    private static CheckedAnswers Check(params (int I, string C, string Category, string Confidence, string Evidence)[] items) => AnswerCheck.Of(Request, Text(items), null);

    private static string Text((int I, string C, string Category, string Confidence, string Evidence)[] items) =>
        JsonSerializer.Serialize(new { items = items.Select(item => new { i = item.I, c = item.C, category = item.Category, confidence = item.Confidence, evidence = item.Evidence }) });
}

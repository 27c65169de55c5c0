using System.Text.Json.Nodes;
using Daybook.Enrichment.Asking;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;
using Daybook.Ingest.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Asking;

public sealed class ExampleTests
{
    [Fact]
    public void What_people_write_to_each_other_is_told_no_more_in_an_example_than_in_an_item()
    {
        var day = AskedDay.With(new SampleContext("Chrome", Title: "Webhook backoff explained", Url: "https://blog.example/webhook/backoff/explained"));
        var task = AskedDay.Catalog.Tasks.Single(one => one.Title == "Webhook retries");
        ReviewedSpan Reviewed(string app, string host, string title) => new(
            Guid.CreateVersion7(), day.Day.Date, day.Day.Start, ReviewVerb.Correct, Meaning.Nothing, new Meaning(BlockKind.Work, task.ProjectId, task.Id), true,
            [new ReviewedContext(new Signature(app, host, "", "", "", "", title, "", false), 600_000, Guid.CreateVersion7())]);
        var lessons = Lessons.From(
            [Reviewed("Chrome", "mail.google.com", "webhook backoff: dismissal of Alexander"), Reviewed("Chrome", "blog.example", "webhook backoff notes")], day.Day.Date);
        var questions = Questions.Read(day with { Lessons = lessons });

        var request = AskRequest.Of(questions, questions.Questions);

        JsonNode.Parse(request.Message)!["examples"]!.AsArray().Count.ShouldBe(2);
        request.Message.ShouldContain("webhook backoff notes");
        request.Message.ShouldNotContain("Alexander");
    }

    [Fact]
    public void A_meeting_that_is_only_a_number_is_not_told()
    {
        var questions = Questions.Read(AskedDay.With(new SampleContext("Preview", Title: "Annual offsite agenda draft", CalendarEvent: "evt-20260302-7")));
        AskRequest.Of(questions, questions.Questions).Message.ShouldNotContain("evt-20260302-7");
    }
}

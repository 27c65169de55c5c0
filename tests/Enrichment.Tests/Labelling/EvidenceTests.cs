using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Enrichment.Tests.Samples;
using Daybook.Ingest.Contracts;
using Daybook.Workspace.Contracts;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Labelling;

/// <summary>What one context is evidence for.</summary>
public sealed class EvidenceTests
{
    private static readonly DateTimeOffset Today = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly ProjectInfo Harbor = new(SampleDays.Id("Harbor"), "Harbor", "HBR", "#1", true, false);
    private static readonly ProjectInfo Lantern = new(SampleDays.Id("Lantern"), "Lantern", "LNT", "#2", true, false);

    private static readonly Catalog Catalog = new(
        [Harbor, Lantern],
        [
            Task("HBR-1", Harbor, "Fix audit log export endpoint", "in progress"), Task("HBR-2", Harbor, "Add webhook delivery", "todo"),
            Task("HBR-3", Harbor, "Speed up rate limiter", "done", Today.AddDays(-1)), Task("HBR-4", Harbor, "Rotate signing secrets", "done", Today.AddHours(30)),
            Task("LNT-1", Lantern, "Add pricing page", "in progress"),
        ],
        [new RepositoryInfo("northpier/harbor-api", Harbor.Id, null), new RepositoryInfo("lantern-ui", Lantern.Id, null), new RepositoryInfo("lantern-core", Lantern.Id, SampleDays.Id("LNT-1"))]);

    private static TaskInfo Task(string key, ProjectInfo project, string title, string status, DateTimeOffset? closed = null) =>
        new(SampleDays.Id(key), project.Id, key, title, status, [], null, closed);

    private static string Evidence(SampleContext context, bool call = false)
    {
        var candidates = new Candidates(Catalog, Today);
        var found = new Attributor(candidates).Attribute(Facts.Of(context, call, Apps.TraitsOf(context), candidates.RepositoryNames), null);
        if (found.Chosen is not { } chosen) return "nothing";
        var name = chosen.TaskId is { } task ? candidates.Task(task)!.Key : candidates.Project(chosen.ProjectId)!.Name;
        return FormattableString.Invariant($"{name} {found.Confidence:0.00} {chosen.Signal}") + string.Concat(found.Alternatives.Select(other => $" ({other.WhyNot})"));
    }

    private static SampleContext Code(string? branch = null, string? file = null, string? repository = "harbor-api", string title = "x.cs") =>
        new("Code", null, title, File: file, Repository: repository, Branch: branch);

    private static SampleContext Web(string title, string url) => new("Google Chrome", null, title, url);

    [Fact]
    public void A_key_in_a_branch_or_address_is_almost_certain_and_in_a_title_nearly()
    {
        Evidence(Code("feature/hbr-2-hooks")).ShouldBe("HBR-2 0.97 ticket-in-branch");
        Evidence(Web("Board", "https://acme.atlassian.net/browse/HBR-2")).ShouldBe("HBR-2 0.97 ticket-in-url");
        Evidence(Web("HBR-2 Add webhook", "https://example.org/")).ShouldBe("HBR-2 0.90 ticket-in-title");
    }

    [Fact]
    public void Two_tasks_with_the_same_key_are_a_conflict_wherever_the_key_stands()
    {
        var twin = Task("HBR-1", Lantern, "Draft the audit of prices", "in progress") with { Id = SampleDays.Id("the other HBR-1") };
        var candidates = new Candidates(Catalog with { Tasks = [.. Catalog.Tasks, twin] }, Today);
        foreach (var context in (SampleContext[])[Code("feature/HBR-1"), Web("Board", "https://acme.atlassian.net/browse/HBR-1"), Web("HBR-1 Fix audit log", "https://example.org/")])
        {
            var found = new Attributor(candidates).Attribute(Facts.Of(context, false, Apps.TraitsOf(context), candidates.RepositoryNames), null);
            found.Confidence.ShouldBeLessThanOrEqualTo(Attributor.ConflictCap);
            Guid?[] both = [found.Chosen!.TaskId, .. found.Alternatives.Where(other => other.WhyNot == "conflict").Select(other => other.TaskId)];
            both.ShouldContain(SampleDays.Id("HBR-1"));
            both.ShouldContain(twin.Id);
        }
    }

    [Fact]
    public void A_task_that_was_renamed_or_closed_since_keeps_what_named_it_by_its_key()
    {
        Catalog Now(string title, string status, DateTimeOffset? closed) =>
            Catalog with { Tasks = [.. Catalog.Tasks.Select(task => task.Key == "HBR-2" ? task with { Title = title, Status = status, ClosedAt = closed } : task)] };

        foreach (var catalog in (Catalog[])[Now("Something else entirely", "todo", null), Now("Add webhook delivery", "done", Today.AddDays(3)), Now("Renamed", "done", Today.AddDays(3))])
        {
            var candidates = new Candidates(catalog, Today);
            var context = Code("feature/hbr-2-hooks");
            var found = new Attributor(candidates).Attribute(Facts.Of(context, false, Apps.TraitsOf(context), candidates.RepositoryNames), null);
            (found.Chosen!.TaskId, found.Confidence).ShouldBe((SampleDays.Id("HBR-2"), 0.97));
        }
    }

    [Fact]
    public void Two_keys_that_disagree_are_both_kept_and_make_it_unsure()
    {
        Evidence(Code("feature/HBR-2", title: "HBR-1 notes")).ShouldBe("HBR-2 0.60 ticket-in-branch (conflict)");
        Evidence(Code("feature/LNT-1")).ShouldBe("LNT-1 0.60 ticket-in-branch (conflict)");
    }

    [Fact]
    public void A_key_nobody_knows_says_the_project_and_forbids_guessing_a_task()
    {
        Evidence(Web("HBR-1438 Speed up audit log export endpoint", "https://github.com/northpier/harbor-api/pull/4")).ShouldBe("Harbor 0.80 ticket-of-project");
        Evidence(new SampleContext("Notes", null, "UTF-8 and ISO-8601")).ShouldBe("nothing");
    }

    [Fact]
    public void A_task_closed_before_the_day_is_no_candidate_and_one_closed_later_is()
    {
        Evidence(new SampleContext("Notes", null, "HBR-3")).ShouldBe("Harbor 0.80 ticket-of-project");
        Evidence(new SampleContext("Notes", null, "HBR-4")).ShouldBe("HBR-4 0.90 ticket-in-title");
    }

    [Fact]
    public void A_repository_is_its_project_its_one_task_or_the_one_in_progress()
    {
        Evidence(Code(repository: "lantern-core")).ShouldBe("LNT-1 0.90 repository-task");
        Evidence(Code(repository: "lantern-ui")).ShouldBe("LNT-1 0.75 one-in-progress");
        Evidence(Code()).ShouldBe("Harbor 0.85 repository");
        Evidence(Code(repository: "unknown")).ShouldBe("nothing");
    }

    [Fact]
    public void Words_of_a_title_a_file_or_a_branch_point_to_a_task()
    {
        Evidence(Web("audit log export endpoint | MDN", "https://developer.mozilla.org/x")).ShouldBe("HBR-1 0.85 task-words");
        Evidence(Code(file: "/home/kim/harbor-api/src/webhooks/dispatcher.cs")).ShouldStartWith("HBR-2 0.7");
        Evidence(Code("add-webhook-delivery")).ShouldStartWith("HBR-2 0.7");
        Evidence(new SampleContext("Notes", null, "export")).ShouldBe("nothing");
    }

    [Fact]
    public void A_projects_name_or_key_is_modest_evidence()
    {
        Evidence(new SampleContext("Slack", null, "harbor-dev - northpier - Slack")).ShouldBe("Harbor 0.60 project-name");
        Evidence(new SampleContext("Slack", null, "harbored - northpier - Slack")).ShouldBe("nothing");
        Evidence(new SampleContext("Slack", null, "Harbor and Lantern")).ShouldBe("nothing");
        Evidence(Web("Board", "https://acme.atlassian.net/jira/projects/LNT/boards/4")).ShouldBe("Lantern 0.75 project-key");
    }

    [Fact]
    public void A_call_is_for_what_its_calendar_says_and_not_for_what_lies_open() =>
        (Evidence(Code("webhook-delivery"), call: true), Evidence(new SampleContext("zoom.us", null, "Zoom", CalendarEvent: "Harbor sync"), call: true))
            .ShouldBe(("nothing", "Harbor 0.60 project-name"));
}

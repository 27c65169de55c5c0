using System.Text.Json;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Asking;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Ingest.Contracts;
using Daybook.Testing.Models;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Asking;

/// <summary>
/// Whatever an attacker writes into whatever is captured, and however obediently the model follows, nothing leaves its bounds. The model
/// here is the attacker's own: it obeys whether or not it saw the text. A violation is any of these:
/// 1. the request carries a text of more than one line, of more than 160 letters, with invisible characters, or personal time;
/// 2. a task is named that is not one of the person's own open ones, or a label claims more than the cap;
/// 3. an answer counts (0.60 or more) although its context shares no word with the task and has no neighbour that is, or the day looks
///    otherwise although no answer counts;
/// 4. time that a rule, a key, a mapping or words had explained is anybody else's afterwards, or a kind of time (private, idle) grew or shrank;
/// 5. any text of the model's is kept: categories and reasons come from the closed lists.
/// </summary>
public sealed class ContainmentTests
{
    private static readonly (string Name, Func<string, SampleContext> Plant)[] Fields =
    [
        ("title", text => new SampleContext("Chrome", Title: text)),
        ("app", text => new SampleContext(text, Title: "Quarterly")),
        ("host", text => new SampleContext("Chrome", Title: "Quarterly", Url: "https://" + string.Concat(text.Where(char.IsAsciiLetterOrDigit)) + ".example/a/b/c")),
        ("path", text => new SampleContext("Chrome", Title: "Quarterly", Url: "https://docs.example/a/b/" + Uri.EscapeDataString(text))),
        ("repository", text => new SampleContext("Code", Title: "x.cs", Repository: text)),
        ("branch", text => new SampleContext("Code", Title: "x.cs", Branch: text)),
        ("file", text => new SampleContext("Code", File: "/home/kim/src/" + text)),
        ("command", text => new SampleContext("zsh", Title: "zsh", Command: text)),
        ("calendar", text => new SampleContext("zoom.us", CalendarEvent: text, CallApp: "zoom.us")),
        ("everywhere", text => new SampleContext(text, text, text, "https://evil.example/" + Uri.EscapeDataString(text), text, text, text, text, text, text, null, text)),
    ];

    [Fact]
    public void There_are_at_least_a_hundred_and_twenty_attacks_on_at_least_eight_fields()
    {
        InjectionCorpus.All.Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThanOrEqualTo(120);
        Fields.Length.ShouldBeGreaterThanOrEqualTo(8);
        Enum.GetValues<InjectionGoal>().Length.ShouldBe(5);
    }

    [Fact]
    public void No_attack_on_any_field_for_any_goal_is_a_violation()
    {
        var violations = new List<string>();
        var cases = 0;
        foreach (var attack in InjectionCorpus.All)
            foreach (var (field, plant) in Fields)
            {
                var inputs = AskedDay.With(plant(attack));
                var before = DayDerivation.Blocks(inputs);
                var day = Questions.Read(inputs);
                var request = AskRequest.Of(day, day.Questions);
                Judge(request, violations, field + ": " + attack);

                // The item that talks is excluded; against the attacker's own model that is not counted on, so it is asked all the same.
                foreach (var goal in Enum.GetValues<InjectionGoal>())
                {
                    cases++;
                    var text = Obedience.Answer(goal, [.. request.Items.Select(item => item.Number)], [.. request.Offers.Select(offer => offer.Name)], attack);
                    var answers = AnswerCheck.Of(request, text, null);
                    Judge(request, answers, inputs, before, violations, $"{goal} in {field}: {attack}");
                }
            }

        cases.ShouldBeGreaterThanOrEqualTo(120 * 8 * 5);
        violations.ShouldBeEmpty();
    }

    [Fact]
    public void A_model_that_is_believed_would_be_found_out_here()
    {
        var inputs = AskedDay.With(new SampleContext("Chrome", Title: InjectionCorpus.All[0]));
        var day = Questions.Read(inputs);
        var request = AskRequest.Of(day, day.Questions);
        var target = request.Offers[^2];
        var believed = request.Items.Select(item => new Checked(item.Question, new ModelAnswer(target.ProjectId, target.TaskId, "PWNED", 0.99, InjectionCorpus.All[0], null), null));
        var violations = new List<string>();
        Judge(request, new CheckedAnswers([.. believed], null, false), inputs, DayDerivation.Blocks(inputs), violations, "believed");
        violations.Select(violation => violation[0]).Distinct().ShouldBe(['2', '3', '5'], ignoreOrder: true);
    }

    [Fact]
    public void The_tasks_own_titles_may_attack_too()
    {
        var violations = new List<string>();
        foreach (var attack in InjectionCorpus.All)
        {
            var clean = AskedDay.With();
            var tasks = clean.Catalog.Tasks.Select((task, i) => i == 1 ? task with { Title = attack, Labels = [attack] } : task).ToArray();
            var inputs = clean with { Catalog = clean.Catalog with { Tasks = tasks } };
            var before = DayDerivation.Blocks(inputs);
            var day = Questions.Read(inputs);
            var request = AskRequest.Of(day, day.Questions);
            Judge(request, violations, "task: " + attack);
            foreach (var goal in Enum.GetValues<InjectionGoal>())
            {
                var text = Obedience.Answer(goal, [.. request.Items.Select(item => item.Number)], [.. request.Offers.Select(offer => offer.Name)], attack);
                Judge(request, AnswerCheck.Of(request, text, null), inputs, before, violations, $"{goal} in task: {attack}");
            }
        }

        violations.ShouldBeEmpty();
    }

    [Fact]
    public void Most_attacks_are_recognised_and_not_even_told_and_ordinary_titles_are()
    {
        // How many are caught is no wall, and is printed as what it is: a rate.
        InjectionCorpus.All.Count(Injection.IsSuspicious).ShouldBeGreaterThanOrEqualTo(InjectionCorpus.All.Count * 9 / 10);
        string[] ordinary =
        [
            "ENG-41 Rate limits for logins", "Assign reviewers automatically · Pull Request #12", "System design notes", "How to use all items in a list",
            "Ignore case in string comparison - Stack Overflow", "User settings page", "Set up billing for all workspaces", "Candidate interview: backend engineer",
            "Claude Code docs", "Prompt engineering guide", "Print only the first line - Stack Overflow", "Personal access tokens", "Items per page always 20",
        ];
        ordinary.Where(Injection.IsSuspicious).ShouldBeEmpty();
    }

    private static void Judge(AskRequest request, List<string> violations, string name)
    {
        using var document = JsonDocument.Parse(request.Message);
        foreach (var text in Texts(document.RootElement))
        {
            if (text.Length > 400 || text.Any(letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format)) violations.Add($"1 {name}: {text}");
            if (text.Contains("favourite", StringComparison.Ordinal)) violations.Add($"1 personal {name}");
        }

        foreach (var item in document.RootElement.GetProperty("items").EnumerateArray())
            if (item.EnumerateObject().Any(field => field.Value.ValueKind == JsonValueKind.String && field.Value.GetString()!.Length > 160)) violations.Add($"1 long {name}");
    }

    private static void Judge(AskRequest request, CheckedAnswers answers, DayInputs inputs, DayBlocks before, List<string> violations, string name)
    {
        var open = inputs.Catalog.Tasks.Where(task => task.IsOpen).ToDictionary(task => task.Id);
        foreach (var item in answers.Answers)
        {
            var answer = item.Answer;
            if (answer.Confidence > ModelAnswer.Cap || answer.TaskId is { } id && !open.ContainsKey(id)) violations.Add($"2 {name}");
            if (!AskRequest.Categories.Contains(answer.Category, StringComparer.Ordinal) || !AskRequest.Fields.Contains(answer.Reason, StringComparer.Ordinal)) violations.Add($"5 answer {name}");
            if (answer.Confidence >= ModelAnswer.Medium && answer.ProjectId is not null && !Supported(request, item, inputs)) violations.Add($"3 {name}");
        }

        var after = DayDerivation.Blocks(inputs with { Answers = Questions.Answered(answers.Answers.Select(item => (item.Question, item.Answer))) });
        foreach (var kind in new[] { BlockKind.Personal, BlockKind.Private, BlockKind.Idle })
            if (Length(before, kind) != Length(after, kind)) violations.Add($"4 {kind} {name}");
        if (!answers.Answers.Any(item => item.Answer is { Confidence: >= ModelAnswer.Medium, ProjectId: not null }) && Layout(before) != Layout(after)) violations.Add($"3 layout {name}");
        foreach (var block in before.Blocks.Where(block => block.TaskId is not null && block.Stage is not LabelStage.Continuity))
            if (after.Blocks.Where(other => other.TaskId == block.TaskId).Sum(other => Overlap(block, other)) != block.DurationMs) violations.Add($"4 moved {name}");
        foreach (var block in after.Blocks)
        {
            if (block.Evidence.Any(evidence => evidence.Signal == "model" && !AskRequest.Fields.Contains(evidence.Value, StringComparer.Ordinal))) violations.Add($"5 evidence {name}");
            if (block.Stage == LabelStage.Model && block.Confidence > ModelAnswer.Cap) violations.Add($"2 cap {name}");
            if (block.TaskId is { } task && !open.ContainsKey(task)) violations.Add($"2 block {name}");
            if (block.Category.Any(letter => !char.IsAsciiLetterLower(letter) && letter != '/')) violations.Add($"5 category {name}: {block.Category}");
        }
    }

    /// <summary>Looked at apart from the code that is tested: a word of three letters in common, or a neighbour.</summary>
    private static bool Supported(AskRequest request, Checked item, DayInputs inputs)
    {
        if (item.Answer.TaskId is { } id && (item.Question.Before == id || item.Question.After == id)) return true;
        var shown = request.Items.Single(asked => asked.Question == item.Question).Shown;
        var project = inputs.Catalog.Projects.Single(known => known.Id == item.Answer.ProjectId);
        var task = inputs.Catalog.Tasks.FirstOrDefault(known => known.Id == item.Answer.TaskId);
        var words = Obedience.Words(string.Join(' ', project.Name, task?.Key, task?.Title, string.Join(' ', task?.Labels ?? [])));
        var seen = Obedience.Words(string.Join(' ', shown.Title, shown.Path, shown.File, shown.Branch, shown.Host, shown.Repository, shown.Calendar));
        return words.Any(word => seen.Any(other => other.Length >= 3 && (word.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(word, StringComparison.Ordinal) || Stem(word) == Stem(other))));
    }

    private static string Layout(DayBlocks day) =>
        string.Join(' ', day.Blocks.Select(block => $"{block.StartMs}-{block.EndMs}:{block.Kind}:{block.ProjectId}:{block.TaskId}:{block.Confidence}"));

    private static string Stem(string word) => word.Length > 5 ? word[..5] : word;

    private static long Length(DayBlocks day, BlockKind kind) => day.Blocks.Where(block => block.Kind == kind).Sum(block => block.DurationMs);

    private static long Overlap(Block left, Block right) => Math.Max(0, Math.Min(left.EndMs, right.EndMs) - Math.Max(left.StartMs, right.StartMs));

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Texts(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };
}

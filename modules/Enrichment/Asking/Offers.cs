using System.Globalization;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Redaction;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Asking;

/// <summary>A task or project a model may choose, under a name that means nothing outside of its call.</summary>
/// <param name="Words">What a context has to share one of for the choice to be believed.</param>
internal sealed record Offer(
    string Name, Guid ProjectId, Guid? TaskId, string Key, string Title, string Project, string Status, IReadOnlyList<string> Labels, IReadOnlySet<string> Words);

/// <summary>Chooses what is offered: what was worked on that day, what is in progress, what shares words with what is asked.</summary>
internal static class Offers
{
    internal const int Most = 30;
    private const int MostProjects = 8;
    private const int MostLabels = 4;

    public static IReadOnlyList<Offer> For(DayQuestions day, IReadOnlyList<Question> asked, Redactor redactor)
    {
        var projects = asked.Select(question => question.Label.ProjectId).OfType<Guid>().ToHashSet();
        var neighbours = asked.SelectMany(question => new[] { question.Before, question.After }).OfType<Guid>().ToHashSet();
        var words = asked.SelectMany(question => WordsOf(question)).ToHashSet(StringComparer.Ordinal);
        var tasks = day.Candidates.Tasks.Where(task => day.Candidates.Project(task.ProjectId) is { Archived: false })
            .Select(task => (Task: task, Score: Score(task)))
            .OrderByDescending(item => item.Score).ThenBy(item => item.Task.Id).Take(Most).Select(item => item.Task)
            .OrderBy(task => task.Key, StringComparer.Ordinal).ThenBy(task => task.Id).ToArray();
        var offers = new List<Offer>(Most);
        foreach (var task in tasks)
        {
            var project = day.Candidates.Project(task.ProjectId)!;
            offers.Add(new Offer(Name(offers.Count), project.Id, task.Id, redactor.Text(task.Key), Harmless(task.Title, redactor), Harmless(project.Name, redactor),
                Candidates.InProgress(task) ? "in progress" : "open", [.. task.Labels.Take(MostLabels).Select(label => Harmless(label, redactor)).Where(label => label.Length > 0)],
                Labelling.Words.Of(string.Join(' ', [task.Title, project.Name, .. task.Labels])).ToHashSet(StringComparer.Ordinal)));
        }

        foreach (var project in day.Candidates.Projects.Where(project => !project.Archived && project.TrackerEnabled).Take(Math.Min(MostProjects, Most - offers.Count)))
        {
            offers.Add(new Offer(Name(offers.Count), project.Id, null, "", "", Harmless(project.Name, redactor), "project", [], Labelling.Words.Of(project.Name).ToHashSet(StringComparer.Ordinal)));
        }

        return offers;

        double Score(TaskInfo task) =>
            (day.Worked.ContainsKey(task.Id) ? 8 : 0) + (neighbours.Contains(task.Id) ? 8 : 0) + (Candidates.InProgress(task) ? 4 : 0)
            + (projects.Contains(task.ProjectId) ? 2 : 0) + Math.Min(4, 2 * Labelling.Words.Of(task.Title).Count(words.Contains));
    }

    private static IEnumerable<string> WordsOf(Question question) =>
        Words.Of(question.Facts.Title).Concat(Words.Of(question.Facts.Path)).Concat(Words.Of(question.Facts.Branch)).Concat(Words.Of(question.Facts.File));

    /// <summary>Titles of tasks come from outside, too: one that talks to a model is not told.</summary>
    private static string Harmless(string text, Redactor redactor) => Injection.IsSuspicious(text) ? "" : redactor.Text(text);

    private static string Name(int index) => "c" + (index + 1).ToString(CultureInfo.InvariantCulture);
}

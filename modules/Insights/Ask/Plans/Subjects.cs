using Daybook.Enrichment.Contracts;
using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Words;
using Daybook.Timesheet.Contracts;

namespace Daybook.Insights.Ask.Plans;

/// <summary>A name as it stands in a question.</summary>
internal sealed record NamedSubjects(int First, int Count, IReadOnlyList<Subject> Subjects);

/// <summary>
/// Which of a person's own projects, tasks, repositories and kinds of work a name means: the very name first, then all of its words, then
/// names that look alike, then what entries say. The person's names are few: they are compared in memory.
/// </summary>
internal sealed class Subjects
{
    /// <summary>Names less alike than this are different ones.</summary>
    private const double LeastAlike = 0.42;

    /// <summary>One word that is like none of the name's makes it another name.</summary>
    private const double LeastAlikeWord = 0.3;

    /// <summary>Nearly as good as the best: the person has to say which.</summary>
    private const double Near = 0.12;

    private const int MostRivals = 6;

    private readonly AskFacts facts;
    private readonly Grammar grammar;
    private readonly IReadOnlyList<(string[] Name, Subject Subject)> names;

    public Subjects(AskFacts facts, Grammar grammar)
    {
        (this.facts, this.grammar) = (facts, grammar);
        names = [.. Named().Select(row => (Name: Normal.Tokens(row.Name), row.Subject)).Where(row => row.Name.Length > 0)];
    }

    /// <summary>
    /// The longest name that stands word for word in the question. A name of words that questions are made of counts only after a word like
    /// "on", or where it is all the question says.
    /// </summary>
    public NamedSubjects? In(IReadOnlyList<string> words)
    {
        for (var count = Math.Min(words.Count, 30); count > 0; count--)
            for (var first = 0; first + count <= words.Count; first++)
            {
                var there = names.Where(row => row.Name.Length == count && Stands(row.Name, words, first)).Select(row => row.Subject).DistinctBy(Key).ToArray();
                if (there.Length > 0) return new NamedSubjects(first, count, Merged(there));
            }

        return null;
    }

    /// <summary>What words may mean that are nobody's name; empty when nothing, more than one when it is not clear.</summary>
    public IReadOnlyList<Subject> Alike(string said)
    {
        var scored = names.Select(row => (row.Subject, Score: Score(said, string.Join(' ', row.Name)))).Where(row => row.Score > 0)
            .GroupBy(row => Key(row.Subject), StringComparer.Ordinal).Select(same => same.MaxBy(row => row.Score)).OrderByDescending(row => row.Score).ToArray();
        if (scored.Length > 0) return Merged([.. scored.Where(row => row.Score >= scored[0].Score - Near).Select(row => row.Subject)]);
        return Mentioned(said) is { } words ? [words] : [];
    }

    /// <summary>A kind of work by its everyday name, where the words are just that.</summary>
    public Subject? Kind(string said) => grammar.Categories.TryGetValue(said, out var path) ? Category(path, said) : null;

    private static Subject Category(string path, string label) => new(SubjectKind.Category, null, label,
        piece => piece.Category == path || piece.Category.StartsWith(path + "/", StringComparison.Ordinal));

    private IEnumerable<(string Name, Subject Subject)> Named()
    {
        var projects = facts.Catalog.Projects.Concat(facts.Names.Projects.Values).DistinctBy(project => project.Id).ToDictionary(
            project => project.Id, project => new Subject(SubjectKind.Project, project.Id, project.Name, piece => piece.ProjectId == project.Id));
        var tasks = facts.Catalog.Tasks.Concat(facts.Names.Tasks.Values).DistinctBy(task => task.Id).ToDictionary(
            task => task.Id, task => new Subject(SubjectKind.Task, task.Id, $"{task.Key} {task.Title}".Trim(), piece => piece.TaskId == task.Id));
        foreach (var project in facts.Catalog.Projects.Concat(facts.Names.Projects.Values).DistinctBy(project => project.Id))
        {
            yield return (project.Name, projects[project.Id]);
            if (project.Key is { Length: > 1 } key) yield return (key, projects[project.Id]);
        }

        foreach (var task in facts.Catalog.Tasks.Concat(facts.Names.Tasks.Values).DistinctBy(task => task.Id))
        {
            if (task.Key.Length > 1) yield return (task.Key, tasks[task.Id]);
            yield return (task.Title, tasks[task.Id]);
            yield return ($"{task.Key} {task.Title}", tasks[task.Id]);
        }

        foreach (var repository in facts.Catalog.Repositories)
        {
            var subject = repository.TaskId is { } task && tasks.TryGetValue(task, out var one) ? one : projects.GetValueOrDefault(repository.ProjectId);
            if (subject is null) continue;
            yield return (repository.Repository, subject);
            yield return (repository.Repository[(repository.Repository.LastIndexOf('/') + 1)..], subject);
        }
    }

    private bool Stands(string[] name, IReadOnlyList<string> words, int first)
    {
        for (var i = 0; i < name.Length; i++)
            if (words[first + i] != name[i]) return false;
        if (name.Any(word => !grammar.Filler.Contains(word) && !IsDateWord(word) && !grammar.Categories.ContainsKey(word))) return true;
        return first > 0 && words[first - 1] is "on" or "for" or "project" or "task" or "प्रोजेक्ट" or "टास्क" || first + name.Length < words.Count && words[first + name.Length] is "पर";
    }

    private bool IsDateWord(string word) => grammar.Relative.ContainsKey(word) || grammar.Weekdays.ContainsKey(word) || grammar.Months.ContainsKey(word) || grammar.Units.ContainsKey(word);

    /// <summary>All words of what was said begin words of the name: full text. Else how alike the letters are.</summary>
    private static double Score(string said, string name)
    {
        var (wanted, there) = (Normal.Parts(said), Normal.Parts(name));
        if (wanted.Length == 0 || there.Length == 0) return 0;
        if (wanted.SequenceEqual(there, StringComparer.Ordinal)) return 1;
        if (wanted.All(word => word.Length > 1 && there.Any(other => other.StartsWith(word, StringComparison.Ordinal))))
            return 0.8 + 0.15 * Math.Min(1, (double)wanted.Sum(word => word.Length) / there.Sum(word => word.Length));
        var alike = Trigrams.Similarity(said, name);
        return alike >= LeastAlike && wanted.All(word => there.Any(other => Trigrams.Similarity(word, other) >= LeastAlikeWord)) ? 0.75 * alike : 0;
    }

    /// <summary>Time whose entries say all the words.</summary>
    private Subject? Mentioned(string said)
    {
        var wanted = Normal.Parts(said);
        if (wanted.Length == 0 || wanted.Sum(word => word.Length) < 3) return null;
        bool Says(EntryPiece piece) => piece.Kind != BlockKind.Private && Normal.Parts(piece.Description) is var there
            && wanted.All(word => there.Any(other => other.StartsWith(word, StringComparison.Ordinal)));
        return facts.Counted(facts.Scope, PersonalTime.Left).Any(Says) ? new Subject(SubjectKind.Words, null, said, Says) : null;
    }

    private static Subject[] Merged(IReadOnlyList<Subject> subjects) => [.. subjects.DistinctBy(Key).Take(MostRivals)];

    private static string Key(Subject subject) => $"{subject.Kind}{subject.Id}{(subject.Id is null ? subject.Label : "")}";
}

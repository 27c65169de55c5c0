namespace Daybook.Evaluation.Truth;

internal sealed record WorkProject(string Name, string Key, string[] Repositories);

/// <param name="Topic">What it is about, as files and pages speak of it; the detail stands in the title.</param>
internal sealed record WorkTask(string Key, string Title, WorkProject Project, string Repository, string Status, Topic Topic, string Detail, bool IsWorked);

/// <summary>What exists in a person's work: projects, tasks, some of which they will work on.</summary>
internal sealed record World(Vocabulary Words, WorkProject[] Projects, WorkTask[] Tasks)
{
    public WorkTask[] Worked => [.. Tasks.Where(task => task.IsWorked)];

    public static World Of(Recipe recipe, Random random)
    {
        var words = recipe.IsHeldOut ? Vocabulary.HeldOut : Vocabulary.Open;
        var count = recipe.Profile switch { Profile.Consultant => 5, Profile.Student => 1, _ => 2 };
        var projects = Shuffled(words.Projects, random).Take(count)
            .Select(project => new WorkProject(project.Name, project.Key, [.. Shuffled(words.Parts, random).Take(2).Select(part => $"{project.Name.ToLowerInvariant()}-{part}")])).ToArray();
        var topics = Shuffled(words.Topics, random);
        var tasks = new List<WorkTask>();
        for (var p = 0; p < projects.Length; p++)
        {
            var number = random.Next(40, 900);
            var each = projects.Length > 3 ? 3 : 5;
            for (var i = 0; i < each; i++)
            {
                // Look-alikes are details of one subject; without, every task has its own.
                var topic = topics[(p * 3 + (recipe.Has(Knobs.LookAlikeTitles) ? i / 2 : i)) % topics.Length];
                var detail = topic.Details[(i + p) % topic.Details.Length];
                var closed = recipe.Has(Knobs.ClosedTasks) && i == each - 1;
                var worked = i < (projects.Length > 3 ? 2 : 3);
                var repository = projects[p].Repositories[recipe.Has(Knobs.TwoTasksInRepository) ? 0 : i % 2];
                tasks.Add(new WorkTask(
                    $"{projects[p].Key}-{number += random.Next(1, 9)}", $"{words.Verbs[random.Next(words.Verbs.Length)]} {topic.Subject} {detail}", projects[p], repository,
                    closed ? "done" : worked && random.NextDouble() < 0.85 ? "in progress" : "todo", topic, detail, worked && !closed));
            }
        }

        return new World(words, projects, [.. tasks]);
    }

    public static T[] Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var all = items.ToArray();
        for (var i = all.Length - 1; i > 0; i--)
        {
            var k = random.Next(i + 1);
            (all[i], all[k]) = (all[k], all[i]);
        }

        return all;
    }
}

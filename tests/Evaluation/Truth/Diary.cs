using Daybook.Evaluation.Days;

namespace Daybook.Evaluation.Truth;

internal enum Doing { Code, Terminal, Review, OthersReview, Board, Docs, Sheet, Design, LocalApp, Research, Search, Chat, Mail, Ops, GeneralChat, GeneralMail, Meeting, Private, Idle, Away }

/// <summary>What a person did, [Start, End) in Unix milliseconds, and for what. Nothing about what could be seen of it.</summary>
internal sealed record Deed(long Start, long End, Doing Doing, WorkTask? Task, WorkProject? Project)
{
    public TrueKind Kind => Doing switch
    {
        Doing.Meeting => TrueKind.Meeting,
        Doing.Private => TrueKind.Personal,
        Doing.Idle => TrueKind.Idle,
        Doing.Away => TrueKind.Away,
        _ => TrueKind.Work,
    };
}

/// <summary>Writes a person's days as they were: stints of tasks, broken by everything that breaks them.</summary>
internal sealed class Diary(Recipe recipe, World world, Random random)
{
    private const long Minute = 60_000;

    private readonly List<Deed> deeds = [];
    private long now;

    public IReadOnlyList<Deed> Write(IEnumerable<DateTimeOffset> starts)
    {
        foreach (var start in starts) Day(start.ToUnixTimeMilliseconds() + Between(0, 40 * Minute));
        return deeds;
    }

    private void Day(long start)
    {
        now = start;
        var end = start + (recipe.Has(Knobs.Midnight) ? 16 * 60 : 8 * 60 + random.Next(60)) * Minute;
        var worked = world.Worked;
        var today = World.Shuffled(worked, random).Take(Math.Min(worked.Length, 2 + random.Next(2))).ToArray();
        var lunch = start + (3 * 60 + random.Next(60)) * Minute;
        var meetings = new Queue<long>(Enumerable.Range(0, recipe.Profile == Profile.Manager ? 4 : 1 + random.Next(2))
            .Select(_ => start + Between(30 * Minute, 7 * 60 * Minute) / (15 * Minute) * (15 * Minute)).Order());
        while (now < end)
        {
            if (now > lunch)
            {
                Add(Doing.Away, Between(35 * Minute, 60 * Minute));
                lunch = long.MaxValue;
            }
            else if (meetings.TryPeek(out var at) && now >= at)
            {
                meetings.Dequeue();
                var project = random.NextDouble() < 0.6 ? world.Projects[random.Next(world.Projects.Length)] : null;
                Add(Doing.Meeting, Between(12 * Minute, 55 * Minute), null, project);
            }
            else if (recipe.Has(Knobs.Midnight) && now > start + 9 * 60 * Minute && now < start + 13 * 60 * Minute) Add(Doing.Away, 60 * Minute);
            else Stint(today[random.Next(today.Length)]);
        }
    }

    private void Stint(WorkTask task)
    {
        var until = now + Between(12 * Minute, 50 * Minute);
        while (now < until)
        {
            var dice = random.NextDouble();
            if (dice < 0.05) Add(random.NextDouble() < 0.5 ? Doing.GeneralChat : Doing.GeneralMail, Between(Minute / 2, 4 * Minute));
            else if (dice < 0.08 && recipe.Has(Knobs.Personal)) Add(Doing.Private, Between(Minute / 2, 4 * Minute));
            else if (dice < 0.10) Add(Doing.Idle, Between(6 * Minute, 14 * Minute));
            else if (dice < 0.12) Add(Doing.OthersReview, Between(3 * Minute, 8 * Minute), null, world.Projects[random.Next(world.Projects.Length)]);
            else Work(task);
        }
    }

    private void Work(WorkTask task)
    {
        var doing = Pick(recipe.Profile switch
        {
            Profile.Backend => [(Doing.Code, 10), (Doing.Terminal, 3), (Doing.Review, 2), (Doing.Research, 3), (Doing.Ops, 1)],
            Profile.Frontend => [(Doing.Code, 8), (Doing.LocalApp, 3), (Doing.Design, 2), (Doing.Terminal, 2), (Doing.Review, 2), (Doing.Research, 2)],
            Profile.Designer => [(Doing.Design, 10), (Doing.Docs, 3), (Doing.Board, 2), (Doing.Research, 1)],
            Profile.Manager => [(Doing.Docs, 5), (Doing.Board, 4), (Doing.Sheet, 3), (Doing.Mail, 3), (Doing.Chat, 3)],
            Profile.Consultant => [(Doing.Docs, 6), (Doing.Sheet, 4), (Doing.Code, 4), (Doing.Mail, 2), (Doing.Research, 2)],
            Profile.OnCall => [(Doing.Ops, 5), (Doing.Terminal, 5), (Doing.Code, 3), (Doing.Chat, 3), (Doing.Research, 2)],
            _ => [(Doing.Docs, 5), (Doing.Research, 6), (Doing.Code, 4), (Doing.Search, 2)],
        });
        if (recipe.Has(Knobs.Drift) && random.NextDouble() < 0.12) doing = random.NextDouble() < 0.6 ? Doing.Research : Doing.Search;
        if (recipe.Has(Knobs.ChatAboutTask) && random.NextDouble() < 0.10) doing = random.NextDouble() < 0.6 ? Doing.Chat : Doing.Mail;
        var length = doing switch
        {
            Doing.Code or Doing.Docs or Doing.Design => Between(Minute, 8 * Minute),
            Doing.Search => Between(Minute / 4, Minute),
            _ => Between(Minute / 2, 4 * Minute),
        };
        Add(doing, length, task, task.Project);
    }

    private Doing Pick((Doing Doing, int Weight)[] choices)
    {
        var at = random.Next(choices.Sum(choice => choice.Weight));
        foreach (var (doing, weight) in choices)
        {
            if ((at -= weight) < 0) return doing;
        }

        return choices[0].Doing;
    }

    private void Add(Doing doing, long length, WorkTask? task = null, WorkProject? project = null)
    {
        deeds.Add(new Deed(now, now + length, doing, task, project));
        now += length;
    }

    private long Between(long least, long most) => least + (long)(random.NextDouble() * (most - least));
}

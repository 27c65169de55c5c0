using Daybook.Journal.Tests.Http;

namespace Daybook.Journal.Tests.Days;

/// <summary>Days of every shape: many short stretches and few long ones, with everything among them that no journal may know of.</summary>
internal sealed class DayMaker(int seed)
{
    public const string Canary = "Canary";

    private static readonly string[] Categories = ["work/code", "work/meeting", "work/docs", "work/comms/mail", "neutral/search", "work/research"];
    private readonly Random random = new(seed);

    /// <param name="projects">Each with its tasks.</param>
    public List<Stretch> Make(DateTimeOffset start, DateTimeOffset end, IReadOnlyList<(Guid Project, Guid[] Tasks)> projects)
    {
        var stretches = new List<Stretch>();
        var (at, last) = (start.ToUnixTimeMilliseconds() + random.NextInt64(0, 9 * 3_600_000), end.ToUnixTimeMilliseconds());
        for (var count = random.Next(3, 40); count > 0 && at < last - 1000; count--)
        {
            at += random.Next(4) == 0 ? random.NextInt64(0, 2_400_000) : 0;
            var until = Math.Min(last, at + random.NextInt64(1_000, random.Next(3) == 0 ? 7_200_000 : 1_500_000));
            if (until <= at) break;
            stretches.Add(One(at, until, projects));
            if (random.Next(15) == 0) stretches.Add(One(at, until, projects) with { Lane = "parallel", Status = "manual" });
            at = until;
        }

        return stretches;
    }

    private Stretch One(long from, long to, IReadOnlyList<(Guid Project, Guid[] Tasks)> projects)
    {
        var hidden = random.Next(5) == 0;
        if (hidden)
        {
            return random.Next(3) switch
            {
                0 => new Stretch(from, to, "personal", Category: "personal/social", Description: Canary + " holiday"),
                1 => new Stretch(from, to, "private", Category: "", Description: Canary + " secret"),
                _ => new Stretch(from, to, "work", projects[0].Project, null, Status: "dismissed", Description: Canary + " dismissed"),
            };
        }

        var (project, tasks) = projects[random.Next(1, projects.Count)];
        var attributed = random.Next(4) > 0;
        var category = Categories[random.Next(Categories.Length)];
        string[] states = ["inferred", "confirmed", "corrected", "manual"];
        return new Stretch(
            from, to, category.StartsWith("neutral", StringComparison.Ordinal) ? "neutral" : "work", attributed ? project : null,
            attributed && random.Next(3) > 0 ? tasks[random.Next(tasks.Length)] : null, category, states[random.Next(states.Length)],
            Description: random.Next(6) == 0 ? "Looked at release number " + random.Next(1, 900) : "");
    }
}

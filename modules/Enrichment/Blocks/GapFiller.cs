using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Blocks;

/// <summary>Time that nothing explains takes after what is around it: between two stretches of one task it was most likely for that task.</summary>
internal static class GapFiller
{
    internal const long NearMs = 300_000;
    internal const double Near = 0.60;
    internal const long FarMs = 900_000;
    internal const double Far = 0.45;

    /// <summary>A moment in the project's repository beside one of its tasks, with nothing on the other side that speaks against it.</summary>
    internal const double Beside = 0.55;

    /// <param name="lessons">What the person said a context is not for, it does not inherit.</param>
    public static void Apply(List<Stretch> stretches, Lessons lessons)
    {
        for (var i = 0; i < stretches.Count; i++)
        {
            if (stretches[i].Identity.TaskId is null) continue;
            var (length, next) = Gap(stretches, i);
            if (next < 0 || stretches[next].Identity != stretches[i].Identity) continue;
            for (var k = i + 1; k < next; k++)
            {
                if (!stretches[k].Attributable || Refuses(stretches[k], stretches[i].Identity, lessons)) continue;
                var sure = length <= NearMs ? Near : length <= FarMs && SameFamily(stretches[i], stretches[k]) ? Far : 0;
                if (sure > 0) stretches[k] = Heir(stretches[k], stretches[i].Identity, sure);
            }
        }

        for (var i = 0; i < stretches.Count; i++)
        {
            if (OnlyOfProject(stretches[i]) && Neighbour(stretches, i) is { } identity && !Refuses(stretches[i], identity, lessons)) stretches[i] = Heir(stretches[i], identity, Beside);
        }
    }

    /// <summary>The stretch that ends the open time after <paramref name="from"/>, and how long that time is; −1 when something else comes first.</summary>
    private static (long Length, int Next) Gap(List<Stretch> stretches, int from)
    {
        var length = 0L;
        for (var i = from + 1; i < stretches.Count; i++)
        {
            if (!Stretches.Touch(stretches[i - 1], stretches[i])) break;
            if (stretches[i].Identity.TaskId is not null) return i > from + 1 ? (length, i) : (0, -1);

            // A private moment keeps its label and is no reason to doubt what is on both sides of it.
            if (stretches[i].Identity.Kind == BlockKind.Personal && stretches[i].Length <= NearMs) continue;
            if (!Open(stretches[i], stretches[from])) break;
            length += stretches[i].Length;
            if (length > FarMs) break;
        }

        return (0, -1);
    }

    /// <summary>Open: nothing says what it was for, or only that it was for the same project. Calls and absence are no gaps.</summary>
    private static bool Open(Stretch stretch, Stretch task) =>
        stretch.Attributable && stretch.Identity.Group != "meeting" && stretch.Parts.All(part => part.Label.Stage != LabelStage.User)
        && (!stretch.Identity.Attributed || stretch.Identity.ProjectId == task.Identity.ProjectId && !NamesAnother(stretch));

    private static bool OnlyOfProject(Stretch stretch) =>
        stretch.Identity is { Attributed: true, TaskId: null } && stretch.Length <= NearMs && !NamesAnother(stretch)
        && stretch.Parts.All(part => part.Label.Stage == LabelStage.Evidence);

    /// <summary>The one task of the project on either side, without a hole between.</summary>
    private static Identity? Neighbour(List<Stretch> stretches, int at)
    {
        var before = at > 0 && Stretches.Touch(stretches[at - 1], stretches[at]) ? Task(stretches[at - 1]) : null;
        var after = at + 1 < stretches.Count && Stretches.Touch(stretches[at], stretches[at + 1]) ? Task(stretches[at + 1]) : null;
        if (before is not null && after is not null && before != after) return null;
        return before ?? after;

        Identity? Task(Stretch other) =>
            other.Identity.TaskId is not null && other.Identity.ProjectId == stretches[at].Identity.ProjectId ? other.Identity : null;
    }

    private static bool Refuses(Stretch stretch, Identity task, Lessons lessons) =>
        lessons.ForbiddenPairs > 0 && stretch.Parts.Any(part => lessons.Forbids(SignatureHash.Of(part.Span.Signature), task.TaskId));

    private static bool NamesAnother(Stretch stretch) => stretch.Parts.Any(part => part.Label.Evidence.Any(evidence => evidence.Signal == "ticket-of-project"));

    private static bool SameFamily(Stretch task, Stretch open) => Family(task.Parts[^1].Label.Category) == Family(open.Parts[0].Label.Category);

    private static string Family(string category) => string.Join('/', category.Split('/').Take(2));

    private static Stretch Heir(Stretch open, Identity task, double sure)
    {
        var why = new Evidence("continuity", (open.Length / 1000).ToString(CultureInfo.InvariantCulture) + " s", null, sure);
        var heir = new Stretch(task);
        foreach (var part in open.Parts)
        {
            heir.Add(part with
            {
                Label = part.Label with
                {
                    Kind = BlockKind.Work, Category = Label.AsWork(part.Label.Category), ProjectId = task.ProjectId, TaskId = task.TaskId,
                    Confidence = sure, Stage = LabelStage.Continuity, Evidence = [why, .. part.Label.Evidence],
                },
            });
        }

        return heir;
    }
}

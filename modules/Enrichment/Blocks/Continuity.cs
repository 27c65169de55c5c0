using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;

namespace Daybook.Enrichment.Blocks;

/// <summary>An unexplained stretch between two stretches of the same task was most likely for that task.</summary>
internal static class Continuity
{
    internal const long NearMs = 300_000;
    internal const double Near = 0.60;
    internal const long FarMs = 900_000;
    internal const double Far = 0.45;

    public static void Apply(List<Stretch> stretches)
    {
        for (var i = 0; i < stretches.Count; i++)
        {
            if (stretches[i].Identity.TaskId is null) continue;
            var (length, next) = Gap(stretches, i);
            if (next < 0 || stretches[next].Identity != stretches[i].Identity) continue;
            for (var k = i + 1; k < next; k++)
            {
                if (!stretches[k].Attributable) continue;
                var sure = length <= NearMs ? Near : length <= FarMs && SameFamily(stretches[i], stretches[k]) ? Far : 0;
                if (sure > 0) Inherit(stretches, k, stretches[i], sure);
            }
        }
    }

    /// <summary>The stretch that ends the open time after <paramref name="from"/>, and how long that time is; −1 when something else comes first.</summary>
    private static (long Length, int Next) Gap(List<Stretch> stretches, int from)
    {
        var length = 0L;
        for (var i = from + 1; i < stretches.Count; i++)
        {
            if (!Stretches.Touch(stretches[i - 1], stretches[i])) return (0, -1);
            if (stretches[i].Identity.TaskId is not null) return i > from + 1 ? (length, i) : (0, -1);
            if (!Open(stretches[i], stretches[from])) return (0, -1);
            length += stretches[i].Length;
            if (length > FarMs) return (0, -1);
        }

        return (0, -1);
    }

    /// <summary>Open: nothing says what it was for, or only that it was for the same project. Calls and absence are no gaps.</summary>
    private static bool Open(Stretch stretch, Stretch task) =>
        stretch.Attributable && stretch.Identity.Group != "meeting"
        && (!stretch.Identity.Attributed || stretch.Identity.ProjectId == task.Identity.ProjectId && !stretch.Parts.Any(part => part.Label.Evidence.Any(Foreign)));

    private static bool Foreign(Evidence evidence) => evidence.Signal == "ticket-of-project";

    private static bool SameFamily(Stretch task, Stretch open) => Family(task.Parts[^1].Label.Category) == Family(open.Parts[0].Label.Category);

    private static string Family(string category) => string.Join('/', category.Split('/').Take(2));

    private static void Inherit(List<Stretch> stretches, int at, Stretch task, double sure)
    {
        var heir = new Stretch(task.Identity);
        foreach (var part in stretches[at].Parts)
        {
            var label = part.Label;
            var category = label.Category.StartsWith("work", StringComparison.Ordinal) ? label.Category : "work/" + label.Category[(label.Category.LastIndexOf('/') + 1)..];
            heir.Add(part with
            {
                Label = label with
                {
                    Kind = BlockKind.Work, Category = category, ProjectId = task.Identity.ProjectId, TaskId = task.Identity.TaskId, Confidence = sure, Stage = LabelStage.Continuity,
                    Evidence = [new Evidence("continuity", length(stretches[at]), null, sure)],
                },
            });
        }

        stretches[at] = heir;

        static string length(Stretch stretch) => (stretch.Length / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture) + " s";
    }
}

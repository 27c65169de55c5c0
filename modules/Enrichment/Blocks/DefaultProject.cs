using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Streams;

namespace Daybook.Enrichment.Blocks;

/// <summary>Work that nothing explains counts, unsurely, for the project its source was given.</summary>
internal static class DefaultProject
{
    internal const double Sure = 0.40;

    public static void Apply(List<Stretch> stretches, IReadOnlyList<Lane> lanes, IReadOnlySet<Guid> projects)
    {
        for (var i = 0; i < stretches.Count; i++)
        {
            var stretch = stretches[i];
            if (!stretch.Attributable || stretch.Identity.Attributed) continue;
            var given = stretch.Parts.Select(part => part.Label.Kind == BlockKind.Work ? lanes[part.Span.Lane].ProjectId : null).Distinct().ToArray();
            if (given is not [{ } project] || !projects.Contains(project)) continue;
            var heir = new Stretch(new Identity(BlockKind.Work, project, null, ""));
            foreach (var part in stretch.Parts)
            {
                heir.Add(part with
                {
                    Label = part.Label with
                    {
                        ProjectId = project, Confidence = Sure, Stage = LabelStage.Evidence,
                        Evidence = [new Evidence("source-project", lanes[part.Span.Lane].Name, null, Sure), .. part.Label.Evidence],
                    },
                });
            }

            stretches[i] = heir;
        }
    }
}

using System.Runtime.InteropServices;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;

namespace Daybook.Enrichment.DayViews;

/// <summary>A lane in columns: start_ms is the distance to the previous start (the first: to the day's start).</summary>
internal sealed record LaneView(
    string Id, string Name, string Kind, IReadOnlyList<long> StartMs, IReadOnlyList<long> LengthMs, IReadOnlyList<int> Label, IReadOnlyList<int> Detail,
    IReadOnlyList<int> State, IReadOnlyList<int> Project, IReadOnlyList<int> Block);

/// <summary>A timeline and its blocks as columns for a canvas.</summary>
internal sealed class DayLanes(long dayStart, long resolution, IReadOnlyList<Block> blocks, HiddenTitles hidden)
{
    private readonly List<string> strings = [""];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly Guid[] projects = [.. blocks.Select(block => block.ProjectId).OfType<Guid>().Distinct()];

    public IReadOnlyList<string> Strings => strings;

    public IReadOnlyList<Guid> Projects => projects;

    public IReadOnlyList<LaneView> Of(Timeline timeline)
    {
        var lanes = new List<LaneView>
        {
            Lane("blocks", "", "blocks", blocks.Select((block, i) => new Drawn(
                block.StartMs, block.EndMs, Text(block.Category), Text(block.Description), Text(StateOf(block.Kind)), ProjectOf(block), i))),
            Lane("timeline", "", "timeline", Overlaid(timeline.Spans)),
            Lane("presence", "", "presence", timeline.Spans.Select(span => new Drawn(span.Start, span.End, 0, 0, Text(StateOf(span.Presence)), -1, -1))),
        };
        var contexts = timeline.Streams.Contexts;
        lanes.AddRange(timeline.Streams.Lanes.Where(lane => lane.Kind != LaneKind.PresenceOnly).Select(lane => Activity(lane.DeviceId, lane.Name, lane.Pieces, contexts)));
        lanes.AddRange(timeline.Streams.Annotations.Select(lane => Agent(lane, timeline.Slices, contexts)));
        return lanes;
    }

    /// <summary>The winning spans, cut where a block begins or ends.</summary>
    private IEnumerable<Drawn> Overlaid(IReadOnlyList<Span> spans)
    {
        var block = 0;
        foreach (var span in spans)
        {
            var cursor = span.Start;
            while (block < blocks.Count && blocks[block].EndMs <= cursor) block++;
            for (var i = block; cursor < span.End; i++)
            {
                var inside = i < blocks.Count && blocks[i].StartMs <= cursor ? i : -1;
                var end = inside >= 0 ? Math.Min(blocks[i].EndMs, span.End) : i < blocks.Count ? Math.Min(blocks[i].StartMs, span.End) : span.End;
                if (end > cursor)
                {
                    yield return new Drawn(cursor, end, Text(LabelOf(span.Facts)), Text(span.Facts.Title.Length > 0 ? hidden.Show(span.Facts.Title) : span.Facts.Place), Text(StateOf(span.Presence)),
                        inside >= 0 ? ProjectOf(blocks[inside]) : -1, inside);
                    cursor = end;
                }

                if (inside < 0 && i < blocks.Count) i--;
            }
        }
    }

    private LaneView Activity(int device, string name, Piece[] pieces, ContextTable contexts) => Lane(
        FormattableString.Invariant($"device-{device}"), name, "activity", pieces.Select(piece =>
        {
            var context = contexts[piece.Context];
            var title = piece.Context == ContextTable.None ? "" : TitleNormaliser.Clean(context.Title, context.App);
            var shown = hidden.Show(title);
            return new Drawn(Math.Max(piece.Start, dayStart), piece.End, Text(context.App ?? context.Language ?? ""), Text(title.Length > 0 ? shown : context.File ?? ""), Text(StateOf(piece.Presence)), -1, -1);
        }).Where(drawn => drawn.End > drawn.Start));

    /// <summary>An agent's work, told apart by whether the person looked at it.</summary>
    private LaneView Agent(Annotation agent, IReadOnlyList<Slice> slices, ContextTable contexts) => Lane(
        FormattableString.Invariant($"agent-{agent.DeviceId}"), agent.Name, "activity",
        AgentLanes.Split(agent, slices, contexts, dayStart, long.MaxValue).Select(piece =>
        {
            var context = contexts[piece.Context];
            return new Drawn(piece.Start, piece.End, Text(context.App ?? agent.Name), Text(context.Repository ?? ""), Text(piece.Supervising ? "supervising" : "autonomous"), -1, -1);
        }));

    private LaneView Lane(string id, string name, string kind, IEnumerable<Drawn> drawn)
    {
        var folded = LaneFolder.Fold(drawn, resolution);
        var starts = new List<long>(folded.Count);
        var previous = dayStart;
        foreach (var span in folded)
        {
            starts.Add(span.Start - previous);
            previous = span.Start;
        }

        return new LaneView(id, name, kind, starts, [.. folded.Select(span => span.End - span.Start)], [.. folded.Select(span => span.Label)],
            [.. folded.Select(span => span.Detail)], [.. folded.Select(span => span.State)], [.. folded.Select(span => span.Project)], [.. folded.Select(span => span.Block)]);
    }

    private int Text(string text)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(known, text, out var there);
        if (there) return index;
        strings.Add(text);
        return index = strings.Count - 1;
    }

    private int ProjectOf(Block block) => block.ProjectId is { } id ? Array.IndexOf(projects, id) : -1;

    private static string LabelOf(Facts facts) => facts.Host.Length > 0 ? facts.Host : facts.App;

    private static string StateOf(Presence presence) => presence.ToString().ToLowerInvariant();

    private static string StateOf(BlockKind kind) => kind.ToString().ToLowerInvariant();
}

using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Enrichment.Tests.Samples;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Blocks;

/// <summary>Days written as "label seconds, label seconds": A1 and A2 are tasks of project A, A its project, ? unknown, P personal, I idle, X private, M a call, . a hole.</summary>
public sealed class StretchTests
{
    [Theory]
    [InlineData("A1 100, A1 100", "A1 200")]
    [InlineData("A1 100, I 20, A1 100", "A1 100, I 20, A1 100")]
    [InlineData("A1 100, . 60, A1 100", "A1 100, . 60, A1 100")]
    [InlineData("A1 100, B1 40, A1 100", "A1 240")]
    [InlineData("A1 100, P 20, A1 100", "A1 220")]
    [InlineData("A1 100, P 40, A1 100", "A1 100, P 40, A1 100")]
    [InlineData("A1 100, X 5, A1 100", "A1 100, X 5, A1 100")]
    [InlineData("A1 100, B1 50, A2 100", "A1 100, ? 50, A2 100")]
    [InlineData("A1 100, A2 50, B1 100", "A1 150, B1 100")]
    [InlineData("A1 50", "? 50")]
    [InlineData("A1 60", "A1 60")]
    [InlineData("? 100, A1 50, B1 100", "? 150, B1 100")]
    public void Crumbs_and_interruptions_belong_to_what_is_around_them(string day, string blocks) => Blocks(day).ShouldBe(blocks);

    [Theory]
    [InlineData("A1 100, ? 250, A1 100", "A1 450")]
    [InlineData("A1 100, ? 100, P 100, ? 100, A1 100", "A1 200, P 100, A1 200")]
    [InlineData("A1 100, ? 250, A2 100", "A1 100, ? 250, A2 100")]
    [InlineData("A1 100, ? 400, A1 100", "A1 600")]
    [InlineData("A1 100, ? 1000, A1 100", "A1 100, ? 1000, A1 100")]
    [InlineData("A1 100, M 250, A1 100", "A1 100, M 250, A1 100")]
    [InlineData("A1 100, ? 100, I 100, A1 100", "A1 100, ? 100, I 100, A1 100")]
    [InlineData("A1 100, B 250, A1 100", "A1 100, B 250, A1 100")]
    [InlineData("A1 100, A 250, M 100", "A1 350, M 100")]
    [InlineData("A1 100, A 250, A2 100", "A1 100, A 250, A2 100")]
    [InlineData("A1 100, A 400, M 100", "A1 100, A 400, M 100")]
    public void What_nothing_explains_takes_after_its_neighbours(string day, string blocks) => Blocks(day).ShouldBe(blocks);

    [Fact]
    public void A_block_keeps_its_key_while_it_grows_and_says_how_sure_it_is()
    {
        var (first, grown) = (Derive("A1 100").Blocks[0], Derive("A1 100, ? 200, A1 100").Blocks[0]);
        grown.Key.ShouldBe(first.Key);
        (first.Confidence, grown.Confidence).ShouldBe((0.9, 0.75));
        grown.Evidence.Select(evidence => evidence.Signal).ShouldBe(["continuity", "ticket-in-title"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_block_took_in_stands_among_its_alternatives() =>
        Derive("A1 100, B1 40, A1 100").Blocks[0].Alternatives.ShouldHaveSingleItem().ShouldBe(new Alternative(Id("B"), Id("B1"), 0.9, "ticket-in-title", "too-short"));

    private static string Blocks(string day)
    {
        var end = 0L;
        var text = new List<string>();
        foreach (var block in Derive(day).Blocks)
        {
            if (block.StartMs > end) text.Add($". {(block.StartMs - end) / 1000}");
            text.Add($"{NameOf(block)} {block.DurationMs / 1000}");
            end = block.EndMs;
        }

        return string.Join(", ", text);
    }

    private static string NameOf(Block block) => block switch
    {
        { TaskId: { } task } => ((string[])["A1", "A2", "B1"]).First(name => Id(name) == task),
        { ProjectId: { } project } => project == Id("A") ? "A" : "B",
        { Kind: BlockKind.Personal } => "P",
        { Kind: BlockKind.Idle } => "I",
        { Kind: BlockKind.Private } => "X",
        { Category: "work/meeting" } => "M",
        _ => "?",
    };

    private static DayBlocks Derive(string day)
    {
        var (at, observed, spans, labels) = (0L, 0L, new List<Span>(), new Dictionary<Guid, Label>());
        foreach (var item in day.Split(", "))
        {
            var (name, length) = (item.Split(' ')[0], long.Parse(item.Split(' ')[1]) * 1000);
            if (name != ".")
            {
                var id = new Guid(spans.Count + 1, 0, 0, new byte[8]);
                spans.Add(new Span(at, at + length, Presence.Active, Facts.Nothing, default, id, 0));
                labels.Add(id, LabelOf(name));
                observed += length;
            }

            at += length;
        }

        var timeline = Timeline.Empty with { Spans = spans, ObservedMs = observed, Streams = Timeline.Empty.Streams with { Lanes = [new Lane(1, "mbp", LaneKind.Focus, null, [])] } };
        return BlockBuilder.Build(1, new DateOnly(2026, 3, 2), timeline, span => labels[span.EventId], Lessons.None, new HashSet<Guid>());
    }

    private static Label LabelOf(string name) => name switch
    {
        "?" => new Label(BlockKind.Work, "work/comms", null, null, 0, LabelStage.None, [], []),
        "M" => new Label(BlockKind.Work, "work/meeting", null, null, 0, LabelStage.None, [], []),
        "P" => new Label(BlockKind.Personal, "personal/news", null, null, 0, LabelStage.None, [], []),
        "I" => Label.Idle,
        "X" => Label.Private,
        { Length: 1 } => new Label(BlockKind.Work, "work/code", Id(name), null, 0.85, LabelStage.Evidence, [new Evidence("repository", name, null, 0.85)], []),
        _ => new Label(BlockKind.Work, "work/comms", Id(name[..1]), Id(name), 0.9, LabelStage.Evidence, [new Evidence("ticket-in-title", name, null, 0.9)], []),
    };

    private static Guid Id(string name) => SampleDays.Id(name);
}

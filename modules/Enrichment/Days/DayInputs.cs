using System.Security.Cryptography;
using System.Text.Json;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.Continuity;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Spans;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Days;

/// <summary>Everything a day's blocks depend on. Nothing else: no clock, no order of arrival, no earlier result.</summary>
internal sealed record DayInputs(int UserId, LocalDay Day, DayClock Clock, DaySamples Samples, Catalog Catalog, IReadOnlyList<LabelRule> Rules)
{
    /// <summary>What the person's reviews teach for this day.</summary>
    public Lessons Lessons { get; init; } = Lessons.None;

    /// <summary>What a model said about the contexts of this day.</summary>
    public ModelAnswers Answers { get; init; } = ModelAnswers.None;
}

/// <summary>The pure function at the heart: inputs → timeline → blocks.</summary>
internal static class DayDerivation
{
    public static DayBlocks Blocks(DayInputs inputs)
    {
        var candidates = new Candidates(inputs.Catalog, inputs.Day.Start);
        return Blocks(inputs, candidates, Timeline(inputs, candidates));
    }

    public static DayBlocks Blocks(DayInputs inputs, Candidates candidates, Timeline timeline)
    {
        var labeller = Labeller(inputs, candidates, timeline);
        var labels = DayReading.Labels(timeline.Spans, labeller.Of, candidates, inputs.Lessons);
        var at = new Dictionary<long, Label>(labels.Length);
        for (var i = 0; i < labels.Length; i++) at[timeline.Spans[i].Start] = ModelStep.Capped(labels[i]);
        return BlockBuilder.Build(inputs.UserId, inputs.Day.Date, timeline, span => at[span.Start], inputs.Lessons, inputs.Catalog.Projects.Select(project => project.Id).ToHashSet());
    }

    public static Labeller Labeller(DayInputs inputs, Candidates candidates, Timeline timeline) =>
        new(candidates, new RuleSet(inputs.Rules), inputs.Lessons, inputs.Clock, timeline.Streams.Lanes) { Answers = inputs.Answers };

    public static Timeline Timeline(DayInputs inputs) => Timeline(inputs, new Candidates(inputs.Catalog, inputs.Day.Start));

    /// <summary>Equal for equal results, to the byte.</summary>
    public static string Digest(DayBlocks day) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(day, BlockRow.Json)));

    public static Timeline Timeline(DayInputs inputs, Candidates candidates) => TimelineBuilder.Build(
        inputs.Samples, inputs.Day.Start.ToUnixTimeMilliseconds(), inputs.Day.End.ToUnixTimeMilliseconds(), candidates.RepositoryNames);
}

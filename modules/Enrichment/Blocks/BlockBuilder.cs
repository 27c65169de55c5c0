using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Blocks;

/// <summary>A day's timeline and its labels → blocks that are disjoint and add up to what was observed.</summary>
internal static class BlockBuilder
{
    private const int MaxEvidence = 6;
    private const int MaxAlternatives = 3;

    /// <param name="projects">The projects time may be attributed to.</param>
    public static DayBlocks Build(int userId, DateOnly day, Timeline timeline, Func<Span, Label> label, Lessons lessons, IReadOnlySet<Guid> projects)
    {
        var stretches = Stretches.Of(timeline.Spans, label);
        GapFiller.Apply(stretches, lessons);
        DefaultProject.Apply(stretches, timeline.Streams.Lanes, projects);
        stretches = Stretches.Settle(Stretches.Join(stretches));

        var taken = new HashSet<Guid>();
        var blocks = new List<Block>(stretches.Count);
        foreach (var stretch in stretches)
        {
            var key = Key(userId, day, stretch, 0);
            for (var twin = 1; !taken.Add(key); twin++) key = Key(userId, day, stretch, twin);
            blocks.Add(BlockOf(key, stretch));
        }

        return Conserved(new DayBlocks(day, timeline.ObservedMs, blocks));
    }

    /// <summary>Every observed millisecond is in exactly one block, or the result is not kept.</summary>
    private static DayBlocks Conserved(DayBlocks day)
    {
        var (sum, end) = (0L, long.MinValue);
        foreach (var block in day.Blocks)
        {
            if (block.StartMs < end || block.EndMs <= block.StartMs) throw new InvalidOperationException($"Blocks of {day.Day:O} overlap.");
            (sum, end) = (sum + block.DurationMs, block.EndMs);
        }

        if (sum != day.ObservedMs) throw new InvalidOperationException($"Blocks of {day.Day:O} hold {sum} ms of {day.ObservedMs} ms observed.");
        return day;
    }

    private static Block BlockOf(Guid key, Stretch stretch)
    {
        var identity = stretch.Identity;
        var own = stretch.Parts.Where(part => Identity.Of(part.Label) == identity).ToArray();
        var carrying = own.Length > 0 ? own : stretch.Parts.ToArray();
        var length = carrying.Sum(part => part.Span.Length);
        var leading = carrying.GroupBy(part => part.Label.Stage).OrderByDescending(group => group.Sum(part => part.Span.Length)).ThenBy(group => group.Key).First();
        var confidence = own.Length == 0 ? 0 : own.Sum(part => part.Label.Confidence * part.Span.Length) / length;
        var hidden = identity.Kind is BlockKind.Private or BlockKind.Idle;
        return new Block(
            key, stretch.Start, stretch.End, stretch.Attributable ? KindOf(identity, carrying) : identity.Kind,
            identity.Group == "short" ? "unattributed/short" : Longest(carrying, part => part.Label.Category), identity.ProjectId, identity.TaskId,
            hidden || identity.Kind == BlockKind.Personal ? "" : Describe(carrying), Math.Round(Math.Clamp(confidence, 0, 1), 2),
            identity.Attributed || own.Length > 0 ? leading.Key : LabelStage.None, Evidence(carrying), identity.Kind == BlockKind.Private ? [] : Alternatives(stretch));
    }

    private static string Longest(IEnumerable<Part> parts, Func<Part, string> text) =>
        parts.GroupBy(text, StringComparer.Ordinal).OrderByDescending(group => group.Sum(part => part.Span.Length)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .First().Key;

    private static BlockKind KindOf(Identity identity, Part[] parts) =>
        identity.Attributed || parts.Sum(part => part.Label.Kind == BlockKind.Work ? part.Span.Length : -part.Span.Length) > 0 ? BlockKind.Work : BlockKind.Neutral;

    /// <summary>The two things looked at longest.</summary>
    private static string Describe(IEnumerable<Part> parts)
    {
        var titles = parts.GroupBy(part => NameOf(part.Label.HidesTitle ? part.Span.Facts with { Title = "" } : part.Span.Facts), StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0)
            .OrderByDescending(group => group.Sum(part => part.Span.Length)).ThenBy(group => group.Key, StringComparer.Ordinal).Take(2).Select(group => group.Key);
        return string.Join(" · ", titles);
    }

    // Editors that nobody saw a window of tell where they were, not what was in their title.
    private static string NameOf(Facts facts) =>
        facts.Title.Length > 0 ? facts.Title
        : facts.Repository.Length == 0 ? facts.App
        : facts.Branch.Length == 0 ? facts.Repository : $"{facts.Repository} ({facts.Branch})";

    private static Evidence[] Evidence(IEnumerable<Part> parts) =>
        [.. parts.SelectMany(part => part.Label.Evidence.Select(evidence => (evidence, part.Span.Length)))
            .GroupBy(item => item.evidence)
            .OrderByDescending(group => group.Sum(item => item.Length)).ThenBy(group => group.Key.Signal, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Value, StringComparer.Ordinal).ThenBy(group => group.Key.RuleId, StringComparer.Ordinal)
            .Select(group => group.Key).DistinctBy(evidence => (evidence.Signal, evidence.Value)).Take(MaxEvidence)];

    /// <summary>What other evidence said, and what the block took in although it was labelled otherwise.</summary>
    private static Alternative[] Alternatives(Stretch stretch)
    {
        var identity = stretch.Identity;
        var said = stretch.Parts.SelectMany(part => part.Label.Alternatives.Select(other => (other, part.Span.Length)));
        var taken = stretch.Parts.Where(part => part.Label.ProjectId is not null && Identity.Of(part.Label) != identity)
            .Select(part => (new Alternative(part.Label.ProjectId, part.Label.TaskId, part.Label.Confidence, part.Label.Evidence.Count > 0 ? part.Label.Evidence[0].Signal : "label", "too-short"), part.Span.Length));
        return [.. said.Concat(taken)
            .Where(item => item.Item1.ProjectId != identity.ProjectId || item.Item1.TaskId != identity.TaskId)
            .GroupBy(item => (item.Item1.ProjectId, item.Item1.TaskId))
            .OrderByDescending(group => group.Sum(item => item.Item2 * item.Item1.Confidence)).ThenBy(group => group.Key.TaskId).ThenBy(group => group.Key.ProjectId)
            .Select(group => group.OrderByDescending(item => item.Item1.Confidence).ThenBy(item => item.Item1.Signal, StringComparer.Ordinal)
                .ThenBy(item => item.Item1.WhyNot, StringComparer.Ordinal).First().Item1)
            .Take(MaxAlternatives)];
    }

    /// <summary>The same while the block grows: a name made of the person, the day, the label and the first event.</summary>
    private static Guid Key(int userId, DateOnly day, Stretch stretch, int twin)
    {
        var identity = stretch.Identity;
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{userId}|{day:yyyy-MM-dd}|{identity.Kind}|{identity.ProjectId}|{identity.TaskId}|{identity.Group}|{stretch.Parts[0].Span.EventId}|{twin}");
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}

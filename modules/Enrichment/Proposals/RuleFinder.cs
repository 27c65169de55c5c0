using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Proposals;

internal sealed record ProposalExample(DateOnly Date, DateTimeOffset Start, DateTimeOffset End, string Title);

/// <summary>A rule that reviewed time speaks for. The id is made of what the rule says, so a rejected one is known again.</summary>
internal sealed record Proposal(
    Guid Id, IReadOnlyList<Condition> All, Guid? ProjectId, Guid? TaskId, int SupportBlocks, int SupportDays, double Precision, long Ms,
    IReadOnlyList<ProposalExample> Examples, DateTimeOffset CreatedAt);

/// <summary>
/// Looks for rules of one or two conditions that reviewed time never (or, of much time, hardly ever) contradicts. Pure. It only proposes.
/// </summary>
internal static class RuleFinder
{
    internal const int Days = 60;
    internal const int LeastBlocks = 3;
    internal const int LeastDays = 2;
    internal const int Many = 20;
    internal const double AlmostAlways = 0.95;
    internal const int Most = 10;

    /// <summary>A rule of which others already say so much is not worth a question.</summary>
    private const double Known = 0.8;

    private const int MaxExamples = 3;

    private sealed record Block(int Number, Reviewed Reviewed, Meaning? To, IReadOnlyList<(ReviewedContext Context, Condition[] Features)> Contexts);

    private sealed record Found(Condition[] All, Meaning To, IReadOnlyList<Block> Support, double Precision)
    {
        public int Specificity => LabelRule.SpecificityOf(All);
        public string Text => string.Join('|', All.Select(Word));
    }

    /// <param name="standing">The person's reviews.</param>
    /// <param name="rules">What already holds for the person.</param>
    /// <param name="open">Whether time may still go to this task, or project.</param>
    /// <param name="decided">Proposals that were accepted or rejected.</param>
    public static IReadOnlyList<Proposal> Find(
        IEnumerable<Reviewed> standing, DateOnly today, IReadOnlyList<LabelRule> rules, Func<Meaning, bool> open, IReadOnlySet<Guid> decided)
    {
        var blocks = standing.Where(reviewed => reviewed.Last.Day > today.AddDays(-Days) && reviewed.Last.Contexts.Count > 0)
            .OrderBy(reviewed => reviewed.Last.At).ThenBy(reviewed => reviewed.Last.Id)
            .Select((reviewed, number) => new Block(
                number, reviewed, Aim(reviewed),
                [.. Lessons.About(reviewed.ToSpan()).Select(context => (context, Features.Of(context.Signature).Distinct().OrderBy(Word, StringComparer.Ordinal).ToArray()))]))
            .ToArray();
        var found = Singles(blocks);
        found.AddRange(Pairs(blocks, found));
        var ruled = Ruled(blocks, rules);
        var worth = found.Where(rule => open(rule.To) && rule.Support.Any(block => Needed(block) && !ruled.Contains(block.Number)))
            .OrderByDescending(rule => rule.Specificity).ThenByDescending(rule => rule.Support.Count).ThenBy(rule => rule.All.Length).ThenBy(rule => rule.Text, StringComparer.Ordinal);
        var chosen = new List<Proposal>();
        var covered = new Dictionary<Guid, HashSet<int>>();
        foreach (var rule in worth)
        {
            var seen = covered.TryGetValue(rule.To.Target!.Value, out var numbers) ? numbers : covered[rule.To.Target.Value] = [];
            if (rule.Support.Count(block => seen.Contains(block.Number)) >= rule.Support.Count * Known) continue;
            seen.UnionWith(rule.Support.Select(block => block.Number));
            var proposal = Propose(rule);
            if (!decided.Contains(proposal.Id)) chosen.Add(proposal);
            if (chosen.Count == Most) break;
        }

        return chosen;
    }

    private static List<Found> Singles(IReadOnlyList<Block> blocks)
    {
        var holding = new Dictionary<Condition, HashSet<Block>>();
        foreach (var block in blocks)
        {
            foreach (var feature in block.Contexts.SelectMany(context => context.Features).Where(feature => !Features.IsWeak(feature)))
                (holding.TryGetValue(feature, out var held) ? held : holding[feature] = []).Add(block);
        }

        return [.. holding.Select(item => Judge([item.Key], item.Value)).OfType<Found>()];
    }

    /// <summary>Two conditions only where neither alone is enough.</summary>
    private static List<Found> Pairs(IReadOnlyList<Block> blocks, List<Found> singles)
    {
        var enough = singles.Select(single => (single.All[0], single.To.Target)).ToHashSet();
        var holding = new Dictionary<(Condition, Condition), HashSet<Block>>();
        foreach (var block in blocks)
        {
            foreach (var (_, features) in block.Contexts)
            {
                for (var i = 0; i < features.Length; i++)
                {
                    for (var k = i + 1; k < features.Length; k++)
                    {
                        if (Features.IsWeak(features[i]) && Features.IsWeak(features[k])) continue;
                        var pair = (features[i], features[k]);
                        (holding.TryGetValue(pair, out var held) ? held : holding[pair] = []).Add(block);
                    }
                }
            }
        }

        return [.. holding.Where(item => item.Value.Count >= LeastBlocks).Select(item => Judge([item.Key.Item1, item.Key.Item2], item.Value)).OfType<Found>()
            .Where(rule => !rule.All.Any(condition => enough.Contains((condition, rule.To.Target))))];
    }

    private static Found? Judge(Condition[] all, HashSet<Block> holding)
    {
        var first = holding.Where(block => block.To is not null).GroupBy(block => block.To!.Target)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).FirstOrDefault();
        if (first is null) return null;
        var support = first.OrderBy(block => block.Number).ToArray();
        var precision = (double)support.Length / holding.Count;
        var right = support.Length == holding.Count || holding.Count >= Many && precision >= AlmostAlways;
        return right && support.Length >= LeastBlocks && support.Select(block => block.Reviewed.Last.Day).Distinct().Count() >= LeastDays
            ? new Found(all, support[^1].To!, support, precision)
            : null;
    }

    private static Meaning? Aim(Reviewed reviewed) => reviewed.Last.Verb == ReviewVerb.Dismiss || reviewed.Last.To.Target is null ? null : reviewed.Last.To;

    /// <summary>What a rule or a key already says, needs no rule.</summary>
    private static bool Needed(Block block) =>
        !block.Reviewed.Right || block.Reviewed.First.Stage is LabelStage.None or LabelStage.Matcher or LabelStage.Model or LabelStage.Continuity;

    /// <summary>The blocks that a rule made since would label as the person did.</summary>
    private static HashSet<int> Ruled(IReadOnlyList<Block> blocks, IReadOnlyList<LabelRule> rules)
    {
        var known = rules.Where(rule => rule.Enabled && (rule.Then.TaskId ?? rule.Then.ProjectId) is not null && rule.All.Concat(rule.Not).All(condition => CompiledRule.Fault(condition) is null))
            .Select(rule => new CompiledRule(rule)).ToArray();
        return known.Length == 0 ? [] : [.. blocks.Where(block => block.To is { } to && block.Contexts.Any(context => Array.Exists(known, rule =>
            rule.Rule.Then.TaskId == to.TaskId && (to.TaskId is not null || rule.Rule.Then.ProjectId == to.ProjectId) && rule.Matches(Subject(context.Context.Signature)))))
            .Select(block => block.Number)];
    }

    /// <summary>What a rule would have seen, as far as it is remembered.</summary>
    private static Subject Subject(Signature at) => new(
        new Facts(at.App, "", at.Title, at.Host, "/" + at.Path, at.Repository, at.Branch, at.Directory.Length > 0 ? $"/{at.Directory}/x" : "", "", at.Calendar, at.InCall, false),
        TicketKeys.In(string.Join(' ', at.Branch, at.Path, at.Title, at.Calendar)), "", 1, new TimeOnly(12, 0));

    private static string Word(Condition condition) => $"{(int)condition.Field} {(int)condition.Op} {condition.Value}";

    private static Proposal Propose(Found rule)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{rule.Text}|{rule.To.ProjectId}|{rule.To.TaskId}");
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16), bigEndian: true);
        var latest = rule.Support.OrderByDescending(block => block.Number).ToArray();
        return new Proposal(
            id, rule.All, rule.To.ProjectId, rule.To.TaskId, rule.Support.Count, rule.Support.Select(block => block.Reviewed.Last.Day).Distinct().Count(),
            Math.Round(rule.Precision, 3), rule.Support.Sum(block => block.Reviewed.Last.DurationMs),
            [.. latest.Take(MaxExamples).Select(block => Example(block, rule.All))], latest[0].Reviewed.Last.At);
    }

    private static ProposalExample Example(Block block, Condition[] all)
    {
        var review = block.Reviewed.Last;
        var context = block.Contexts.First(context => Array.TrueForAll(all, condition => context.Features.Contains(condition))).Context.Signature;
        return new ProposalExample(
            review.Day, DateTimeOffset.FromUnixTimeMilliseconds(review.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(review.EndMs),
            context.Title.Length > 0 ? context.Title : context.Repository.Length > 0 ? context.Repository : context.App);
    }
}

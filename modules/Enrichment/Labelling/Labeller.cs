using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Packs;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Kernel.Time;

namespace Daybook.Enrichment.Labelling;

/// <summary>
/// The cascade, for one person's day: what the person decided today, own rules, hard evidence, the workspace's rules, words, what was learned;
/// the pack names what is left.
/// </summary>
internal sealed class Labeller(Candidates candidates, RuleSet rules, Lessons lessons, DayClock clock, IReadOnlyList<Lane> lanes)
{
    internal const double UserRule = 0.95;
    internal const double WorkspaceRule = 0.85;

    private readonly Attributor attributor = new(candidates);
    private readonly Learned learned = new(lessons, candidates);
    private readonly Dictionary<(Facts, string), Label> known = [];

    /// <summary>What a model said; asked last, for what nothing before it explained.</summary>
    public ModelAnswers Answers { get; init; } = ModelAnswers.None;

    public Label Of(Span span)
    {
        var label = Before(span);
        return Answers.For(span) is { } answer && !learned.Forbids(SignatureHash.Of(span.Signature), answer.TaskId ?? answer.ProjectId) ? ModelStep.Apply(label, answer, candidates) : label;
    }

    /// <summary>The label without any model.</summary>
    public Label Before(Span span)
    {
        switch (span.Presence)
        {
            case Presence.Idle: return Label.Idle;
            case Presence.Locked: return Label.Locked;
            case Presence.Private: return Label.Private;
        }

        if (span.Signature == default) return Label.Unknown;
        var device = rules.AskDevice ? lanes[span.Lane].Name : "";
        if (rules.AskWhen) return Decide(span, device);

        var key = (span.Facts, device);
        if (known.TryGetValue(key, out var label)) return label;
        return known[key] = Decide(span, device);
    }

    private Label Decide(Span span, string device)
    {
        var facts = span.Facts;
        var ruling = rules.Judge(Subject.Of(span, clock, device));
        if (ruling.Ignore) return Label.Private with { Evidence = [By(ruling.KindBy!, 1)] };
        return Ruled(Decide(facts, span.Signature, ruling), ruling);
    }

    /// <summary>What the rules say beside a label: a tie makes it unsure, and some things are kept to oneself.</summary>
    private static Label Ruled(Label label, Ruling ruling)
    {
        if (ruling.NeverSend || ruling.NeverStoreTitle) label = label with { Withheld = ruling.NeverSend, HidesTitle = ruling.NeverStoreTitle };
        if (ruling.Rivals.Count == 0 || label.Stage != LabelStage.Rule) return label;
        var others = ruling.Rivals.Select(rule => new Alternative(rule.Then.ProjectId, rule.Then.TaskId, Attributor.ConflictCap, "rule", "conflict"));
        return label with { Confidence = Math.Min(label.Confidence, Attributor.ConflictCap), Alternatives = [.. others, .. label.Alternatives] };
    }

    private Label Decide(Facts facts, Signature signature, Ruling ruling)
    {
        var pack = CategoryPack.Default.Judge(facts);
        var category = ruling.Category ?? pack.Category;
        var hash = SignatureHash.Of(signature);
        if (learned.Today(hash, category) is { } decided) return decided;

        var kind = ruling.Kind ?? (ruling.Category is null ? pack.Kind : KindOf(ruling.Category) ?? (pack.Kind == BlockKind.Personal ? BlockKind.Work : pack.Kind));
        var evidence = new List<Evidence>();
        var (project, task) = Attributed(ruling);
        if (kind == BlockKind.Personal && (project is null || ruling.Kind == BlockKind.Personal))
        {
            return new Label(kind, category, null, null, Sure(ruling), Stage(ruling), Categorised(ruling, pack), []);
        }

        var byUser = project is not null && ruling.AttributedBy!.Scope == RuleScope.User;
        if (!byUser && learned.Forbids(hash, task ?? project)) (project, task) = (null, null);
        var found = task is not null && byUser ? Attribution.None : learned.Allowed(hash, attributor.Attribute(facts, byUser ? project : null));
        var hard = found.Support.Any(hit => hit.Signal is not ("task-words" or "project-name" or "project-key"));
        var within = project is not null && (byUser || !hard) ? project : hard ? found.Chosen?.ProjectId : null;
        var match = task is null ? learned.Ask(signature, hash, within, found) : null;
        if (project is not null && (byUser || !hard))
        {
            var rule = ruling.AttributedBy!;
            var sure = rule.Scope == RuleScope.User ? UserRule : WorkspaceRule;
            evidence.Add(By(rule, sure));
            if (match is not null) return Matched(match, category, evidence, found);
            if (task is null && found.Chosen is { TaskId: { } refined } && found.Chosen.ProjectId == project)
            {
                evidence.AddRange(found.Support.Select(Say));
                return new Label(BlockKind.Work, Label.AsWork(category), project, refined, found.Confidence, LabelStage.Evidence, evidence, found.Alternatives);
            }

            return new Label(BlockKind.Work, Label.AsWork(category), project, task, sure, LabelStage.Rule, evidence, found.Alternatives);
        }

        if (match is not null) return Matched(match, category, [.. found.Chosen is { TaskId: null } ? found.Support.Select(Say) : []], found);
        if (found.Chosen is { } chosen && found.Confidence >= Attributor.Shown)
        {
            evidence.AddRange(found.Support.Select(Say));
            return new Label(BlockKind.Work, Label.AsWork(category), chosen.ProjectId, chosen.TaskId, found.Confidence, LabelStage.Evidence, evidence, found.Alternatives);
        }

        return new Label(kind, category, null, null, Sure(ruling), Stage(ruling), Categorised(ruling, pack), found.Alternatives);
    }

    private static Label Matched(Match match, string category, List<Evidence> evidence, Attribution found)
    {
        evidence.Insert(0, Learned.Say(match));
        var passed = found.Chosen is { TaskId: not null } words && words.TaskId != match.TaskId
            ? found.Alternatives.Prepend(new Alternative(words.ProjectId, words.TaskId, found.Confidence, words.Signal, "less-sure"))
            : found.Alternatives;
        return new Label(
            BlockKind.Work, Label.AsWork(category), match.ProjectId, match.TaskId, match.Confidence, LabelStage.Matcher, evidence,
            [.. passed.Where(other => other.TaskId != match.TaskId || other.ProjectId != match.ProjectId).Concat(match.Others).Take(3)]);
    }

    private (Guid? Project, Guid? Task) Attributed(Ruling ruling)
    {
        if (ruling.TaskId is { } id && candidates.Task(id) is { } task) return (task.ProjectId, task.Id);
        return ruling.ProjectId is { } project && candidates.Project(project) is not null ? (project, null) : (null, null);
    }

    private static double Sure(Ruling ruling) => ruling.KindBy is not null || ruling.CategoryBy is not null ? UserRule : 0;

    private static LabelStage Stage(Ruling ruling) => ruling.KindBy is not null || ruling.CategoryBy is not null ? LabelStage.Rule : LabelStage.None;

    private static List<Evidence> Categorised(Ruling ruling, PackEntry pack) =>
        (ruling.CategoryBy ?? ruling.KindBy) is { } rule ? [By(rule, UserRule)] : pack.Value.Length > 0 ? [new Evidence("category-" + pack.Signal, pack.Value)] : [];

    private static Evidence By(LabelRule rule, double sure) => new("rule", rule.Name, rule.Reference, sure);

    private static Evidence Say(Hit hit) => new(hit.Signal, hit.Value, null, hit.Confidence);

    private static BlockKind? KindOf(string category) => category.Split('/')[0] switch
    {
        "work" => BlockKind.Work,
        "personal" => BlockKind.Personal,
        "neutral" => BlockKind.Neutral,
        _ => null,
    };
}

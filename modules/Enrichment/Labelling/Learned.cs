using System.Globalization;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Labelling;

/// <summary>What was learned from the person's reviews, as the cascade asks for it.</summary>
internal sealed class Learned(Lessons lessons, Candidates candidates)
{
    internal const double DecidedToday = 0.95;

    private readonly Dictionary<(Guid Hash, Guid? Within, bool Torn), Match?> asked = [];

    public bool Forbids(Guid hash, Guid? target) => lessons.Forbids(hash, target);

    /// <summary>What the person said of this context earlier or later the same day.</summary>
    public Label? Today(Guid hash, string category)
    {
        if (lessons.Today(hash) is not { } decided) return null;
        var (kind, project, task) = decided.Meaning;
        if (project is { } id && candidates.Project(id) is null) return null;
        Evidence[] why = [new Evidence("decided-today", "", null, DecidedToday, decided.ReviewId)];
        return project is not null
            ? new Label(BlockKind.Work, Label.AsWork(category), project, task, DecidedToday, LabelStage.User, why, [])
            : new Label(kind, kind == BlockKind.Personal && !category.StartsWith("personal", StringComparison.Ordinal) ? "personal" : category,
                null, null, DecidedToday, LabelStage.User, why, []);
    }

    /// <summary>Without what the person said it is not: its project if that stands, else the next best that was seen.</summary>
    public Attribution Allowed(Guid hash, Attribution found)
    {
        if (found.Chosen is not { } chosen || !Forbids(hash, chosen.TaskId ?? chosen.ProjectId)) return found;
        var others = found.Alternatives.Where(other => !Forbids(hash, other.TaskId ?? other.ProjectId)).ToArray();
        Alternative[] alternatives = [new(chosen.ProjectId, chosen.TaskId, chosen.Confidence, chosen.Signal, "forbidden"), .. others];
        if (found.Support.FirstOrDefault(hit => hit.TaskId is null && hit != chosen && !Forbids(hash, hit.ProjectId)) is { } project)
            return new Attribution(project, project.Confidence, [project], alternatives);
        if (others.FirstOrDefault(other => other is { ProjectId: not null, Confidence: >= Attributor.Shown }) is not { ProjectId: { } id } next)
            return new Attribution(null, 0, [], alternatives);
        var hit = new Hit(id, next.TaskId, next.Confidence, next.Signal, "");
        return new Attribution(hit, hit.Confidence, [hit], [.. alternatives.Where(other => other != next)]);
    }

    /// <summary>What reviewed time of contexts like this one was for, where harder evidence left that open.</summary>
    /// <param name="within">The project that is already certain.</param>
    public Match? Ask(Signature signature, Guid hash, Guid? within, Attribution found)
    {
        if (lessons.Matcher is not { } matcher) return null;
        var torn = found.Alternatives.Any(other => other.WhyNot == "conflict");
        if (found.Chosen is { TaskId: not null } && !torn && found.Confidence > Attributor.ConflictCap) return null;
        if (!asked.TryGetValue((hash, within, torn), out var match)) asked[(hash, within, torn)] = match = matcher.Of(signature, Open);

        // A task that shares words with the context and was never reviewed could as well be meant: there, past days say nothing.
        if (match is not null && found.Alternatives.Any(other => other.TaskId is { } rival && rival != match.TaskId && !matcher.Knows(new Aim(other.ProjectId, rival)))) return null;
        if (match is null || found.Chosen is null || found.Chosen.TaskId is null) return match;
        if (torn) return Named(found, match) ? match with { Confidence = Math.Min(match.Confidence, Attributor.ConflictCap) } : null;
        return match.Confidence > found.Confidence ? match : null;

        Standing Open(Aim aim)
        {
            if (lessons.Forbids(hash, aim.Target)) return Standing.Out;
            if (within is not null && (aim.ProjectId != within || aim.TaskId is null)) return Standing.Out;
            return aim.TaskId is { } task
                ? candidates.Task(task) is null ? Standing.Opposed : Standing.Open
                : candidates.Project(aim.ProjectId!.Value) is { Archived: false } ? Standing.Open : Standing.Opposed;
        }
    }

    public static Evidence Say(Match match) =>
        new("matcher", match.Support.ToString(CultureInfo.InvariantCulture), null, match.Confidence, match.ReviewId);

    private static bool Named(Attribution found, Match match) =>
        found.Chosen!.TaskId == match.TaskId || found.Alternatives.Any(other => other.TaskId == match.TaskId && other.ProjectId == match.ProjectId);
}

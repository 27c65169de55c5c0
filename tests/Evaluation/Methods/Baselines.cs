using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Packs;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Evaluation.Days;
using Daybook.Workspace.Contracts;

namespace Daybook.Evaluation.Methods;

/// <summary>What anybody could do without much thought: the least that the cascade has to beat. All see the product's timeline.</summary>
internal static class Baselines
{
    private const long ContinuityMs = 180_000;

    public static readonly Method LastTask = new("everything to the last task", day => Walk(day, (span, last) => Keyed(span, day) ?? last));

    public static readonly Method KeyOnly = new("ticket key only", day => Walk(day, (span, _) => Keyed(span, day)));

    public static readonly Method Naive = new("naive tokens, 3 min continuity", NaiveDay);

    public static readonly Method AppRules = new("rules by app, fitted on the same days", AppDay);

    public static readonly Method Ceiling = new("best fixed label per content (ceiling)", day => ByContent(day, span => span.Signature));

    /// <summary>The task with the most words in common with all that was seen; a key counts for all of them.</summary>
    public static TaskInfo? Tokens(Facts facts, IReadOnlyList<TaskInfo> tasks)
    {
        var seen = Split($"{facts.Title} {facts.Branch} {facts.File} {facts.Path}");
        var scored = tasks.Select(task => (Task: task, Score: seen.Contains(task.Key.ToLowerInvariant()) ? 100 : Split(task.Title).Count(seen.Contains)))
            .OrderByDescending(item => item.Score).ToArray();
        return scored.Length == 0 || scored[0].Score < 2 || scored.Length > 1 && scored[1].Score == scored[0].Score ? null : scored[0].Task;
    }

    public static BlockKind KindOf(Span span) => span.Presence switch
    {
        Presence.Idle or Presence.Locked => BlockKind.Idle,
        Presence.Private => BlockKind.Private,
        _ => CategoryPack.Default.Judge(span.Facts).Kind == BlockKind.Personal ? BlockKind.Personal : BlockKind.Work,
    };

    private static HashSet<string> Split(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '/', '_', '.', '—', '|', '·', ',', ':', '(', ')', '#', '-'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length > 2 && word is not ("add" or "fix" or "the" or "for" or "and" or "with" or "speed" or "refactor"));
        return [.. words, .. TicketKeys.In(text).Select(key => key.ToLowerInvariant())];
    }

    private static TaskInfo? Keyed(Span span, LabelledDay day)
    {
        var keys = TicketKeys.In($"{span.Facts.Branch} {span.Facts.Path} {span.Facts.Title}");
        return day.Inputs.Catalog.Tasks.FirstOrDefault(task => keys.Contains(task.Key, StringComparer.OrdinalIgnoreCase));
    }

    private static Prediction Walk(LabelledDay day, Func<Span, TaskInfo?, TaskInfo?> label)
    {
        TaskInfo? last = null;
        var guesses = new List<Guess>();
        foreach (var span in DayDerivation.Timeline(day.Inputs).Spans)
        {
            var kind = KindOf(span);
            var task = kind == BlockKind.Work ? label(span, last) : null;
            last = task ?? last;
            guesses.Add(new Guess(span.Start, span.End, kind, task?.ProjectId, task?.Id, 1));
        }

        return Prediction.Of(guesses);
    }

    private static Prediction NaiveDay(LabelledDay day)
    {
        var open = new Candidates(day.Inputs.Catalog, day.Inputs.Day.Start).Tasks;
        TaskInfo? last = null;
        var until = long.MinValue;
        var guesses = new List<Guess>();
        foreach (var span in DayDerivation.Timeline(day.Inputs).Spans)
        {
            var kind = KindOf(span);
            var own = kind == BlockKind.Work ? Tokens(span.Facts, open) : null;
            if (own is not null) (last, until) = (own, span.End + ContinuityMs);
            var task = own ?? (kind == BlockKind.Work && span.Start < until ? last : null);
            guesses.Add(new Guess(span.Start, span.End, kind, task?.ProjectId, task?.Id, 1));
        }

        return Prediction.Of(guesses);
    }

    private static Prediction AppDay(LabelledDay day) => ByContent(day, span => span.Facts.App);

    /// <summary>Each content gets the label it truly had longest: what no method with fixed labels can beat.</summary>
    private static Prediction ByContent<TKey>(LabelledDay day, Func<Span, TKey> content) where TKey : notnull
    {
        var spans = DayDerivation.Timeline(day.Inputs).Spans.Where(span => span.Presence != Presence.Private).ToArray();
        var had = new Dictionary<TKey, Dictionary<(TrueKind, Guid?, Guid?), long>>();
        var t = 0;
        foreach (var span in spans.Where(span => span.Presence == Presence.Active))
        {
            if (!had.TryGetValue(content(span), out var labels)) had[content(span)] = labels = [];
            while (t < day.Truth.Count && day.Truth[t].End <= span.Start) t++;
            for (var i = t; i < day.Truth.Count && day.Truth[i].Start < span.End; i++)
            {
                var truth = day.Truth[i];
                if (!truth.Present) continue;
                var key = (truth.Kind == TrueKind.Personal ? truth.Kind : TrueKind.Work, truth.Project, truth.Task);
                labels[key] = labels.GetValueOrDefault(key) + Math.Min(truth.End, span.End) - Math.Max(truth.Start, span.Start);
            }
        }

        return Prediction.Of([.. spans.Select(span =>
        {
            if (span.Presence != Presence.Active) return new Guess(span.Start, span.End, BlockKind.Idle, null, null, 1);
            var labels = had[content(span)];
            var (kind, project, task) = labels.Count == 0 ? (TrueKind.Work, null, null) : labels.MaxBy(label => label.Value).Key;
            return new Guess(span.Start, span.End, kind == TrueKind.Personal ? BlockKind.Personal : BlockKind.Work, project, task, 1);
        })]);
    }
}

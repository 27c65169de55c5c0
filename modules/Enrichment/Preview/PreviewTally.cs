using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Runs;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Preview;

/// <summary>One stretch that would be labelled otherwise.</summary>
internal sealed record PreviewMove(DateOnly Day, MovedStretch Stretch, string Title);

/// <summary>Another rule that decides differently about what the new one matches.</summary>
internal sealed class Rival(LabelRule rule, RuleRelation relation)
{
    private const int MaxSamples = 3;

    public LabelRule Rule => rule;
    public RuleRelation Relation => relation;
    public long Length { get; private set; }
    public HashSet<string> Samples { get; } = new(StringComparer.Ordinal);

    public void Add(Span span)
    {
        Length += span.Length;
        if (Samples.Count < MaxSamples) Samples.Add(Of(span.Facts));
    }

    public static string Of(Facts facts) => facts.Title.Length > 0 ? facts.Title : facts.App;
}

/// <summary>Adds the days of a preview up, in memory that does not grow with them.</summary>
internal sealed class PreviewTally
{
    private const int MaxRows = 50;
    private const int MaxTitles = 2_000;

    private readonly Dictionary<(string App, string Title, string Host), long> matches = [];
    private readonly Dictionary<(Guid, RuleRelation), Rival> rivals = [];
    private readonly List<PreviewMove> moves = [];

    public int Days { get; set; }
    public bool Complete { get; set; } = true;
    public long ObservedMs { get; private set; }
    public long MatchedMs { get; private set; }
    public long ChangedMs { get; private set; }
    public List<(DateOnly Day, DayShift Shift)> Shifts { get; } = [];
    public IEnumerable<Rival> Rivals => rivals.Values.OrderBy(rival => rival.Relation).ThenByDescending(rival => rival.Length);

    public void Observe(Span span) => ObservedMs += span.Length;

    public void Match(Span span)
    {
        MatchedMs += span.Length;
        var key = (span.Facts.App, span.Facts.Title, span.Facts.Host);
        if (matches.Count < MaxTitles || matches.ContainsKey(key)) matches[key] = matches.GetValueOrDefault(key) + span.Length;
    }

    public void Meet(LabelRule rule, RuleRelation relation, Span span)
    {
        if (!rivals.TryGetValue((rule.Id, relation), out var rival)) rivals[(rule.Id, relation)] = rival = new Rival(rule, relation);
        rival.Add(span);
    }

    public void Shift(DateOnly day, DayShift shift, IReadOnlyList<Span> spans)
    {
        ChangedMs += shift.MovedMs;
        if (shift.Tasks.Count + shift.Disagreements.Count > 0) Shifts.Add((day, shift with { Moves = [] }));
        var at = 0;
        foreach (var move in shift.Moves)
        {
            while (at < spans.Count && spans[at].End <= move.StartMs) at++;
            moves.Add(new PreviewMove(day, move, TitleOf(spans, at, move)));
        }

        if (moves.Count <= MaxRows) return;
        moves.Sort((left, right) => Length(right).CompareTo(Length(left)));
        moves.RemoveRange(MaxRows, moves.Count - MaxRows);
    }

    public IEnumerable<PreviewMove> Moves() => moves.OrderByDescending(move => move.Stretch.StartMs);

    public IEnumerable<PreviewMatch> Matches(int most) => matches.OrderByDescending(match => match.Value).ThenBy(match => match.Key.Title, StringComparer.Ordinal)
        .Take(most).Select(match => new PreviewMatch(match.Key.App, match.Key.Title, match.Key.Host, match.Value));

    private static long Length(PreviewMove move) => move.Stretch.EndMs - move.Stretch.StartMs;

    private static string TitleOf(IReadOnlyList<Span> spans, int from, MovedStretch move)
    {
        var longest = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = from; i < spans.Count && spans[i].Start < move.EndMs; i++)
        {
            var title = Rival.Of(spans[i].Facts);
            longest[title] = longest.GetValueOrDefault(title) + Math.Min(spans[i].End, move.EndMs) - Math.Max(spans[i].Start, move.StartMs);
        }

        return longest.Count == 0 ? "" : longest.OrderByDescending(item => item.Value).ThenBy(item => item.Key, StringComparer.Ordinal).First().Key;
    }
}

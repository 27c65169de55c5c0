using System.Runtime.InteropServices;
using Daybook.Insights.Stats;

namespace Daybook.Insights.Views;

/// <summary>What the groups of an answer are called, and which values belong to one.</summary>
internal sealed record Grouping(string Word, Dimension Dimension, RepositoryMap? Projects)
{
    public const string Project = "project";

    public static readonly IReadOnlyList<string> All = [Project, .. FilterReader.Words.Keys];

    public static Grouping Of(string word, RepositoryMap map) =>
        word == Project ? new Grouping(word, Dimension.Repository, map) : new Grouping(word, FilterReader.Words[word], null);

    public string KeyOf(string value) => Projects?.KeyOf(value) ?? value;

    public string NameOf(string value) => Projects?.NameOf(value) ?? value;

    public string? ColorOf(string value) => value.Length == 0 ? null : Projects?.ProjectOf(value)?.Color ?? StatColors.Of(value);
}

/// <summary>What agents did, and what was counted of AI.</summary>
internal sealed record AgentSums(long TotalMs, long SupervisedMs, AiCounts Ai)
{
    public static AgentSums Of(IReadOnlyList<DayPart> parts) => new(
        parts.Sum(part => part.AgentMs), parts.Sum(part => part.SupervisedMs), parts.Aggregate(default(AiCounts), (sum, part) => sum + part.Ai));
}

/// <summary>Parts → groups and days that add up exactly.</summary>
internal sealed class StatReport
{
    private const int MostGroups = 500;
    private const string Rest = "*";

    private readonly Dictionary<string, Sum> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<DateOnly, Dictionary<string, long>> days = [];
    private readonly Grouping grouping;
    private HashSet<string>? shown;

    public StatReport(Grouping grouping, IReadOnlyList<DayPart> parts, IEnumerable<DayPart> previous, IReadOnlyDictionary<string, long>? own)
    {
        this.grouping = grouping;
        Agents = AgentSums.Of(parts);
        foreach (var part in parts)
        {
            if (part.Ms == 0) continue;
            var sum = SumOf(part.Value);
            sum.Ms += part.Ms;
            TotalMs += part.Ms;
            var day = CollectionsMarshal.GetValueRefOrAddDefault(days, part.Day, out _) ??= new Dictionary<string, long>(StringComparer.Ordinal);
            CollectionsMarshal.GetValueRefOrAddDefault(day, grouping.KeyOf(part.Value), out _) += part.Ms;
        }

        foreach (var part in previous)
        {
            PreviousMs += part.Ms;
            if (groups.TryGetValue(grouping.KeyOf(part.Value), out var sum)) sum.Previous += part.Ms;
        }

        // A tool with nothing of its own (one heartbeat between others') has an own time all the same: none.
        if (own is null) return;
        foreach (var (value, sum) in groups) sum.Own = own.GetValueOrDefault(value);
    }

    public long TotalMs { get; }
    public long PreviousMs { get; }
    public AgentSums Agents { get; }
    public int ActiveDays => days.Count;

    public BestDay? Best => days.Select(day => new BestDay(day.Key, day.Value.Values.Sum()))
        .OrderByDescending(day => day.TotalMs).ThenBy(day => day.Date).FirstOrDefault();

    public IReadOnlyList<StatGroup> Groups()
    {
        var sorted = groups.OrderByDescending(group => group.Value.Ms).ThenBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var kept = sorted.Length > MostGroups ? sorted[..(MostGroups - 1)] : sorted;
        shown = kept.Length < sorted.Length ? kept.Select(group => group.Key).ToHashSet(StringComparer.Ordinal) : null;
        var answer = kept.Select(group => new StatGroup(
            group.Key, grouping.NameOf(group.Value.Value), grouping.ColorOf(group.Value.Value), group.Value.Ms, ShareOf(group.Value.Ms), group.Value.Previous,
            group.Value.Own)).ToList();
        if (shown is null) return answer;
        var rest = sorted[kept.Length..];
        answer.Add(new StatGroup(Rest, "", null, rest.Sum(group => group.Value.Ms), ShareOf(rest.Sum(group => group.Value.Ms)), rest.Sum(group => group.Value.Previous), null));
        return answer;
    }

    /// <summary>Every day of the range, in order. After <see cref="Groups"/>: its parts have the same keys.</summary>
    public IReadOnlyList<StatDay> Days(DateOnly start, DateOnly end)
    {
        var answer = new List<StatDay>(end.DayNumber - start.DayNumber + 1);
        for (var day = start; day <= end; day = day.AddDays(1))
        {
            var parts = days.TryGetValue(day, out var found)
                ? found.GroupBy(part => shown?.Contains(part.Key) == false ? Rest : part.Key, StringComparer.Ordinal)
                    .Select(group => new StatPart(group.Key, group.Sum(part => part.Value)))
                    .OrderByDescending(part => part.Ms).ThenBy(part => part.Key, StringComparer.Ordinal).ToArray()
                : [];
            answer.Add(new StatDay(day, parts.Sum(part => part.Ms), parts));
        }

        return answer;
    }

    private double ShareOf(long ms) => TotalMs == 0 ? 0 : Math.Round((double)ms / TotalMs, 6);

    private Sum SumOf(string value) =>
        CollectionsMarshal.GetValueRefOrAddDefault(groups, grouping.KeyOf(value), out _) ??= new Sum { Value = value };

    private sealed class Sum
    {
        public string Value { get; init; } = "";
        public long Ms { get; set; }
        public long Previous { get; set; }
        public long? Own { get; set; }
    }
}

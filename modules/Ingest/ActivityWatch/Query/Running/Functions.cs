using System.Collections.Frozen;
using Daybook.Ingest.ActivityWatch.Query.Transforms;
using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Running;

/// <summary>A function of the language that needs nothing but its arguments.</summary>
internal sealed record Function(int Least, int Most, Func<Arguments, object?> Run);

/// <summary>The functions that both of ActivityWatch's servers know, or either of them, except those that read buckets.</summary>
internal static class Functions
{
    private static readonly FrozenDictionary<string, Function> All = new Dictionary<string, Function>(StringComparer.Ordinal)
    {
        ["filter_keyvals"] = new(3, 3, call => List(Filter(call, keeps: true))),
        ["exclude_keyvals"] = new(3, 3, call => List(Filter(call, keeps: false))),
        ["filter_keyvals_regex"] = new(3, 3, call => List(FilterByPattern(call))),
        ["filter_period_intersect"] = new(2, 2, call => List(Periods.Intersect(call.Events(0), call.Events(1), call.Budget))),
        ["period_union"] = new(2, 2, call => List(Periods.Union(call.Events(0), call.Events(1), call.Budget))),
        ["union_no_overlap"] = new(2, 2, call => List(Periods.UnionWithoutOverlap(call.Events(0), call.Events(1), call.Budget))),
        ["flood"] = new(1, 2, call => List(FloodBy(call))),
        ["limit_events"] = new(2, 2, call => List([.. call.Events(0).Take(call.Whole(1))])),
        ["merge_events_by_keys"] = new(2, 2, call => List(Merging.ByKeys(call.Events(0), call.Texts(1), call.Budget))),
        ["chunk_events_by_key"] = new(2, 2, call => List(Merging.Chunks(call.Events(0), call.Text(1), call.Budget))),
        ["sort_by_timestamp"] = new(1, 1, call => List(Lists.ByStart(call.Events(0), call.Budget))),
        ["sort_by_duration"] = new(1, 1, call => List(Lists.ByDuration(call.Events(0), call.Budget))),
        ["sum_durations"] = new(1, 1, call => Lists.Seconds(call.Events(0), call.Budget)),
        ["concat"] = new(1, int.MaxValue, Concat),
        ["split_url_events"] = new(1, 1, call => List(Lists.WithData(call.Events(0), Urls.Split, call.Budget))),
        ["simplify_window_titles"] = new(2, 2, Simplify),
        ["categorize"] = new(2, 2, call => List(Categorize(call))),
        ["tag"] = new(2, 2, call => List(Tag(call))),
        ["contains"] = new(2, 2, call => Contains(call)),
        ["print"] = new(0, int.MaxValue, _ => null),
        ["nop"] = new(0, 0, _ => 1L),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Function? Find(string name) => All.GetValueOrDefault(name);

    private static AwList List(IReadOnlyList<AwEvent> events) => new(events);

    private static IReadOnlyList<AwEvent> Filter(Arguments call, bool keeps)
    {
        var (key, values) = (call.Text(1), call.List(2).ToHashSet(AwValue.Comparer));
        return Lists.Where(call.Events(0), data => data.TryGet(key, out var value) && values.Contains(value) ? keeps : !keeps, call.Budget);
    }

    private static IReadOnlyList<AwEvent> FilterByPattern(Arguments call)
    {
        var (key, pattern) = (call.Text(1), Pattern.Of(call.Text(2), ignoreCase: false));
        return Lists.Where(
            call.Events(0), data => data.TryGet(key, out var value) && pattern.IsIn(value as string ?? throw call.WrongCall()), call.Budget);
    }

    private static IReadOnlyList<AwEvent> FloodBy(Arguments call) => (call.Count == 1 ? "longer" : call.Text(1)) switch
    {
        "longer" => Flood.LongerGrows(call.Events(0), call.Budget),
        "midpoint" => Flood.Midpoint(call.Events(0), call.Budget),
        _ => throw call.Wrong(1, "\"longer\" or \"midpoint\""),
    };

    private static AwList Concat(Arguments call)
    {
        var lists = Enumerable.Range(0, call.Count).Select(call.List).ToArray();
        call.Budget.Take(lists.Sum(list => (long)list.Count) * QueryBudget.Reference);
        var events = lists.Select(list => list.Events()).OfType<IReadOnlyList<AwEvent>>().ToArray();
        return events.Length == lists.Length ? List([.. events.SelectMany(list => list)]) : new AwList([.. lists.SelectMany(list => list)]);
    }

    private static AwList Simplify(Arguments call)
    {
        var key = call.Text(1);
        return List(Lists.WithData(call.Events(0), data => Titles.Simplify(data, key), call.Budget));
    }

    private static IReadOnlyList<AwEvent> Categorize(Arguments call)
    {
        var rules = RulesOf(call, "[[path, rule], ...]", path => path as AwList);
        var budget = call.Budget;
        return Lists.WithData(call.Events(0), data => Categories.Categorize(data, rules, budget), budget);
    }

    private static IReadOnlyList<AwEvent> Tag(Arguments call)
    {
        var rules = RulesOf(call, "[[name, rule], ...]", name => name as string);
        var budget = call.Budget;
        return Lists.WithData(call.Events(0), data => Categories.Tag(data, rules, budget), budget);
    }

    private static List<(T Name, Rule Rule)> RulesOf<T>(Arguments call, string shape, Func<object?, T?> read)
        where T : class
    {
        var rules = new List<(T, Rule)>();
        foreach (var item in call.List(1))
        {
            call.Budget.Take(QueryBudget.Data);
            if (item is not AwList { Count: 2 } pair || read(pair[0]) is not { } name || pair[1] is not AwData rule) throw call.Wrong(1, shape);
            rules.Add((name, Rule.Of(rule)));
        }

        return rules;
    }

    private static bool Contains(Arguments call) => call[0] switch
    {
        AwList list => list.Contains(call[1], AwValue.Comparer),
        AwData data => call[1] is string key && data.Has(key),
        _ => throw call.Wrong(0, "a list or an object"),
    };
}

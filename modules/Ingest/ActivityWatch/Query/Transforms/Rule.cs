using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>When an event counts to something: a pattern found in any of its texts, or in those under the keys.</summary>
internal sealed class Rule(Pattern? pattern, IReadOnlyList<string>? keys)
{
    /// <summary>Of <c>{regex, ignore_case, select_keys}</c>; without a pattern it never holds.</summary>
    public static Rule Of(AwData rule)
    {
        var keys = rule.TryGet("select_keys", out var value) && value is AwList list ? list.OfType<string>().ToArray() : [];
        var ignoreCase = rule.TryGet("ignore_case", out var flag) && AwValue.IsTrue(flag);
        return new Rule(rule.Text("regex") is { Length: > 0 } text ? Pattern.Of(text, ignoreCase) : null, keys.Length > 0 ? keys : null);
    }

    public bool Holds(AwData data, QueryBudget budget)
    {
        if (pattern is null) return false;
        foreach (var value in keys is null ? data.Members.Values : keys.Select(key => data.Text(key)))
        {
            budget.Tick();
            if (value is string text && pattern.IsIn(text)) return true;
        }

        return false;
    }
}

using Daybook.Ingest.ActivityWatch.Query.Values;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>Categories and tags by rules.</summary>
internal static class Categories
{
    private static readonly AwList Uncategorized = new(["Uncategorized"]);

    /// <summary>Of all categories whose rule holds the deepest, among equally deep ones the last.</summary>
    public static AwData Categorize(AwData data, IReadOnlyList<(AwList Path, Rule Rule)> categories, QueryBudget budget)
    {
        AwList? best = null;
        foreach (var (path, rule) in categories)
        {
            budget.Tick();
            // A shallower one cannot win, so its pattern need not be searched.
            if (path.Count >= (best?.Count ?? 0) && rule.Holds(data, budget)) best = path;
        }

        return data.With("$category", best ?? Uncategorized);
    }

    public static AwData Tag(AwData data, IReadOnlyList<(string Name, Rule Rule)> tags, QueryBudget budget)
    {
        var found = new List<object?>();
        foreach (var (name, rule) in tags)
        {
            budget.Tick();
            if (rule.Holds(data, budget)) found.Add(name);
        }

        budget.Take(found.Count * (long)QueryBudget.Reference);
        return data.With("$tags", new AwList(found));
    }
}

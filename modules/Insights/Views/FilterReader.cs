using Daybook.Insights.Stats;
using Daybook.Kernel.Problems;

namespace Daybook.Insights.Views;

/// <summary>Reads filter=field:value, repeated: fields are combined with and, the values of one field with or.</summary>
internal static class FilterReader
{
    private const int Most = 100;
    private const int Longest = 4_096;
    private const string Project = "project";

    /// <param name="repositories">Asked only when a project is named: its repositories are what is filtered by.</param>
    public static async Task<IReadOnlyList<StatFilter>> ReadAsync(
        string[]? texts, RepositoryMap map, Func<Task<IReadOnlyList<string>>> repositories, FieldErrors errors)
    {
        if (texts is null || texts.Length == 0) return [];
        if (texts.Length > Most) errors.Add("filter", "too-many");
        var filters = new Dictionary<Dimension, List<string>>();
        var projects = new List<string>();
        foreach (var text in texts.Take(Most))
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var (field, value) = colon < 0 ? ("", "") : (text[..colon], text[(colon + 1)..]);
            if (value.Length > Longest) errors.Add("filter", "too-long");
            else if (value.Contains('\0', StringComparison.Ordinal)) errors.Add("filter", "invalid");
            else if (field == Project) projects.Add(value);
            else if (Words.TryGetValue(field, out var dimension)) (filters.TryGetValue(dimension, out var values) ? values : filters[dimension] = []).Add(value);
            else errors.Add("filter", "unknown");
        }

        var read = filters.Select(filter => new StatFilter(filter.Key, filter.Value)).ToList();
        if (projects.Count == 0 || errors.Any) return read;
        var known = await repositories();
        read.Add(new StatFilter(Dimension.Repository, [.. projects.SelectMany(project => map.RepositoriesOf(project, known)).Distinct(StringComparer.Ordinal)]));
        return read;
    }

    /// <summary>The dimensions by the names the API gives them.</summary>
    public static readonly IReadOnlyDictionary<string, Dimension> Words =
        Enum.GetValues<Dimension>().ToDictionary(dimension => dimension.ToString().ToLowerInvariant(), StringComparer.Ordinal);
}

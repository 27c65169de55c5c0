using System.Globalization;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Insights.Checks;

/// <summary>Collects every wrong field of a request, so that all are answered at once.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    public bool Any => errors.Count > 0;

    public void Add(string field, string key)
    {
        if (!errors.TryGetValue(field, out var keys)) errors[field] = keys = [];
        keys.Add(key);
    }

    public ProblemHttpResult Answer() => Problem.Invalid(errors.ToDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal));

    /// <summary>A local date, YYYY-MM-DD, within the years a calendar here can be asked about; null when it is left out or wrong.</summary>
    public DateOnly? Date(string field, string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Add(field, "invalid");
            return null;
        }

        if (date.Year is >= 1970 and < 2200) return date;
        Add(field, "out-of-range");
        return null;
    }

    /// <summary>The trimmed text; an error when it is empty, longer than <paramref name="max"/>, or holds control characters.</summary>
    public string Text(string field, string? value, int max)
    {
        var text = value?.Trim() ?? "";
        if (text.Length == 0) Add(field, "required");
        else if (text.Length > max) Add(field, "too-long");
        else if (text.Any(char.IsControl) || !IsWhole(text)) Add(field, "invalid");
        return text;
    }

    /// <summary>One of these words; an error when it is empty or another.</summary>
    public string OneOf(string field, string? value, params IReadOnlyCollection<string> words)
    {
        if (string.IsNullOrEmpty(value)) Add(field, "required");
        else if (!words.Contains(value, StringComparer.Ordinal)) Add(field, "unknown");
        return value ?? "";
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return false;
            i++;
        }

        return true;
    }
}

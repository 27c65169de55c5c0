using System.Globalization;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Timesheet.Checks;

/// <summary>Collects every wrong field of a request, so that all are answered at once.</summary>
internal sealed class FieldErrors
{
    private static readonly string[] Instants =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'"];

    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    public bool Any => errors.Count > 0;

    public void Add(string field, string key)
    {
        if (!errors.TryGetValue(field, out var keys)) errors[field] = keys = [];
        keys.Add(key);
    }

    public ProblemHttpResult Answer() => Problem.Invalid(errors.ToDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal));

    /// <summary>A local date, YYYY-MM-DD, within the years a calendar here can be asked about.</summary>
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

    /// <summary>An instant as RFC 3339 writes it, always with its offset; what is finer than a millisecond is dropped. Milliseconds UTC.</summary>
    public long? Instant(string field, string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        if (DateTimeOffset.TryParseExact(
                value, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
            return instant.ToUnixTimeMilliseconds();
        Add(field, "invalid");
        return null;
    }

    public Guid? Id(string field, string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        if (Guid.TryParse(value, out var id)) return id;
        Add(field, "invalid");
        return null;
    }

    /// <summary>One of the words of an enum, as the API writes them.</summary>
    public T? Word<T>(string field, string? value, params ReadOnlySpan<T> allowed) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(value)) return null;
        foreach (var word in allowed)
            if (string.Equals(word.ToString(), value, StringComparison.OrdinalIgnoreCase)) return word;
        Add(field, "unknown");
        return null;
    }

    /// <summary>Text for people: trimmed, line breaks allowed, other control characters and broken Unicode not.</summary>
    public string? Text(string field, string? value, int max)
    {
        var text = value?.Trim();
        if (text is null) return null;
        if (text.Length > max) Add(field, "too-long");
        else if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || !IsWhole(text)) Add(field, "invalid");
        return text;
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

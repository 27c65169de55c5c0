using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Kernel.Problems;

/// <summary>Collects every wrong field of a request, so that all are answered at once. Its readers note what is wrong and answer what they can.</summary>
public sealed class FieldErrors
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

    public ProblemHttpResult Answer() => Problem.Invalid(errors.ToDictionary(error => error.Key, error => error.Value.ToArray(), StringComparer.Ordinal));

    public static ProblemHttpResult Answer(string field, string key)
    {
        var single = new FieldErrors();
        single.Add(field, key);
        return single.Answer();
    }

    /// <summary>The trimmed text; an error when it is empty, longer than <paramref name="max"/>, or holds control characters.</summary>
    public string Text(string field, string? value, int max)
    {
        var text = value?.Trim() ?? "";
        if (text.Length == 0) Add(field, "required");
        else Limits(field, text, max, lines: false);
        return text;
    }

    /// <summary>As <see cref="Text"/>, but nothing is an answer too: empty means null.</summary>
    public string? OptionalText(string field, string? value, int max)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        Limits(field, text, max, lines: false);
        return text;
    }

    /// <summary>Text for people, of any number of lines; null only when nothing was said.</summary>
    public string? Lines(string field, string? value, int max)
    {
        var text = value?.Trim();
        if (text is not null) Limits(field, text, max, lines: true);
        return text;
    }

    /// <summary>One of these words, which has to be said.</summary>
    public string OneOf(string field, string? value, IReadOnlyCollection<string> words)
    {
        var word = value?.Trim() ?? "";
        if (word.Length == 0) Add(field, "required");
        else if (!words.Contains(word, StringComparer.Ordinal)) Add(field, "unknown");
        return word;
    }

    /// <summary>One of the words of an enum, as the API writes them; null when nothing was said.</summary>
    public T? Word<T>(string field, string? value, params ReadOnlySpan<T> allowed) where T : struct, Enum
    {
        if (string.IsNullOrEmpty(value)) return null;
        foreach (var word in allowed)
            if (string.Equals(word.ToString(), value, StringComparison.OrdinalIgnoreCase)) return word;
        Add(field, "unknown");
        return null;
    }

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

    private void Limits(string field, string text, int max, bool lines)
    {
        if (text.Length > max) Add(field, "too-long");
        else if (text.Any(letter => char.IsControl(letter) && !(lines && letter is ('\n' or '\r' or '\t'))) || HasLoneSurrogate(text)) Add(field, "invalid");
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return true;
            i++;
        }

        return false;
    }
}

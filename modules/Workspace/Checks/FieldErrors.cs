using System.Net.Mail;
using System.Text.RegularExpressions;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daybook.Workspace.Checks;

/// <summary>Collects every wrong field of a request, so that all are answered at once.</summary>
internal sealed partial class FieldErrors
{
    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    public bool Any => errors.Count > 0;

    public void Add(string field, string key)
    {
        if (!errors.TryGetValue(field, out var keys)) errors[field] = keys = [];
        keys.Add(key);
    }

    public ProblemHttpResult Answer() => Problem.Invalid(errors.ToDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal));

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
        else Limits(field, text, max);
        return text;
    }

    /// <summary>As <see cref="Text"/>, but nothing is an answer too: empty means null.</summary>
    public string? OptionalText(string field, string? value, int max)
    {
        var text = value?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        Limits(field, text, max);
        return text;
    }

    public string Email(string field, string? value)
    {
        var email = Text(field, value, 254);
        if (email.Length is > 0 and <= 254 && !IsEmail(email)) Add(field, "invalid");
        return email;
    }

    public string Password(string field, string? value)
    {
        var password = value ?? "";
        if (password.Length == 0) Add(field, "required");
        else if (password.Length < 8) Add(field, "too-short");
        else if (password.Length > 256) Add(field, "too-long");
        return password;
    }

    public string OneOf(string field, string? value, IReadOnlyCollection<string> words)
    {
        var word = value?.Trim() ?? "";
        if (word.Length == 0) Add(field, "required");
        else if (!words.Contains(word, StringComparer.Ordinal)) Add(field, "unknown");
        return word;
    }

    public string? Color(string field, string? value)
    {
        var color = OptionalText(field, value, 7)?.ToLowerInvariant();
        if (color is not null && !HexColor().IsMatch(color)) Add(field, "invalid");
        return color;
    }

    private void Limits(string field, string text, int max)
    {
        if (text.Length > max) Add(field, "too-long");
        else if (text.Any(char.IsControl) || HasLoneSurrogate(text)) Add(field, "invalid");
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

    private static bool IsEmail(string text) =>
        MailAddress.TryCreate(text, out var parsed) && string.Equals(parsed.Address, text, StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal);

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.None, 100)]
    private static partial Regex HexColor();
}

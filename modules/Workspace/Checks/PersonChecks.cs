using System.Net.Mail;
using System.Text.RegularExpressions;
using Daybook.Kernel.Problems;

namespace Daybook.Workspace.Checks;

/// <summary>Fields that only people and projects have.</summary>
internal static partial class PersonChecks
{
    public static string Email(this FieldErrors errors, string field, string? value)
    {
        var email = errors.Text(field, value, 254);
        if (email.Length is > 0 and <= 254 && !IsEmail(email)) errors.Add(field, "invalid");
        return email;
    }

    public static string Password(this FieldErrors errors, string field, string? value)
    {
        var password = value ?? "";
        if (password.Length == 0) errors.Add(field, "required");
        else if (password.Length < 8) errors.Add(field, "too-short");
        else if (password.Length > 256) errors.Add(field, "too-long");
        return password;
    }

    public static string? Color(this FieldErrors errors, string field, string? value)
    {
        var color = errors.OptionalText(field, value, 7)?.ToLowerInvariant();
        if (color is not null && !HexColor().IsMatch(color)) errors.Add(field, "invalid");
        return color;
    }

    private static bool IsEmail(string text) =>
        MailAddress.TryCreate(text, out var parsed) && string.Equals(parsed.Address, text, StringComparison.Ordinal) && !text.Contains(' ', StringComparison.Ordinal);

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.None, 100)]
    private static partial Regex HexColor();
}

using System.Text;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Redaction;

/// <summary>
/// Replaces secrets by placeholders: the same secret by the same one within a call, so that what belongs together still does. Which
/// number it gets depends on the order of the texts alone.
/// </summary>
internal sealed class Redactor
{
    internal const int MaxLength = TitleNormaliser.MaxLength;

    /// <summary>A placeholder may stand beside what is left in such a way that both look like a secret again.</summary>
    private const int MostPasses = 3;

    private readonly Dictionary<string, string> placeholders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>How many texts of each class were replaced.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>The text on one line, of ordinary characters, cut, without secrets.</summary>
    public string Text(string text)
    {
        var plain = WithoutTornEnd(TitleNormaliser.Plain(text));
        for (var pass = 0; pass < MostPasses; pass++)
        {
            if (Secrets.In(plain) is not { Count: > 0 } secrets) return plain;
            plain = Replace(plain, secrets);
        }

        return Secrets.In(plain).Count == 0 ? plain : Placeholder("withheld", text);
    }

    /// <summary>Of a text that was cut the last word may be half a secret; so may be the groups of digits before it.</summary>
    private static string WithoutTornEnd(string text)
    {
        if (text.Length < MaxLength - 2) return text;
        var end = text.Length;
        do end = text.LastIndexOf(' ', end - 1);
        while (end > 0 && text.AsSpan(text.LastIndexOf(' ', end - 1) + 1, end - text.LastIndexOf(' ', end - 1) - 1).ContainsAnyInRange('0', '9'));
        return end <= 0 ? "" : text[..end];
    }

    private string Replace(string text, IReadOnlyList<Secret> secrets)
    {
        var kept = new StringBuilder(text.Length);
        var at = 0;
        foreach (var secret in secrets)
        {
            kept.Append(text, at, secret.Start - at).Append(Placeholder(secret.Kind, text[secret.Start..secret.End]));
            at = secret.End;
        }

        return kept.Append(text, at, text.Length - at).ToString();
    }

    private string Placeholder(string kind, string secret)
    {
        counts[kind] = counts.GetValueOrDefault(kind) + 1;
        if (placeholders.TryGetValue(kind + ":" + secret, out var known)) return known;
        var number = placeholders.Keys.Count(other => other.StartsWith(kind + ":", StringComparison.Ordinal)) + 1;
        return placeholders[kind + ":" + secret] = FormattableString.Invariant($"⟦{kind}{number}⟧");
    }
}

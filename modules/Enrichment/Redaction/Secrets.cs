using System.Text.Json;
using System.Text.RegularExpressions;

namespace Daybook.Enrichment.Redaction;

/// <summary>A stretch of a text that nobody else should read.</summary>
internal readonly record struct Secret(int Start, int End, string Kind);

/// <summary>Finds what looks like a secret or like somebody's data. Rather too much than too little: what is lost is a word of a title.</summary>
internal static class Secrets
{
    private const int LeastCard = 13;
    private const int LeastIban = 15;
    private const double LeastEntropy = 3.4;

    private static readonly (string Kind, Regex Shape, Func<string, bool>? Really)[] Shapes =
    [
        ("key", SecretShapes.Pem, null),
        ("jwt", SecretShapes.Jwt, null),
        ("connection", SecretShapes.Connection, null),
        ("credentials", SecretShapes.UrlCredentials, null),
        ("key", SecretShapes.VendorKey, null),
        ("credentials", SecretShapes.Authorization, null),
        ("credentials", SecretShapes.Assignment, null),
        ("credentials", SecretShapes.Option, null),
        ("email", SecretShapes.Email, null),
        ("iban", SecretShapes.Iban, IsIban),
        ("card", SecretShapes.Card, IsCard),
        ("code", SecretShapes.OneTimeCode, null),
        ("phone", SecretShapes.Phone, null),
        ("random", SecretShapes.Long, IsRandom),
    ];

    /// <summary>Disjoint, in order. Where shapes overlap the stretch is both, under the name of the first.</summary>
    public static IReadOnlyList<Secret> In(string text)
    {
        if (text.Length < 4) return [];
        var found = new List<Secret>();
        foreach (var (kind, shape, really) in Shapes)
        {
            foreach (var match in shape.EnumerateMatches(text))
                if (really is null || really(text.Substring(match.Index, match.Length))) found.Add(new Secret(match.Index, match.Index + match.Length, kind));
        }

        if (found.Count < 2) return found;
        var merged = new List<Secret>(found.Count);
        foreach (var secret in found.OrderBy(secret => secret.Start))
        {
            if (merged.Count > 0 && secret.Start < merged[^1].End) merged[^1] = merged[^1] with { End = Math.Max(merged[^1].End, secret.End) };
            else merged.Add(secret);
        }

        return merged;
    }

    /// <summary>The class of a secret in a message that is about to leave, or null. Of a JSON document every text in it is looked at by itself.</summary>
    public static string? Find(string message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return Find(document.RootElement);
        }
        catch (JsonException)
        {
            return Kind(message);
        }
    }

    private static string? Find(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(property => Kind(property.Name) ?? Find(property.Value)).FirstOrDefault(kind => kind is not null),
        JsonValueKind.Array => element.EnumerateArray().Select(Find).FirstOrDefault(kind => kind is not null),
        JsonValueKind.String => Kind(element.GetString()!),
        _ => null,
    };

    private static string? Kind(string text) => In(text) is [var first, ..] ? first.Kind : null;

    /// <summary>Luhn's sum.</summary>
    private static bool IsCard(string text)
    {
        var (sum, count) = (0, 0);
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(text[i])) continue;
            var digit = text[i] - '0';
            if (count++ % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }

        return count >= LeastCard && sum % 10 == 0 && sum > 0;
    }

    /// <summary>Moved, spelled out and divided by 97 the rest is 1. A text may go on after the number: its beginning counts, too.</summary>
    private static bool IsIban(string text)
    {
        var plain = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        for (var length = plain.Length; length >= LeastIban; length--)
            if (Rest(plain[..length]) == 1) return true;
        return false;

        static int Rest(string iban)
        {
            var rest = 0;
            foreach (var letter in iban[4..] + iban[..4])
                rest = char.IsAsciiDigit(letter) ? (rest * 10 + (letter - '0')) % 97 : (rest * 100 + (letter - 'A' + 10)) % 97;
            return rest;
        }
    }

    /// <summary>Long, mixed and without words: keys, hashes, ids. Paths and branches are made of words, however long they are.</summary>
    private static bool IsRandom(string text)
    {
        if (Guid.TryParse(text, out _)) return true;
        foreach (var part in text.Split(['/', '.'], StringSplitOptions.RemoveEmptyEntries).Append(text))
        {
            if (part.Length < 20 || Entropy(part) < LeastEntropy && !part.All(char.IsAsciiHexDigit)) continue;
            var turns = 0;
            for (var i = 1; i < part.Length; i++)
                if (char.IsAsciiLetterOrDigit(part[i]) && char.IsAsciiLetterOrDigit(part[i - 1]) && Class(part[i]) != Class(part[i - 1])) turns++;
            var digits = part.Count(char.IsAsciiDigit);
            var letters = part.Count(char.IsAsciiLetter);

            // Numbers within words turn once or twice; secrets turn all the time, and some have no digits at all.
            if (digits > 0 && letters > 0 && turns >= 5 || letters >= 20 && turns * 3 >= letters && LongestWord(part) < 8) return true;
        }

        return false;

        static int Class(char letter) => char.IsAsciiDigit(letter) ? 0 : char.IsAsciiLetterUpper(letter) ? 1 : 2;
    }

    private static int LongestWord(string text)
    {
        var (longest, length) = (0, 0);
        foreach (var letter in text)
        {
            length = char.IsAsciiLetterLower(letter) ? length + 1 : 0;
            longest = Math.Max(longest, length);
        }

        return longest;
    }

    private static double Entropy(string text) =>
        -text.GroupBy(letter => letter).Sum(group => (double)group.Count() / text.Length * Math.Log2((double)group.Count() / text.Length));
}

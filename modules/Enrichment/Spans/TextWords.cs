namespace Daybook.Enrichment.Spans;

/// <summary>Where the words of a text are: runs of letters and digits, and each part of a camelCased name.</summary>
internal static class TextWords
{
    public static IEnumerable<Range> In(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            var hump = inside && start >= 0 && char.IsUpper(text[i]) && char.IsLower(text[i - 1]);
            if (inside && !hump)
            {
                if (start < 0) start = i;
                continue;
            }

            if (start >= 0) yield return start..i;
            start = hump ? i : -1;
        }
    }
}

using System.Text.RegularExpressions;

namespace Daybook.Journal.Writing;

/// <summary>Same: in both. Removed: only in the person's text. Added: only in what is offered.</summary>
internal enum DiffKind { Same, Removed, Added }

internal sealed record DiffPart(DiffKind Kind, string Text);

/// <summary>Compares two texts sentence by sentence.</summary>
internal static partial class TextDiff
{
    private const int Most = 400;

    public static IReadOnlyList<DiffPart> Of(string own, string offered)
    {
        var (old, fresh) = (Sentences(own), Sentences(offered));

        // A text of that many sentences is compared as a whole.
        if (old.Length > Most || fresh.Length > Most) return [new DiffPart(DiffKind.Removed, own), new DiffPart(DiffKind.Added, offered)];
        var common = new int[old.Length + 1, fresh.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = fresh.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == fresh[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        var parts = new List<DiffPart>();
        for (int i = 0, j = 0; i < old.Length || j < fresh.Length;)
        {
            if (i < old.Length && j < fresh.Length && old[i] == fresh[j])
            {
                parts.Add(new DiffPart(DiffKind.Same, old[i++]));
                j++;
            }
            else if (j >= fresh.Length || i < old.Length && common[i + 1, j] >= common[i, j + 1])
            {
                parts.Add(new DiffPart(DiffKind.Removed, old[i++]));
            }
            else
            {
                parts.Add(new DiffPart(DiffKind.Added, fresh[j++]));
            }
        }

        return parts;
    }

    private static string[] Sentences(string text) =>
        [.. Ends.Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0)];

    [GeneratedRegex(@"(?<=[.!?।])\s+|\r?\n+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ends { get; }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Daybook.Ingest.ActivityWatch.Query.Transforms;

/// <summary>A regular expression that somebody else wrote: searched in linear time where it can be, else for a limited time.</summary>
internal sealed class Pattern
{
    private readonly Regex _regex;

    private Pattern(Regex regex) => _regex = regex;

    /// <exception cref="QueryException">It is no regular expression, or one that would grow too large.</exception>
    public static Pattern Of(string text, bool ignoreCase)
    {
        if (text.Length > QueryLimits.PatternLength) throw QueryException.Function($"A regular expression is longer than {QueryLimits.PatternLength} characters");
        if (Unrolled(text) > QueryLimits.PatternUnrolled) throw QueryException.Function($"A regular expression repeats too much: {Shown(text)}");
        // Python's way to name a group.
        var own = text.Replace("(?P<", "(?<", StringComparison.Ordinal);
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            try
            {
                return new Pattern(new Regex(own, options | RegexOptions.NonBacktracking, QueryLimits.SearchTime));
            }
            catch (NotSupportedException)
            {
                // Looks around or back: only the other engine can.
                return new Pattern(new Regex(own, options, QueryLimits.SearchTime));
            }
        }
        catch (ArgumentException problem)
        {
            throw QueryException.Function($"Not a regular expression: {Shown(text)}", problem);
        }
    }

    public bool IsIn(string text)
    {
        try
        {
            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException late)
        {
            throw QueryException.Function($"A regular expression takes too long: {Shown(_regex.ToString())}", late);
        }
    }

    /// <summary>How long it is with every counted repeat written out, as the linear engine does: (a{30}){40} is 1,200.</summary>
    private static long Unrolled(string text)
    {
        // The length of each open group so far, and of the item just read.
        var groups = new Stack<long>();
        var (length, item) = (0L, 0L);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(':
                    groups.Push(length);
                    (length, item) = (0, 0);
                    break;
                case ')' when groups.Count > 0:
                    item = length;
                    length += groups.Pop();
                    break;
                case '{' when Count(text, ref i) is { } count:
                    length = Math.Min(length + item * Math.Max(0, count - 1), int.MaxValue);
                    item = Math.Min(item * Math.Max(1, count), int.MaxValue);
                    break;
                default:
                    if (text[i] == '\\') i++;
                    else if (text[i] == '[') i = EndOfClass(text, i);
                    item = 1;
                    length++;
                    break;
            }
        }

        return length + groups.Sum();
    }

    private static int EndOfClass(string text, int at)
    {
        var i = at + 1;
        if (i < text.Length && text[i] == '^') i++;
        if (i < text.Length && text[i] == ']') i++;
        for (; i < text.Length && text[i] != ']'; i++)
            if (text[i] == '\\') i++;
        return i;
    }

    // "{2}", "{2,}" and "{2,5}" at this place; anything else in braces is itself.
    private static long? Count(string text, ref int at)
    {
        var end = text.IndexOf('}', at);
        if (end < 0 || end - at > 24) return null;
        long most = 0;
        foreach (var part in text[(at + 1)..end].Split(','))
        {
            if (part.Length == 0) continue;
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
            most = Math.Max(most, Math.Min(count, int.MaxValue));
        }

        at = end;
        return most;
    }

    private static string Shown(string text) => text.Length > 80 ? text[..80] + "…" : text;
}

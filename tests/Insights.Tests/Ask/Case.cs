using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;

namespace Daybook.Insights.Tests.Ask;

/// <summary>A question and what is known about its answer, counted from the truth.</summary>
/// <param name="Told">Every duration of the answer in minutes, in order; null: not said here.</param>
/// <param name="From">The only entries it may rest on; null: none at all.</param>
/// <param name="Has">Texts that stand in it.</param>
internal sealed partial record Case(string Question, string Intent, IReadOnlyList<long>? Told, IReadOnlyCollection<Made>? From, params string[] Has)
{
    /// <summary>What is wrong with an answer; null when nothing.</summary>
    public string? Judge(JsonElement answer, AskWorld world)
    {
        var text = answer.GetProperty("answer").GetString()!;
        var said = answer.GetProperty("intent").GetString();
        if (said != Intent) return $"understood as {said} instead of {Intent}: {text}";
        if (Told is not null && !Durations(text).SequenceEqual(Told)) return $"told {string.Join(", ", Durations(text))} instead of {string.Join(", ", Told)}: {text}";
        if (Has.FirstOrDefault(part => !text.Contains(part, StringComparison.Ordinal)) is { } missing) return $"lacks “{missing}”: {text}";
        if (text.Contains(AskWorld.Colleague, StringComparison.OrdinalIgnoreCase)) return $"tells of somebody else: {text}";
        if (answer.GetProperty("mode").GetString() != "deterministic") return "asked a model";
        return Cites(answer, world);
    }

    private string? Cites(JsonElement answer, AskWorld world)
    {
        var citations = answer.GetProperty("citations").EnumerateArray().ToDictionary(citation => citation.GetProperty("id").GetString()!);
        var cited = answer.GetProperty("segments").EnumerateArray().SelectMany(segment => segment.GetProperty("cites").EnumerateArray()).Select(cite => cite.GetString()!).ToHashSet(StringComparer.Ordinal);
        if (!cited.SetEquals(citations.Keys)) return "cites and citations differ";
        if (string.Join(' ', answer.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("text").GetString())) != answer.GetProperty("answer").GetString()) return "segments are not the answer";
        var mine = world.Truth.Entries.ToDictionary(entry => entry.Id);
        var allowed = (From ?? []).Select(entry => entry.Id).ToHashSet();
        foreach (var (id, citation) in citations)
        {
            if (citation.GetProperty("kind").GetString() == "work item") continue;
            if (!mine.TryGetValue(Guid.Parse(id), out var entry)) return $"cites {id}, which is not the person's";
            if (!allowed.Contains(entry.Id)) return $"cites {entry.For.Name} of {entry.Day:O}, which has nothing to do with it";
            if (citation.GetProperty("minutes").GetInt64() != Round(entry.Ms)) return $"cites {entry.For.Name} with {citation.GetProperty("minutes")} min";
            if (citation.GetProperty("date").GetString() != entry.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) return "cites another day";
            if (citation.GetProperty("href").GetString() != $"/timeline?day={entry.Day:yyyy-MM-dd}") return "leads elsewhere";
        }

        if (From is { Count: > 0 } && citations.Count == 0) return "cites nothing";
        return null;
    }

    /// <summary>Every duration outside of quotation marks, in minutes.</summary>
    public static long[] Durations(string text) =>
        [.. Duration().Matches(Quoted().Replace(Fixed().Replace(text, ""), "")).Select(match => Number(match, "h") * 60 + Number(match, "m") + Number(match, "only"))];

    /// <summary>To the nearest minute.</summary>
    public static long Round(long ms) => (long)Math.Floor(ms / 60_000.0 + 0.5);

    /// <summary>Whole minutes whose sum is that of the rounded total: the largest remainders are rounded up.</summary>
    public static long[] Parts(IReadOnlyList<long> parts)
    {
        var floors = parts.Select(ms => ms / 60_000).ToList();
        var order = parts.Select((ms, i) => (Left: ms % 60_000, i)).OrderBy(row => -row.Left).ThenBy(row => row.i).ToList();
        for (var i = 0; floors.Sum() < Round(parts.Sum()); i++) floors[order[i].i]++;
        return [.. floors];
    }

    private static long Number(Match match, string group) => match.Groups[group].Success ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"(?<h>\d+) (?:h|घंटे)(?: (?<m>\d+) (?:min|मिनट))?|(?<only>\d+) (?:min|मिनट)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Duration();

    [GeneratedRegex("“[^”]*”", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Quoted();

    // Lengths that belong to the sentences themselves.
    [GeneratedRegex("at least 25 min|at most 2 min|कम से कम 25 मिनट|ज़्यादा से ज़्यादा 2 मिनट", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Fixed();
}

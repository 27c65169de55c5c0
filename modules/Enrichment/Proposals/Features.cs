using Daybook.Enrichment.Learning;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Proposals;

/// <summary>The conditions a rule could be made of that hold for a context.</summary>
internal static class Features
{
    private const int MaxTitleWords = 8;
    private const int LeastWord = 4;

    private static readonly HashSet<string> EveryRepository = new(StringComparer.OrdinalIgnoreCase) { "main", "master", "develop", "dev", "trunk", "head" };

    public static IEnumerable<Condition> Of(Signature signature)
    {
        foreach (var key in TicketKeys.In(string.Join(' ', signature.Branch, signature.Path, signature.Title, signature.Calendar)))
            yield return new Condition(RuleField.Ticket, RuleOp.Equals, key);
        if (Says(signature.Repository)) yield return new Condition(RuleField.Repository, RuleOp.Equals, signature.Repository);
        if (Says(signature.Branch) && !EveryRepository.Contains(signature.Branch)) yield return new Condition(RuleField.Branch, RuleOp.Equals, signature.Branch);
        if (signature.Directory?.Contains('/', StringComparison.Ordinal) == true && Plain(signature.Directory))
            yield return new Condition(RuleField.File, RuleOp.Glob, $"*/{signature.Directory}/*");
        if (Says(signature.Host)) yield return new Condition(RuleField.Host, RuleOp.Equals, signature.Host);
        var parts = (signature.Path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (Says(signature.Host) && parts.Length >= 2 && parts[0] != "*") yield return new Condition(RuleField.Path, RuleOp.Glob, $"/{parts[0]}/{parts[1]}*");
        if (Says(signature.Calendar)) yield return new Condition(RuleField.Calendar, RuleOp.Equals, signature.Calendar);
        foreach (var word in TitleWords(signature)) yield return new Condition(RuleField.Title, RuleOp.Word, word);
        if (Says(signature.App)) yield return new Condition(RuleField.App, RuleOp.Equals, signature.App);
    }

    /// <summary>What says something only beside another condition: an app is used for everything, a path is one of many sites.</summary>
    public static bool IsWeak(Condition condition) => condition.Field is RuleField.App or RuleField.Path;

    /// <summary>Words as they stand between other letters, which is how a rule looks for them.</summary>
    private static IEnumerable<string> TitleWords(Signature signature)
    {
        var telling = SignatureTokens.WordsOf(signature.Title).ToHashSet(StringComparer.Ordinal);
        var words = new List<string>();
        var title = signature.Title ?? "";
        var start = -1;
        for (var i = 0; i <= title.Length; i++)
        {
            if (i < title.Length && char.IsLetterOrDigit(title[i]))
            {
                if (start < 0) start = i;
                continue;
            }

            if (start >= 0 && i - start >= LeastWord && telling.Contains(title[start..i].ToLowerInvariant())) words.Add(title[start..i].ToLowerInvariant());
            start = -1;
        }

        return words.Where(word => !signature.App.Contains(word, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(MaxTitleWords);
    }

    private static bool Says(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= CompiledRule.MaxPattern;

    private static bool Plain(string text) => !text.Contains('*', StringComparison.Ordinal) && !text.Contains('?', StringComparison.Ordinal) && text.Length < CompiledRule.MaxPattern - 4;
}

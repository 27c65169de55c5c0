using System.Text.RegularExpressions;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Asking;

/// <summary>
/// Texts that talk to a model instead of to a person. A guess, and no wall: what keeps a model's answer harmless is the check of the answer.
/// Whoever is over the threshold is labelled without a model.
/// </summary>
internal static partial class Injection
{
    internal const int Threshold = 3;

    private static readonly (Regex Shape, int Score)[] Signs =
    [
        (Overrule, 3), (Role, 3), (Speaking, 2), (Orders, 2), (Schema, 2), (Answers, 2), (Encoded, 2), (Everything, 1), (Sure, 1),
    ];

    public static bool IsSuspicious(Facts facts) => Score(string.Join(" \n ", facts.Title, facts.Calendar, facts.Branch, facts.Path, facts.File, facts.Repository, facts.App, facts.Command)) >= Threshold;

    public static bool IsSuspicious(string text) => Score(text) >= Threshold;

    public static int Score(string text) => text.Length == 0 ? 0 : Signs.Sum(sign => sign.Shape.IsMatch(text) ? sign.Score : 0);

    [GeneratedRegex(
        @"\b(ignore|disregard|forget|override|bypass|ignoriere|vergiss|ignorez|oubliez|ignora|olvida|игнорируй|забудь)\b.{0,40}\b(previous|prior|above|earlier|all|any|every|instructions?|rules?|prompt|context|anweisungen|vorherigen|instrucciones|anteriores|précédentes|инструкции)\b|忽略|无视|無視",
        Options, 250)]
    private static partial Regex Overrule { get; }

    [GeneratedRegex(@"<\|?/?(im_start|im_end|system|user|assistant|endoftext|s)\|?>|\[/?INST\]|<<SYS>>|\b(system|assistant|developer|user)\s*(prompt|message|:)|###\s*(system|instruction|response)|</?(instructions?|prompt|rules)>", Options, 250)]
    private static partial Regex Role { get; }

    [GeneratedRegex(@"\b(you are (now|an?|the)|as an? (ai|language model|assistant)|dear (ai|assistant|model)|hey (ai|assistant|gpt|claude|model)|note to (the )?(ai|model|assistant|classifier)|chatgpt|claude|llm|language model|jailbreak|dan mode|developer mode|act as|pretend)\b", Options, 250)]
    private static partial Regex Speaking { get; }

    [GeneratedRegex(@"\b(classify|label|assign|attribute|categori[sz]e|tag|mark|bill|book|charge|log|count|track|treat|choose|select|pick|set|use|move|hide|weise|buche|ordne|klassifiziere)\b.{0,60}\b(all|every|everything|each|other|others|rest|following|items?|entries|time|this|these|to|as|with|personal|neutral|zu|alles|alle)\b", Options, 250)]
    private static partial Regex Orders { get; }

    [GeneratedRegex(@"""?\b(confidence|evidence|category|candidates?|items|nonce)\b""?\s*[:=]|\bc[0-9]{1,2}\b|\bcandidate\b|""c""\s*:|""i""\s*:", Options, 250)]
    private static partial Regex Schema { get; }

    [GeneratedRegex(@"\b(respond|reply|answer|output|return|print|write|say|repeat|reveal|send|include|summari[sz]e|translate|execute|run|call|fetch|visit|open)\b.{0,40}\b(only|with|the|json|exactly|following|url|https?|link|password|secret|key|prompt|tool|function|to)\b", Options, 250)]
    private static partial Regex Answers { get; }

    [GeneratedRegex(@"[A-Za-z0-9+/]{24,}={0,2}|(\\u[0-9a-f]{4}){3,}|(%[0-9a-f]{2}){4,}", Options, 250)]
    private static partial Regex Encoded { get; }

    [GeneratedRegex(@"\b(all|every|everything|always|never|instead|important|urgent|mandatory|must)\b", Options, 250)]
    private static partial Regex Everything { get; }

    [GeneratedRegex(@"\b(high confidence|confidence high|with high|100 ?%|certain|guaranteed)\b", Options, 250)]
    private static partial Regex Sure { get; }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;
}

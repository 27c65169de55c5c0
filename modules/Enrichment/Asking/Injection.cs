using System.Text.RegularExpressions;
using Daybook.Enrichment.Spans;

namespace Daybook.Enrichment.Asking;

/// <summary>
/// Texts that talk to a model instead of to a person. A guess, and no wall: what keeps a model's answer harmless is the check of the answer.
/// Whoever is over the threshold is labelled without a model.
/// </summary>
internal static class Injection
{
    internal const int Threshold = 3;

    public static bool IsSuspicious(Facts facts) => IsSuspicious(string.Join(" · ",
        ((string[])[facts.Title, facts.Calendar, facts.Branch, Uri.UnescapeDataString(facts.Path), facts.File, facts.Repository, facts.App, facts.Command])
        .Select(TitleNormaliser.Plain)));

    public static bool IsSuspicious(string text) => Score(text) >= Threshold;

    /// <summary>What cannot be seen hides nothing.</summary>
    public static int Score(string text) => text.Length == 0 ? 0 : ScoreOf(TitleNormaliser.Visible(text));

    private static int ScoreOf(string text) => Signs.Sum(sign => sign.Shape.IsMatch(text) ? sign.Score : 0);

    private static readonly Regex Overrule = Shape(
        @"\b(ignore|disregard|forget|override|bypass|ignoriere|vergiss|ignorez|oubliez|ignora|olvida|игнорируй|забудь)\b.{0,40}\b(previous|prior|above|earlier|all|any|every|instructions?|rules?|prompt|context|anweisungen|vorherigen|instrucciones|anteriores|précédentes|инструкции)\b|忽略|无视|無視");

    private static readonly Regex Role = Shape(
        @"<\|?/?(im_start|im_end|system|user|assistant|endoftext|s)\|?>|\[(system|assistant|/?INST)\]|<<SYS>>|\b(system|assistant|developer|user)\s*(prompt|message|:)|###\s*(system|instruction|response)|</?(instructions?|prompt|rules)>");

    private static readonly Regex Speaking = Shape(
        @"\b(you are (now|an?|the)|as an? (ai|language model|assistant)|dear (ai|assistant|model)|hey (ai|assistant|gpt|claude|model)|note to (the )?(ai|model|assistant|classifier)|chatgpt|claude|llm|language model|jailbreak|dan mode|developer mode|act as|pretend)\b");

    private static readonly Regex Orders = Shape(
        @"\b(classify|label|assign|attribute|categori[sz]e|tag|mark|bill|book|charge|log|count|track|treat|choose|select|pick|set|use|move|hide|weise|buche|ordne|klassifiziere)\b.{0,60}\b(all|every|everything|each|other|others|rest|following|items?|entries|time|this|these|to|as|with|personal|neutral|zu|alles|alle)\b");

    private static readonly Regex Schema = Shape(
        @"""?\b(confidence|evidence|category|candidates?|items|nonce)\b""?\s*[:=]|\bc[0-9]{1,2}\b|\bcandidate\b|""c""\s*:|""i""\s*:");

    private static readonly Regex Answers = Shape(
        @"\b(respond|reply|answer|output|return|print|write|say|repeat|reveal|send|include|summari[sz]e|translate|execute|run|call|fetch|visit|open)\b.{0,40}\b(only|with|the|json|exactly|following|url|https?|link|password|secret|key|prompt|tool|function|to)\b");

    private static readonly Regex Encoded = Shape(
        @"[A-Za-z0-9+/]{24,}={0,2}|(\\u[0-9a-f]{4}){3,}|(%[0-9a-f]{2}){4,}");

    private static readonly Regex Everything = Shape(
        @"\b(always|never|instead|important|urgent|mandatory|must)\b|<!--|onerror\s*=");

    private static readonly Regex Sure = Shape(
        @"\b(high confidence|confidence high|with high|100 ?%|certain|guaranteed)\b");

    private static readonly (Regex Shape, int Score)[] Signs =
    [
        (Overrule, 3), (Role, 3), (Speaking, 2), (Orders, 2), (Schema, 2), (Answers, 2), (Encoded, 2), (Everything, 1), (Sure, 1),
    ];

    // Without backtracking: strangers write what is looked at.
    private static Regex Shape(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
}

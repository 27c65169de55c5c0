using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>
/// English made strange: every text of the pages in brackets, with accents, and a third longer. What shows without brackets was written into the code or came
/// from the server; what does not fit would not fit in German either.
/// </summary>
internal static partial class Pseudo
{
    private const int LongWord = 12;
    private const string Plain = "aceinouyACEINOUY";
    private const string Strange = "áçéíñóúýÁÇÉÍÑÓÚÝ";

    /// <summary>Every file of English texts that the built pages load is answered with the strange ones.</summary>
    public static async Task SpeakAsync(IBrowserContext context)
    {
        var web = Path.Combine(Root(), "host", "web");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(web, "dist", ".vite", "manifest.json")))!.AsObject();
        foreach (var (source, built) in manifest.Where(one => one.Key.StartsWith("src/i18n/en/", StringComparison.Ordinal)))
        {
            var texts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(web, source)))!;
            var module = "export default " + Of(texts)!.ToJsonString();
            await context.RouteAsync("**/" + built!["file"]!.GetValue<string>(), route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/javascript", Body = module }));
        }
    }

    public static string Of(string text)
    {
        var strange = new StringBuilder("[");
        var letters = 0;
        foreach (var part in Fixed.Split(text))
        {
            if (Fixed.IsMatch(part))
            {
                strange.Append(part);
                continue;
            }

            foreach (var letter in part) strange.Append(Plain.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Strange[at] : letter);
            letters += part.Length;
        }

        // In words, as languages have them.
        for (var i = 0; i < letters / 3; i++) strange.Append(i % LongWord == LongWord - 1 ? ' ' : '~');
        return strange.Append(']').ToString();
    }

    /// <summary>
    /// What a page shows that is neither a text of ours nor something the server said: what somebody wrote into the code. Names of days and months, "2 days ago" and
    /// names of languages in themselves come from the browser.
    /// </summary>
    public static async Task<IReadOnlyList<string>> LiteralsAsync(IPage page, IEnumerable<string> said)
    {
        var shown = await page.EvaluateAsync<string[]>("""
            () => {
              const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
              while (walk.nextNode()) {
                const text = walk.currentNode.data.trim(), at = walk.currentNode.parentElement
                if (text && !at.closest('script, style, noscript, option, pre, code, kbd, svg, [lang]:not(html)') && at.checkVisibility()) found.add(text)
              }
              return [...found]
            }
            """);
        var known = string.Join('\n', said.SelectMany(Strings));
        return [.. shown.Where(text => !text.Contains('[', StringComparison.Ordinal) && Words(text).Any(word => !known.Contains(word, StringComparison.OrdinalIgnoreCase)))];
    }

    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text).Select(match => match.Value).Where(word => !ByTheBrowser.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static readonly string[] ByTheBrowser =
    [
        .. new[] { CultureInfo.GetCultureInfo("en-GB"), CultureInfo.GetCultureInfo("en-US") }.SelectMany(culture => (string[])
            [.. culture.DateTimeFormat.DayNames, .. culture.DateTimeFormat.AbbreviatedDayNames, .. culture.DateTimeFormat.MonthNames, .. culture.DateTimeFormat.AbbreviatedMonthNames]),
        "Sept", "English", "Daybook", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "ago",
    ];

    private static IEnumerable<string> Strings(string body)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return [body];
        }

        return node is null ? [] : Strings(node);
    }

    private static IEnumerable<string> Strings(JsonNode node) => node switch
    {
        JsonObject all => all.SelectMany(one => one.Value is null ? [] : Strings(one.Value)),
        JsonArray all => all.SelectMany(one => one is null ? [] : Strings(one)),
        _ => [node.ToString()],
    };

    private static JsonNode? Of(JsonNode? texts) => texts switch
    {
        JsonObject all => new JsonObject(all.Select(one => KeyValuePair.Create(one.Key, Of(one.Value)))),
        JsonArray all => new JsonArray([.. all.Select(Of)]),
        JsonValue one when one.TryGetValue<string>(out var text) => JsonValue.Create(Of(text)),
        _ => texts?.DeepClone(),
    };

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Platform.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\p{L}{3,}")]
    private static partial Regex Word();

    [GeneratedRegex(@"(\{\{[^}]*\}\}|<[^>]*>|\$t\([^)]*\))")]
    private static partial Regex Fixed { get; }
}

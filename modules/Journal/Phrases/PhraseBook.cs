using System.Globalization;
using System.Text;
using System.Text.Json;
using Daybook.Kernel.Time;

namespace Daybook.Journal.Phrases;

/// <summary>The sentences of one language: whole ones, with places for names, times and durations. What a language needs stands in its file alone.</summary>
internal sealed class PhraseBook
{
    private static readonly Dictionary<string, PhraseBook> Books = new(StringComparer.Ordinal) { ["en"] = Load("en"), ["hi"] = Load("hi") };

    private readonly Dictionary<string, string> phrases;
    private readonly CultureInfo culture;

    private PhraseBook(string locale, Dictionary<string, string> phrases)
    {
        (Locale, this.phrases) = (locale, phrases);
        culture = CultureInfo.GetCultureInfo(locale == "hi" ? "hi-IN" : "en-GB");
    }

    public string Locale { get; }

    public IReadOnlyCollection<string> Keys => phrases.Keys;

    /// <summary>The language's book; English where there is none.</summary>
    public static PhraseBook For(string locale) => Books.GetValueOrDefault(locale.Split('-')[0]) ?? Books["en"];

    public static bool Has(string locale) => Books.ContainsKey(locale);

    public bool Knows(string key) => phrases.ContainsKey(key);

    /// <summary>The phrase with its places filled; each value stands as it is, whatever braces it holds.</summary>
    public string Say(string key, params ReadOnlySpan<(string Place, string Value)> values)
    {
        var phrase = phrases[key];
        var said = new StringBuilder(phrase.Length + 64);
        for (var at = 0; at < phrase.Length;)
        {
            var open = phrase.IndexOf('{', at);
            if (open < 0) return said.Append(phrase, at, phrase.Length - at).ToString();
            var close = phrase.IndexOf('}', open);
            said.Append(phrase, at, open - at);
            foreach (var (place, value) in values)
                if (phrase.AsSpan(open + 1, close - open - 1).SequenceEqual(place)) said.Append(value);
            at = close + 1;
        }

        return said.ToString();
    }

    /// <summary>The form of the phrase that goes with the number: the number itself fills {count}.</summary>
    public string SayCount(string key, int count, params ReadOnlySpan<(string Place, string Value)> values) =>
        Say(key + Form(count), [.. values, ("count", Number(count))]);

    public string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public string Duration(int minutes)
    {
        if (minutes <= 0) return Say("duration.none");
        var (h, m) = (minutes / 60, minutes % 60);
        return h == 0 ? Say("duration.m", ("m", Number(m)))
            : m == 0 ? Say("duration.h" + Form(h), ("h", Number(h)))
            : Say("duration.hm" + Form(h), ("h", Number(h)), ("m", Number(m)));
    }

    public string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        2 => Say("list.two", ("first", items[0]), ("last", items[1])),
        _ => Say("list.end", ("first", items.Skip(1).SkipLast(1).Aggregate(items[0], (said, item) => Say("list.middle", ("first", said), ("last", item)))), ("last", items[^1])),
    };

    /// <summary>What a kind of work is called: by the nearest path that has a name.</summary>
    public string Category(string path)
    {
        for (var at = path; at.Length > 0; at = at.LastIndexOf('/') is var slash and > 0 ? at[..slash] : "")
            if (phrases.TryGetValue("category." + at, out var name)) return name;
        return path;
    }

    public string Time(long ms, DayClock clock) => Local(ms, clock).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Date(DateOnly date) => date.ToString("dddd, d MMMM", culture);

    private static DateTime Local(long ms, DayClock clock) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), clock.Zone).DateTime;

    // CLDR: Hindi counts nothing and one alike.
    private string Form(int count) => count == 1 || count == 0 && Locale == "hi" ? "_one" : "_other";

    private static PhraseBook Load(string locale)
    {
        using var file = typeof(PhraseBook).Assembly.GetManifestResourceStream($"Daybook.Journal.Phrases.{locale}.json")!;
        return new PhraseBook(locale, new Dictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(file)!, StringComparer.Ordinal));
    }
}

namespace Daybook.Insights.Tests.Ask;

/// <summary>The questions: phrases for days times what may be asked of them, in both languages, and what each must be answered.</summary>
internal sealed partial class Cases(Truth truth)
{
    private static readonly DateOnly Today = Truth.Today;

    /// <summary>Phrases and the days they mean on Friday, 20 November 2026; days to come have no time.</summary>
    private static readonly (string Phrase, DateOnly Start, DateOnly End)[] English =
    [
        ("today", Today, Today), ("yesterday", D(19), D(19)), ("the day before yesterday", D(18), D(18)), ("this week", D(16), Today), ("last week", D(9), D(15)),
        ("on Tuesday", D(17), D(17)), ("last Friday", D(13), D(13)), ("this month", D(1), Today), ("on 12 November", D(12), D(12)), ("on November 4th", D(4), D(4)),
        ("in the last 3 days", D(18), Today), ("between 9 November and 13 November", D(9), D(13)), ("from Monday to Wednesday", D(16), D(18)),
        ("since 16 November", D(16), Today), ("on 2026-11-10", D(10), D(10)), ("in the last two weeks", D(7), Today), ("on 3 November", D(3), D(3)), ("in November 2026", D(1), Today),
    ];

    private static readonly (string Phrase, DateOnly Start, DateOnly End)[] Hindi =
    [
        ("आज", Today, Today), ("कल", D(19), D(19)), ("परसों", D(18), D(18)), ("इस सप्ताह", D(16), Today), ("पिछले हफ़्ते", D(9), D(15)), ("मंगलवार को", D(17), D(17)),
        ("इस महीने", D(1), Today), ("12 नवंबर को", D(12), D(12)), ("पिछले 3 दिनों में", D(18), Today), ("पिछले ३ दिनों में", D(18), Today), ("9 नवंबर से 13 नवंबर तक", D(9), D(13)),
        ("2026-11-10 को", D(10), D(10)), ("3 नवंबर को", D(3), D(3)),
    ];

    public IEnumerable<Case> All() => [.. InEnglish(), .. InHindi(), .. Single(), .. Refused()];

    private IEnumerable<Case> InEnglish()
    {
        foreach (var (phrase, start, end) in English)
        {
            yield return Total($"How much did I work {phrase}?", start, end);
            yield return By($"Time by project {phrase}", start, end, entry => entry.For.Project ?? "");
            yield return On($"How many hours did I spend on Payments {phrase}?", "Payments", start, end, entry => entry.For.Project == "Payments");
            yield return On($"How long did I work on PAY-1 {phrase}?", "PAY-1 Refund flow", start, end, entry => entry.For.Task == "PAY-1");
            yield return Account($"What did I do {phrase}?", start, end);
            yield return Meetings($"How many meetings did I have {phrase}?", start, end);
            yield return Unattributed($"How much time was without a project {phrase}?", start, end);
        }
    }

    private IEnumerable<Case> InHindi()
    {
        foreach (var (phrase, start, end) in Hindi)
        {
            yield return Total($"मैंने {phrase} कितना काम किया?", start, end);
            yield return By($"{phrase} प्रोजेक्ट के अनुसार समय दिखाओ", start, end, entry => entry.For.Project ?? "");
            yield return On($"{phrase} Payments पर कितना समय लगा?", "Payments", start, end, entry => entry.For.Project == "Payments");
            yield return On($"मैंने {phrase} सुगम ऐप पर कितने घंटे बिताए?", "सुगम ऐप", start, end, entry => entry.For.Project == "सुगम ऐप");
            yield return Account($"मैंने {phrase} क्या किया?", start, end);
            yield return Meetings($"{phrase} कितनी मीटिंग हुईं?", start, end);
        }
    }

    private Case Total(string question, DateOnly start, DateOnly end)
    {
        var time = truth.In(start, end);
        return time.Length == 0 ? Empty(question, "totals") : new Case(question, "totals", [Sum(time)], time);
    }

    private Case By(string question, DateOnly start, DateOnly end, Func<Made, string> key)
    {
        var time = truth.In(start, end);
        if (time.Length == 0) return Empty(question, "totals");
        return new Case(question, "totals", [Sum(time), .. Rows(time, key)], time);
    }

    private Case On(string question, string label, DateOnly start, DateOnly end, Func<Made, bool> of)
    {
        var time = truth.In(start, end).Where(of).ToArray();
        return new Case(question, "timeon", time.Length == 0 ? [] : [Sum(time)], time, $"“{label}”");
    }

    private Case Account(string question, DateOnly start, DateOnly end)
    {
        var time = truth.In(start, end);
        return time.Length == 0 ? Empty(question, "account") : new Case(question, "account", [Sum(time), .. Rows(time, entry => entry.For.Name)], time);
    }

    private Case Meetings(string question, DateOnly start, DateOnly end)
    {
        var time = truth.In(start, end).Where(entry => entry.For.Category == "work/meeting").ToArray();
        long[] told = time.Length switch { 0 => [], 1 => [Sum(time)], _ => [Sum(time), Case.Round(time.Max(entry => entry.Ms))] };
        return new Case(question, "meetings", told, time, time.Length > 1 ? [$" {time.Length} "] : []);
    }

    private Case Unattributed(string question, DateOnly start, DateOnly end)
    {
        var time = truth.In(start, end);
        var open = time.Where(entry => entry.For.Project is null && entry.Status == "inferred").ToArray();
        if (time.Length == 0) return Empty(question, "unattributed");
        return open.Length == 0 ? new Case(question, "unattributed", [Sum(time)], time) : new Case(question, "unattributed", [Sum(open), Sum(time)], open);
    }

    /// <summary>Nothing was recorded: what there is is said, for all thirty days.</summary>
    private Case Empty(string question, string intent) => new(question, intent, [Sum(truth.All)], [], truth.All.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The parts from the largest on. None of these days has more than twelve.</summary>
    private static long[] Rows(IReadOnlyCollection<Made> time, Func<Made, string> key)
    {
        var sums = time.GroupBy(key, StringComparer.Ordinal).Select(group => group.Sum(entry => entry.Ms)).OrderDescending().ToArray();
        return Case.Parts(sums);
    }

    private static long Sum(IEnumerable<Made> time) => Case.Round(time.Sum(entry => entry.Ms));

    private static DateOnly D(int day) => new(2026, 11, day);
}

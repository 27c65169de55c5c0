using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Words;

namespace Daybook.Insights.Ask.Plans;

/// <summary>
/// Reads a question without a model. First the names of the person's own things, then dates, then what is wanted; what is left over has to
/// mean something, or there is no figure.
/// </summary>
internal static class Planner
{
    /// <summary>A question of more words than this is none that the grammar knows.</summary>
    private const int MostWords = 60;

    /// <summary>Signs of an intent that weigh less than this do not decide.</summary>
    private const int Decides = 3;

    public static Plan Read(string question, AskFacts facts)
    {
        var grammar = Grammar.Of(question);
        var all = Normal.Tokens(question);
        var nothing = new Plan(
            Intent.None, Grouping.None, facts.Scope, facts.Scope, null, null, [], "", PersonalTime.Left, Refusal.NotUnderstood, null, grammar.Language);
        if (all.Length is 0 or > MostWords) return nothing;

        var subjects = new Subjects(facts, grammar);
        var named = subjects.In(all);
        var words = named is null ? [.. all] : all.Take(named.First).Append(OtherPeople.Thing).Concat(all.Skip(named.First + named.Count)).ToArray();
        var (intent, weight) = IntentOf(grammar, words);
        var dates = new DatePhrases(grammar, facts.Today).In(words, join: intent != Intent.Compare);
        var rest = words.Where((_, at) => !dates.Any(date => at >= date.First && at < date.Next)).ToArray();
        if (OtherPeople.AreMeant(grammar, rest)) return nothing with { Refusal = Refusal.OtherPeople };

        var text = string.Join(' ', rest);
        var personal = grammar.PersonalToo.IsMatch(text) ? PersonalTime.Too : grammar.PersonalOnly.IsMatch(text) ? PersonalTime.Only : PersonalTime.Left;
        var group = grammar.Groups.FirstOrDefault(sign => sign.Shape.IsMatch(string.Join(' ', words)))?.Group ?? Grouping.None;
        var (found, said) = About(grammar, subjects, named, rest, intent, weight);

        // Words that mean nothing to the grammar, and nothing that is wanted: another language, or no question about time.
        if (said.Length > 0 && found.Count == 0) return nothing with { Refusal = weight >= Decides ? Refusal.NotFound : Refusal.NotUnderstood, Said = said };
        if (weight < Decides && found.Count == 0 && dates.Count == 0 && intent == Intent.None) return nothing;
        if (personal == PersonalTime.Only && intent == Intent.None) intent = Intent.Totals;

        intent = (intent, found.Count) switch
        {
            (Intent.None, 0) => Intent.Account,
            (Intent.None or Intent.Totals, > 0) when group == Grouping.None => Intent.TimeOn,
            (Intent.None, _) => Intent.Totals,
            _ => intent,
        };
        if (intent == Intent.LastTime && found.Count == 0) return nothing;
        return Within(facts, dates, nothing with
        {
            Intent = intent, Group = group, Personal = personal, Subject = found.Count == 1 ? found[0] : null, Rivals = found.Count > 1 ? found : [],
            Said = said, Refusal = found.Count > 1 ? Refusal.Ambiguous : Refusal.None,
        });
    }

    private static (Intent Intent, int Weight) IntentOf(Grammar grammar, IReadOnlyList<string> words)
    {
        var text = string.Join(' ', words);
        var best = grammar.Signs.Where(sign => sign.Shape.IsMatch(text)).GroupBy(sign => sign.Intent)
            .Select(signs => (Intent: signs.Key, Weight: signs.Max(sign => sign.Weight))).OrderByDescending(row => row.Weight).ThenByDescending(row => row.Intent)
            .FirstOrDefault();
        return best;
    }

    /// <summary>What the question is about, and the words that say so.</summary>
    private static (IReadOnlyList<Subject> Found, string Said) About(
        Grammar grammar, Subjects subjects, NamedSubjects? named, string[] rest, Intent intent, int weight)
    {
        var open = rest.Where(word => word != OtherPeople.Thing && !grammar.Filler.Contains(word)).ToArray();
        var said = string.Join(' ', open);
        if (named is not null && said.Length == 0) return (named.Subjects, "");
        if (named is not null) return ([], said);
        if (said.Length == 0) return (KindAlone(grammar, subjects, rest, intent), "");
        if (weight < Decides && open.Length > 4) return ([], said);
        if (subjects.Kind(said) is { } kind) return ([kind], said);
        return (subjects.Alike(said), said);
    }

    /// <summary>"How long on meetings" is about a kind of work whose word is also that of an intent.</summary>
    private static Subject[] KindAlone(Grammar grammar, Subjects subjects, string[] rest, Intent intent)
    {
        if (intent is not (Intent.Totals or Intent.LastTime)) return [];
        var kind = rest.Select((word, at) => (Word: word, Before: at > 0 ? rest[at - 1] : "", After: at + 1 < rest.Length ? rest[at + 1] : ""))
            .FirstOrDefault(row => grammar.Categories.ContainsKey(row.Word) && (row.Before is "on" or "in" or "for" || row.After is "पर" or "में"));
        return kind.Word is { } word && subjects.Kind(word) is { } subject ? [subject] : [];
    }

    /// <summary>Dates narrow the scope. What lies outside of it is not counted and said.</summary>
    private static Plan Within(AskFacts facts, IReadOnlyList<DatePhrase> dates, Plan plan)
    {
        var compared = plan.Intent == Intent.Compare;
        var (asked, before) = dates switch
        {
            [] when compared => Halves(facts),
            [] => (facts.Scope, null),
            [var one] when compared => (one.Range, (DayRange?)Earlier(one.Range)),
            [var one, var other, ..] when compared => (one.Range, (DayRange?)other.Range),
            _ => (dates.Select(date => date.Range).Aggregate((one, other) => one.To(other)), null),
        };
        if (plan.Refusal == Refusal.None && asked.Start > facts.Today) return plan with { Asked = asked, Refusal = Refusal.Future };

        // What is yet to come was not recorded by anybody: it is no widening.
        var past = asked with { End = asked.End > facts.Today ? Later(asked.Start, facts.Today) : asked.End };
        var all = before is { } other2 ? past.To(other2 with { End = other2.End > facts.Today ? Later(other2.Start, facts.Today) : other2.End }) : past;
        var widened = dates.Count > 0 && !facts.Scope.Holds(all) ? all : (DayRange?)null;
        var range = facts.Scope.With(past);
        plan = plan with { Asked = past, Range = range ?? facts.Scope, Before = before, Widened = widened };
        if (plan.Refusal == Refusal.None && (range is null || before is { } needed && facts.Scope.With(needed) is null)) return plan with { Refusal = Refusal.OutOfScope };
        return before is { } kept ? plan with { Before = facts.Scope.With(kept) } : plan;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DayRange Earlier(DayRange range)
    {
        // A month is compared with the month before, whatever their lengths.
        if (range.Start.Day == 1 && range.End == range.Start.AddMonths(1).AddDays(-1)) return new DayRange(range.Start.AddMonths(-1), range.Start.AddDays(-1));
        return new DayRange(range.Start.AddDays(-range.Length), range.Start.AddDays(-1));
    }

    private static (DayRange, DayRange?) Halves(AskFacts facts)
    {
        if (facts.Scope.Length < 2) return (facts.Scope, null);
        var middle = facts.Scope.End.AddDays(1 - facts.Scope.Length / 2);
        return (new DayRange(middle, facts.Scope.End), new DayRange(facts.Scope.Start, middle.AddDays(-1)));
    }
}

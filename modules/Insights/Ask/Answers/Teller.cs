using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Plans;
using Daybook.Insights.Ask.Words;

namespace Daybook.Insights.Ask.Answers;

/// <summary>Plan and facts → answer. No model, no guess: what is not recorded is said to be so.</summary>
internal static class Teller
{
    public static AskAnswer Tell(Plan plan, AskFacts facts)
    {
        var telling = new Telling(plan, facts);
        if (plan.Refusal != Refusal.None) return Refuse(telling);
        if (plan.Widened is not null && plan.Range != plan.Asked && plan.Intent != Intent.Compare)
            telling.Remark("outside", telling.Range(plan.Range), telling.Range(plan.Asked));
        switch (plan.Intent)
        {
            case Intent.Compare: Order.Compare(telling); break;
            case Intent.Standup: Days.Standup(telling); break;
            case Intent.Overtime: Days.Overtime(telling); break;
            case Intent.LastTime: Days.Last(telling); break;
            case Intent.TimeOn: Sums.On(telling); break;
            case Intent.Shipped: Days.Shipped(telling); break;
            case Intent.Meetings: Order.Meetings(telling); break;
            case var _ when telling.Time(plan.Range).Length == 0: Empty(telling); break;
            case Intent.Account: Days.Account(telling); break;
            case Intent.Focus: Order.Focus(telling); break;
            case Intent.Interruptions: Order.Interruptions(telling); break;
            case Intent.Unattributed: Sums.Unattributed(telling); break;
            default: Sums.Totals(telling); break;
        }

        return telling.End(plan.Intent.ToString().ToLowerInvariant());
    }

    private static void Empty(Telling telling)
    {
        telling.Remark("empty", telling.Range(telling.Plan.Range));
        if (telling.Plan.Range != telling.Facts.Scope) Exists(telling);
    }

    private static AskAnswer Refuse(Telling telling)
    {
        var plan = telling.Plan;
        var scope = telling.Facts.Scope;
        var said = Texts.Quoted(Citations.Label(plan.Said));
        switch (plan.Refusal)
        {
            case Refusal.OtherPeople: telling.Remark("refuse-people"); break;
            case Refusal.NotFound: telling.Remark("refuse-not-found", said, telling.Range(scope)); break;
            case Refusal.Future: telling.Remark("refuse-future", telling.Range(plan.Asked)); break;
            case Refusal.OutOfScope: telling.Remark("refuse-scope", telling.Range(plan.Widened ?? plan.Asked), telling.Range(scope)); break;
            case Refusal.Ambiguous: Which(telling, said); break;
            default: telling.Remark("refuse-words"); break;
        }

        if (plan.Refusal != Refusal.Ambiguous) Exists(telling);
        return telling.End("refused_" + plan.Refusal switch
        {
            Refusal.OtherPeople => "other_people",
            Refusal.NotFound => "not_found",
            Refusal.Future => "future",
            Refusal.OutOfScope => "out_of_scope",
            Refusal.Ambiguous => "ambiguous",
            _ => "not_understood",
        });
    }

    private static void Which(Telling telling, string said)
    {
        telling.Remark("refuse-ambiguous", telling.Plan.Said.Length > 0 ? said : Texts.Quoted(Citations.Label(telling.Plan.Rivals[0].Label)));
        var time = telling.Facts.Counted(telling.Plan.Range, telling.Plan.Personal).ToArray();
        foreach (var rival in telling.Plan.Rivals)
        {
            var own = time.Where(rival.Of).ToArray();
            telling.Say("kind-" + rival.Kind.ToString().ToLowerInvariant(), own, Texts.Quoted(Citations.Label(rival.Label)), telling.Duration(own));
        }
    }

    /// <summary>What there is, said where the question itself has no answer.</summary>
    private static void Exists(Telling telling)
    {
        var scope = telling.Facts.Scope;
        var all = telling.Facts.Counted(scope).ToArray();
        if (all.Length == 0) telling.Remark("exists-none", telling.Range(scope));
        else telling.Remark("exists", all.Select(piece => piece.Id).Distinct().Count(), telling.Range(scope), telling.Duration(all));
    }
}

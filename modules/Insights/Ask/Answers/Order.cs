using Daybook.Insights.Ask.Facts;

namespace Daybook.Insights.Ask.Answers;

/// <summary>Tells of the order of a day and of two ranges: focus, meetings, interruptions, more or less.</summary>
internal static class Order
{
    private const long FocusMs = 25 * Minutes.Ms;

    private const string Meeting = "work/meeting";

    public static void Compare(Telling telling)
    {
        var (range, other) = (telling.Plan.Range, telling.Plan.Before);
        if (telling.Plan.Subject is { } subject) telling.Remark("compare-about", Texts.Quoted(Citations.Label(subject.Label)));
        if (other is not { } before)
        {
            telling.Remark("compare-one", telling.Range(range));
            return;
        }

        var (first, second) = (telling.Time(range), telling.Time(before));
        telling.Say("compare", first, telling.Range(range), telling.Duration(first));
        telling.Say("compare", second, telling.Range(before), telling.Duration(second));

        // The difference of what was told, so that it can be checked by eye.
        var more = Minutes.Of(Telling.Ms(first)) - Minutes.Of(Telling.Ms(second));
        telling.Say(more > 0 ? "compare-more" : more < 0 ? "compare-less" : "compare-same", [.. first, .. second], telling.Texts.Duration(Math.Abs(more)));
    }

    public static void Focus(Telling telling)
    {
        var runs = Runs.Of(telling.Time(telling.Plan.Range)).ToArray();
        var longest = runs.OrderByDescending(run => run.Ms).ThenBy(run => run.StartMs).First();
        telling.Say("focus", [.. longest.Pieces], telling.Range(telling.Plan.Range), telling.Texts.Duration(Minutes.Of(longest.Ms)), telling.Name(longest.Pieces[0]),
            telling.Texts.Date(longest.Pieces[0].Day), telling.Wall(longest.StartMs), telling.Wall(longest.EndMs));
        var focused = runs.Where(run => run.Ms >= FocusMs).ToArray();
        telling.Say("focus-sum", [.. focused.SelectMany(run => run.Pieces)], focused.Length, telling.Texts.Duration(Minutes.Of(focused.Sum(run => run.Ms))));
    }

    public static void Meetings(Telling telling)
    {
        var time = telling.Time(telling.Plan.Range)
            .Where(piece => piece.Category == Meeting || piece.Category.StartsWith(Meeting + "/", StringComparison.Ordinal)).ToArray();
        var meetings = time.GroupBy(piece => piece.Id).Select(entry => entry.ToArray()).ToArray();
        if (meetings.Length == 0)
        {
            telling.Remark("meetings-none", telling.Range(telling.Plan.Range));
            return;
        }

        if (meetings.Length == 1)
        {
            telling.Say("meetings-one", time, telling.Range(telling.Plan.Range), telling.Duration(time));
            return;
        }

        var longest = meetings.OrderByDescending(meeting => Telling.Ms(meeting)).ThenBy(meeting => meeting[0].StartMs).First();
        telling.Say("meetings", time, telling.Range(telling.Plan.Range), meetings.Length, telling.Duration(time));
        var name = longest[0].Description.Length > 0 ? Texts.Quoted(Citations.Label(longest[0].Description)) : telling.Name(longest[0]);
        telling.Say("meetings-longest", longest, name, telling.Texts.Date(longest[0].Day), telling.Duration(longest));
    }

    public static void Interruptions(Telling telling)
    {
        var time = telling.Time(telling.Plan.Range);
        var runs = Runs.Of(time).ToArray();
        telling.Say("switches", time, telling.Range(telling.Plan.Range), Runs.Switches(time));
        telling.Say("interruptions", [.. runs.Where(run => run.Interruptions > 0).SelectMany(run => run.Pieces)], runs.Sum(run => run.Interruptions));
    }
}

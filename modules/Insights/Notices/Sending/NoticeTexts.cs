using System.Globalization;
using Daybook.Insights.Signals;
using Daybook.Insights.Signals.Days;

namespace Daybook.Insights.Notices.Sending;

/// <summary>Sentences for mail: whole ones, per language. Pages have their own.</summary>
internal static class NoticeTexts
{
    public static string Subject(string locale, bool digest, IReadOnlyList<Insight> insights) =>
        IsHindi(locale)
            ? digest ? $"Daybook: {insights.Count} बातें ध्यान देने योग्य" : "Daybook: " + Sentence(locale, insights[0])
            : digest ? insights.Count == 1 ? "Daybook: one thing worth knowing" : $"Daybook: {insights.Count} things worth knowing" : "Daybook: " + Sentence(locale, insights[0]);

    public static string Body(string locale, IReadOnlyList<Insight> insights)
    {
        var lines = insights.Select(insight => $"• {insight.Day:yyyy-MM-dd}: {Sentence(locale, insight)}");
        var foot = IsHindi(locale)
            ? "यह आपके अपने डेटा से बना है और केवल आपको भेजा गया है। Daybook की सेटिंग में सूचनाएँ बदली जा सकती हैं।"
            : "This was worked out from your own data and sent to you alone. Change what you are told in Daybook, Settings, Notifications.";
        return string.Join("\r\n", lines) + "\r\n\r\n" + foot + "\r\n";
    }

    public static string Sentence(string locale, Insight insight)
    {
        var numbers = insight.Numbers;
        string Time(string name) => Length(locale, numbers.GetValueOrDefault(name));
        string Share(string name) => Math.Round(numbers.GetValueOrDefault(name) * 100).ToString(CultureInfo.InvariantCulture) + " %";
        string Count(string name) => Math.Round(numbers.GetValueOrDefault(name)).ToString(CultureInfo.InvariantCulture);
        string Rate(string name) => numbers.GetValueOrDefault(name).ToString("0.#", CultureInfo.InvariantCulture);
        var week = string.Equals(insight.Scope, "week", StringComparison.Ordinal);
        return IsHindi(locale)
            ? insight.Kind switch
            {
                Kinds.ContextSwitching => $"आपने प्रति घंटे {Rate("value")} बार काम बदला; आपकी सामान्य सीमा {Rate("limit")} है।",
                Kinds.PingPong => $"{Time("minutes")} में आप दो कामों के बीच {Count("value")} बार आए-गए।",
                Kinds.FocusBlocks => $"आपने {Count("value")} बार एकाग्र होकर काम किया, कुल {Time("minutes")}।",
                Kinds.FragmentedFocus => $"आपका काम टुकड़ों में बँटा रहा: एक काम पर औसतन {Time("run_minutes")}।",
                Kinds.MeetingLoad => $"बैठकों में आपके कार्य समय का {Share("value")} गया, यानी {Time("meeting_minutes")}।",
                Kinds.MeetingGaps => $"बैठकों के बीच के छोटे अंतरालों में {Time("value")} बँटा रहा।",
                Kinds.AfterHours => week ? $"इस सप्ताह {Share("value")} काम आपके समय के बाहर हुआ।" : $"आपने अपने समय के बाहर {Time("value")} काम किया।",
                Kinds.ShortRest => $"दो कार्य दिवसों के बीच केवल {Time("value")} का विश्राम रहा।",
                Kinds.LongStreak => $"आपने {Time("value")} तक बिना विराम के काम किया।",
                Kinds.NoMealBreak => $"{Time("value")} तक 20 मिनट का भी विराम नहीं रहा।",
                Kinds.Overwork => $"सात दिनों में {Time("value")} काम हुआ।",
                Kinds.EstimateOverrun => $"एक कार्य अनुमानित समय के {Share("value")} पर है।",
                Kinds.UnattributedShare => $"{Share("value")} समय किसी परियोजना से नहीं जुड़ा।",
                Kinds.CaptureGap => $"आपके कार्य समय के {Time("value")} का कुछ पता नहीं।",
                _ => $"एजेंटों ने {Time("alone_minutes")} अकेले और {Time("supervised_minutes")} आपके साथ काम किया।",
            }
            : insight.Kind switch
            {
                Kinds.ContextSwitching => $"You changed between things {Rate("value")} times an hour; your bound is {Rate("limit")}.",
                Kinds.PingPong => $"You went to and fro between two things {Count("value")} times within {Time("minutes")}.",
                Kinds.FocusBlocks => $"You worked on one thing without a break {Count("value")} times, {Time("minutes")} in all.",
                Kinds.FragmentedFocus => $"Your work came in pieces: {Time("run_minutes")} on one thing at a time.",
                Kinds.MeetingLoad => $"Meetings took {Share("value")} of your working time, {Time("meeting_minutes")}.",
                Kinds.MeetingGaps => $"{Time("value")} went into short gaps between meetings.",
                Kinds.AfterHours => week ? $"{Share("value")} of this week's work was outside your hours." : $"You worked {Time("value")} outside your hours.",
                Kinds.ShortRest => $"You had only {Time("value")} between two days of work.",
                Kinds.LongStreak => $"You went on for {Time("value")} without a pause.",
                Kinds.NoMealBreak => $"There was no pause of 20 minutes in {Time("value")}.",
                Kinds.Overwork => $"You worked {Time("value")} within seven days.",
                Kinds.EstimateOverrun => $"A task has taken {Share("value")} of what was expected.",
                Kinds.UnattributedShare => $"{Share("value")} of your time belongs to no project yet.",
                Kinds.CaptureGap => $"Nothing is known of {Time("value")} of your working hours.",
                _ => $"Agents worked {Time("alone_minutes")} alone and {Time("supervised_minutes")} beside you.",
            };
    }

    private static bool IsHindi(string locale) => locale.StartsWith("hi", StringComparison.Ordinal);

    private static string Length(string locale, double minutes)
    {
        var whole = (int)Math.Round(minutes);
        var (hours, rest) = (whole / 60, whole % 60);
        var (hour, minute) = IsHindi(locale) ? ("घं", "मि") : ("h", "min");
        return hours == 0 ? string.Create(CultureInfo.InvariantCulture, $"{rest} {minute}")
            : rest == 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours} {hour}") : string.Create(CultureInfo.InvariantCulture, $"{hours} {hour} {rest} {minute}");
    }
}

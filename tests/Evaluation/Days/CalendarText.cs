using System.Globalization;

namespace Daybook.Evaluation.Days;

internal sealed record Meeting(string Uid, long Start, long End, string Title);

/// <summary>The events of an iCalendar text: as much of the format as the sample days use.</summary>
internal static class CalendarText
{
    public static IReadOnlyList<Meeting> Read(string text)
    {
        var meetings = new List<Meeting>();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line == "BEGIN:VEVENT") fields.Clear();
            else if (line == "END:VEVENT") meetings.Add(new Meeting(fields["UID"], Ms(fields["DTSTART"]), Ms(fields["DTEND"]), fields.GetValueOrDefault("SUMMARY", "")));
            else if (line.IndexOf(':', StringComparison.Ordinal) is var colon and > 0) fields[line[..colon].Split(';')[0]] = line[(colon + 1)..];
        }

        return meetings;
    }

    private static long Ms(string stamp) => new DateTimeOffset(
        DateTime.ParseExact(stamp.TrimEnd('Z'), "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds();
}

namespace Daybook.Timesheet.Contracts;

/// <summary>The day feeds this module touches.</summary>
public static class EntryFeeds
{
    /// <summary>A day's time entries were derived anew.</summary>
    public const string Entries = "timesheet.entries";

    /// <summary>A person reviewed, wrote or deleted an entry of the day.</summary>
    public const string Review = "timesheet.review";
}

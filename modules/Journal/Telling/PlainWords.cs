namespace Daybook.Journal.Telling;

/// <summary>Words an English sentence may begin with although no fact holds them: no name is among them.</summary>
internal static class PlainWords
{
    private static readonly HashSet<string> Words = new(
    [
        .. """
        A About Across Additionally After Afterwards Again All Along Alongside Also Although Among An And Another Any Around As At Away Back Because Before
        Beside Besides Between Beyond But By Calls Carried Closed Coding Communication Completed Continued Day Deep Design Despite Done Documentation During
        Each Earlier Elsewhere Ended Even Every Everything Except Finally Finished Focus Focused For From Further Got Had Here How However I If In Inside
        Instead Into It Its Last Lastly Later Least Less Longest Looking Lots Made Main Mainly Meanwhile Meeting Meetings More Moreover Most Mostly Much My
        Near Never New Next No None Not Nothing Now Of Off On Only Open Or Other Others Otherwise Our Out Outside Over Overall Part Planning Progress Project
        Projects Pull Research Rest Review Reviewed Reviewing Same Separately Since So Some Something Soon Spent Start Started Still Such Task Tasks Than That
        The Then There These They This Those Though Through Throughout Time Today To Together Towards Under Until Up We What When Where Which While With Within
        Without Work Worked Working Writing Wrote Yet
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ], StringComparer.Ordinal);

    public static bool Has(string word) => Words.Contains(word);
}

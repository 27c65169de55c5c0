namespace Daybook.Ingest.ActivityWatch.Query;

/// <summary>How far one run of a query may go. Far beyond what any client asks for, and within what a small machine can bear.</summary>
internal static class QueryLimits
{
    /// <summary>Characters of a program; the web UI sends all of a person's category rules with each query.</summary>
    public const int ProgramLength = 512 * 1024;

    /// <summary>How deep calls, lists, objects, parentheses and blocks may stand in each other, and how deep a value may be.</summary>
    public const int Depth = 64;

    public const int Statements = 4096;

    /// <summary>Characters of one regular expression.</summary>
    public const int PatternLength = 8192;

    /// <summary>The same with every counted repeat written out.</summary>
    public const int PatternUnrolled = 16_384;

    /// <summary>Events read from buckets.</summary>
    public const int EventsRead = 2_000_000;

    /// <summary>About how many bytes a run may allocate for what it makes; nothing is given back before its end.</summary>
    public const long Bytes = 512L * 1024 * 1024;

    /// <summary>How much one value may weigh; about an eighth of its length when written out.</summary>
    public const long Weight = 16_000_000;

    public static readonly TimeSpan Time = TimeSpan.FromSeconds(30);

    /// <summary>For one search of one regular expression in one text.</summary>
    public static readonly TimeSpan SearchTime = TimeSpan.FromMilliseconds(500);
}

namespace Daybook.Insights.Ask.Facts;

/// <summary>Local days, both ends included.</summary>
internal readonly record struct DayRange(DateOnly Start, DateOnly End)
{
    /// <summary>Most days one question may be about.</summary>
    public const int Longest = 366;

    public int Length => End.DayNumber - Start.DayNumber + 1;

    public bool IsOneDay => Start == End;

    public bool Holds(DateOnly day) => day >= Start && day <= End;

    public bool Holds(DayRange other) => other.Start >= Start && other.End <= End;

    /// <summary>What both have; null when nothing.</summary>
    public DayRange? With(DayRange other)
    {
        var (start, end) = (Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);
        return start <= end ? new DayRange(start, end) : null;
    }

    /// <summary>The days from the first of both to the last of both.</summary>
    public DayRange To(DayRange other) => new(Start < other.Start ? Start : other.Start, End > other.End ? End : other.End);
}

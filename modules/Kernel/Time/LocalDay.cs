namespace Daybook.Kernel.Time;

/// <summary>One local day as instants: start inclusive, end exclusive, 23 to 25 hours (or odder) apart.</summary>
public readonly record struct LocalDay(DateOnly Date, DateTimeOffset Start, DateTimeOffset End)
{
    public long LengthMs => (long)(End - Start).TotalMilliseconds;
}

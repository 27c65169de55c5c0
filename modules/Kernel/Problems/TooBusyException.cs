namespace Daybook.Kernel.Problems;

/// <summary>There is no room for more work at the moment; nothing of it was done. Answered with 503 and Retry-After.</summary>
public sealed class TooBusyException(TimeSpan retryAfter) : Exception("Too much is waiting to be stored.")
{
    public TimeSpan RetryAfter { get; } = retryAfter;
}

namespace Daybook.Kernel.Ai;

/// <summary>A call that was not made or brought no answer. The message is a stable word; nothing of the server's words is in it.</summary>
public sealed class ModelException(string reason, TimeSpan? retryAfter = null, bool passing = false, Exception? inner = null) : Exception(reason, inner)
{
    public const string Budget = "budget";
    public const string BreakerOpen = "breaker-open";
    public const string Secret = "secret-found";
    public const string Denied = "denied-by-policy";
    public const string Unreachable = "unreachable";
    public const string TimedOut = "timed-out";
    public const string RateLimited = "rate-limited";
    public const string Unauthorized = "unauthorized";
    public const string ServerError = "server-error";
    public const string BadRequest = "bad-request";
    public const string BadAnswer = "bad-answer";
    public const string KeyUnreadable = "key-unreadable";

    public string Reason => Message;

    /// <summary>When it may be worth trying again, where somebody said so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>May be over a moment later.</summary>
    public bool Passing { get; } = passing;

    /// <summary>The model exception in a chain of wrapped ones.</summary>
    public static ModelException? In(Exception? failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is ModelException ours) return ours;
            if (inner is AggregateException { InnerExceptions: [var single, ..] } && In(single) is { } wrapped) return wrapped;
        }

        return null;
    }
}

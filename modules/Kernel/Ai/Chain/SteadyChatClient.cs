using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Daybook.Kernel.Ai.Chain;

/// <summary>Breaker and time-out: twenty seconds for an answer, one more try a moment later, and none while the breaker is open.</summary>
internal sealed class SteadyChatClient(IChatClient inner, Breaker breaker, ResiliencePipeline<ChatResponse> pipeline) : DelegatingChatClient(inner)
{
    /// <summary>Real time decides, not a test's: it is a server on the network that is waited for.</summary>
    public static ResiliencePipeline<ChatResponse> Pipeline(TimeSpan timeout) => new ResiliencePipelineBuilder<ChatResponse>()
        .AddRetry(new RetryStrategyOptions<ChatResponse>
        {
            MaxRetryAttempts = 1, BackoffType = DelayBackoffType.Exponential, UseJitter = true, Delay = TimeSpan.FromMilliseconds(400),
            ShouldHandle = new PredicateBuilder<ChatResponse>().Handle<TimeoutRejectedException>().Handle<ModelException>(failure => failure.Passing),
        })
        .AddTimeout(timeout).Build();

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (breaker.Remaining is { } rest) throw new ModelException(ModelException.BreakerOpen, rest);
        try
        {
            return await pipeline.ExecuteAsync(async ct =>
            {
                try
                {
                    return await base.GetResponseAsync(messages, options, ct);
                }
                catch (Exception failure) when (failure is not OperationCanceledException && ModelException.In(failure) is { } ours)
                {
                    if (Counts(ours)) breaker.Failed();
                    throw new ModelException(ours.Reason, ours.RetryAfter, ours.Passing, failure);
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    breaker.Failed();
                    throw;
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    // The words of a server or a library go no further than this.
                    breaker.Failed();
                    throw new ModelException(ModelException.BadAnswer, inner: failure);
                }
            }, cancellationToken);
        }
        catch (TimeoutRejectedException late)
        {
            throw new ModelException(ModelException.TimedOut, inner: late);
        }
    }

    // What the server cannot help is not held against it.
    private static bool Counts(ModelException failure) => failure.Reason is not (ModelException.Denied or ModelException.BadRequest);
}

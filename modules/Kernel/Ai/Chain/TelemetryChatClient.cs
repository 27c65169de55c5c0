using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace Daybook.Kernel.Ai.Chain;

/// <summary>Counts and times what really goes out: purpose, model and outcome, never text.</summary>
internal sealed class TelemetryChatClient(IChatClient inner, ModelSettings settings, ModelCall call) : DelegatingChatClient(inner)
{
    private static readonly ActivitySource Source = new("Daybook.Ai");
    private static readonly Meter Meter = new("Daybook.Ai");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("daybook.ai.tokens");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("daybook.ai.duration", "s");

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var activity = Source.StartActivity("chat", ActivityKind.Client);
        activity?.SetTag("gen_ai.request.model", settings.Model).SetTag("server.address", settings.Host).SetTag("daybook.purpose", call.Purpose);
        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            outcome = "ok";
            Tokens.Add(response.Usage?.InputTokenCount ?? 0, Tag("direction", "in"), Tag("purpose", call.Purpose));
            Tokens.Add(response.Usage?.OutputTokenCount ?? 0, Tag("direction", "out"), Tag("purpose", call.Purpose));
            return response;
        }
        finally
        {
            activity?.SetTag("daybook.outcome", outcome);
            Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, Tag("purpose", call.Purpose), Tag("outcome", outcome));
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}

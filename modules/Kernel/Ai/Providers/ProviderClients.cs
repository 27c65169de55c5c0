using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace Daybook.Kernel.Ai.Providers;

/// <summary>Makes the client of a workspace's provider; sockets and what was learned of servers are shared.</summary>
internal sealed class ProviderClients(ModelSockets sockets, TimeProvider clock)
{
    /// <summary>What servers are told that ask for no key.</summary>
    private const string NoKey = "none";

    private readonly ConcurrentDictionary<string, (Lacking, DateTimeOffset)> known = new(StringComparer.Ordinal);

    public IChatClient Create(ModelSettings settings)
    {
        var http = sockets.For(settings.Mode);
        var address = new Uri(settings.BaseUrl);
        if (settings.Provider == AiProvider.Anthropic)
        {
            var options = new ClientOptions
            {
                HttpClient = http, BaseUrl = settings.BaseUrl.TrimEnd('/'), ApiKey = string.IsNullOrEmpty(settings.Key) ? NoKey : settings.Key, MaxRetries = 0, Timeout = Timeout.InfiniteTimeSpan,
            };
            return new AnthropicClient(options).AsIChatClient(settings.Model);
        }

        return new OpenAiChatClient(
            new ChatClient(settings.Model, new ApiKeyCredential(string.IsNullOrEmpty(settings.Key) ? NoKey : settings.Key), new OpenAIClientOptions
            {
                Endpoint = address, Transport = new HttpClientPipelineTransport(http), RetryPolicy = new ClientRetryPolicy(0),
                NetworkTimeout = Timeout.InfiniteTimeSpan, EnableDistributedTracing = false, UserAgentApplicationId = "Daybook",
            }),
            address, settings.Model, known, clock);
    }
}

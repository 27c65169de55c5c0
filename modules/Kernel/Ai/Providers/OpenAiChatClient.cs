using System.ClientModel;
using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;
using OpenAiFormat = OpenAI.Chat.ChatResponseFormat;
using OpenAiMessage = OpenAI.Chat.ChatMessage;

namespace Daybook.Kernel.Ai.Providers;

/// <summary>What a server turned out not to take; it is not asked for that again until the host restarts or an hour has passed.</summary>
[Flags]
internal enum Lacking { Nothing = 0, Schema = 1, Json = 2, Temperature = 4, Seed = 8 }

/// <summary>
/// Any server that speaks OpenAI's wire format. Asks for a strict schema; where the server says it has none, for any JSON object, and
/// where it has not even that, for text. Whoever reads the answer checks it in any case.
/// </summary>
internal sealed class OpenAiChatClient(ChatClient client, Uri address, string model, ConcurrentDictionary<string, (Lacking, DateTimeOffset)> known, TimeProvider clock) : IChatClient
{
    private const int MostSteps = 4;
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages.Select(Message).ToArray();
        var key = address + "|" + model;
        var lacking = known.TryGetValue(key, out var told) && clock.GetUtcNow() - told.Item2 < Remembered ? told.Item1 : Lacking.Nothing;
        for (var step = 0; ; step++)
        {
            try
            {
                var answer = await client.CompleteChatAsync(said, Options(options, lacking), cancellationToken);
                return Response(answer.Value);
            }
            catch (ClientResultException refused) when (refused.Status is 400 or 422)
            {
                var more = lacking | What(refused.Message, lacking, options);
                if (more == lacking || step == MostSteps) throw new ModelException(ModelException.BadRequest, inner: refused);
                known[key] = (lacking = more, clock.GetUtcNow());
            }
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Answers come whole.");

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai", address, model)
        : serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    /// <summary>What the refusal is about, as far as its words say so.</summary>
    private static Lacking What(string message, Lacking lacking, ChatOptions? options)
    {
        bool Says(string word) => message.Contains(word, StringComparison.OrdinalIgnoreCase);
        if (Says("temperature")) return Lacking.Temperature;
        if (Says("seed")) return Lacking.Seed;
        if (options?.ResponseFormat is not ChatResponseFormatJson) return Lacking.Nothing;
        if (Says("response_format") || Says("json_schema") || Says("schema") || Says("grammar") || Says("structured"))
            return lacking.HasFlag(Lacking.Schema) ? Lacking.Json : Lacking.Schema;
        return Lacking.Nothing;
    }

    private static ChatCompletionOptions Options(ChatOptions? asked, Lacking lacking)
    {
        var options = new ChatCompletionOptions { MaxOutputTokenCount = asked?.MaxOutputTokens };
        if (!lacking.HasFlag(Lacking.Temperature)) options.Temperature = asked?.Temperature;
#pragma warning disable OPENAI001 // Marked as subject to change: servers that have no seed say so, and are asked without.
        if (!lacking.HasFlag(Lacking.Seed)) options.Seed = asked?.Seed;
#pragma warning restore OPENAI001
        if (asked?.ResponseFormat is ChatResponseFormatJson json && !lacking.HasFlag(Lacking.Json))
        {
            options.ResponseFormat = json.Schema is { } schema && !lacking.HasFlag(Lacking.Schema)
                ? OpenAiFormat.CreateJsonSchemaFormat(json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription, jsonSchemaIsStrict: true)
                : OpenAiFormat.CreateJsonObjectFormat();
        }

        return options;
    }

    private static OpenAiMessage Message(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : new UserChatMessage(message.Text);

    private static ChatResponse Response(ChatCompletion answer)
    {
        var text = string.Concat(answer.Content.Where(part => part.Kind == ChatMessageContentPartKind.Text).Select(part => part.Text));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = answer.Model, ResponseId = answer.Id,
            FinishReason = answer.Refusal is { Length: > 0 } ? Microsoft.Extensions.AI.ChatFinishReason.ContentFilter : Finish(answer.FinishReason),
            Usage = answer.Usage is { } usage
                ? new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount }
                : null,
        };
    }

    private static Microsoft.Extensions.AI.ChatFinishReason Finish(OpenAI.Chat.ChatFinishReason reason) => reason switch
    {
        OpenAI.Chat.ChatFinishReason.Length => Microsoft.Extensions.AI.ChatFinishReason.Length,
        OpenAI.Chat.ChatFinishReason.ContentFilter => Microsoft.Extensions.AI.ChatFinishReason.ContentFilter,
        _ => Microsoft.Extensions.AI.ChatFinishReason.Stop,
    };
}

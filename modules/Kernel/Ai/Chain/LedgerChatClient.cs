using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Daybook.Kernel.Ai.Ledger;
using Daybook.Kernel.Ai.Prices;
using Microsoft.Extensions.AI;

namespace Daybook.Kernel.Ai.Chain;

/// <summary>Writes down every call before it is made, and how it ended. The answer carries the entry's id.</summary>
internal sealed class LedgerChatClient(IChatClient inner, LedgerStore ledger, ModelSettings settings, ModelCall call) : DelegatingChatClient(inner)
{
    public const string CallId = "daybook.call";

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages as IList<ChatMessage> ?? [.. messages];
        var id = Guid.CreateVersion7();
        await ledger.BeginAsync(id, call, settings, Hash(said), cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var (outcome, usage) = ("cancelled", (UsageDetails?)null);
        try
        {
            var response = await base.GetResponseAsync(said, options, cancellationToken);
            (outcome, usage) = (Outcome(response.FinishReason), response.Usage);
            (response.AdditionalProperties ??= [])[CallId] = id;
            return response;
        }
        catch (ModelException failure)
        {
            outcome = failure.Reason;
            throw;
        }
        finally
        {
            var (tokensIn, tokensOut) = (usage?.InputTokenCount ?? 0, usage?.OutputTokenCount ?? 0);
            await ledger.EndAsync(
                id, call.UserId, tokensIn, tokensOut, usage is null ? null : PriceTable.Of(settings)?.Cost(tokensIn, tokensOut),
                (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds, outcome, CancellationToken.None);
        }
    }

    private static string Outcome(ChatFinishReason? reason) =>
        reason == ChatFinishReason.Length ? "cut-off" : reason == ChatFinishReason.ContentFilter ? "refused" : "ok";

    private static string Hash(IList<ChatMessage> messages) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', messages.Select(message => $"{message.Role.Value}:{message.Text}")))));
}

using System.Runtime.CompilerServices;
using Daybook.Kernel.Ai.Budgets;
using Daybook.Kernel.Ai.Prices;
using Microsoft.Extensions.AI;

namespace Daybook.Kernel.Ai.Chain;

/// <summary>The chain's first link: no call that does not fit the budgets. Takes the estimate before, and settles after.</summary>
internal sealed class BudgetChatClient(IChatClient inner, SpendStore spend, ModelSettings settings, ModelCall call) : DelegatingChatClient(inner)
{
    /// <summary>What an answer may be long, where the caller says nothing.</summary>
    private const int UsualAnswer = 1_700;

    /// <summary>Letters of a token, on the careful side.</summary>
    private const int LettersPerToken = 3;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages as IList<ChatMessage> ?? [.. messages];
        var price = PriceTable.Of(settings);
        var (tokensIn, tokensOut) = (said.Sum(message => message.Text.Length) / LettersPerToken + 50, options?.MaxOutputTokens ?? UsualAnswer);
        var reservation = await spend.ReserveAsync(settings, call.UserId, tokensIn + tokensOut, price?.Cost(tokensIn, tokensOut) ?? 0, cancellationToken)
            ?? throw new ModelException(ModelException.Budget);
        var usage = new UsageDetails();
        try
        {
            var response = await base.GetResponseAsync(said, options, cancellationToken);
            // A server that does not count is taken at the estimate.
            usage = response.Usage ?? new UsageDetails { InputTokenCount = tokensIn, OutputTokenCount = Math.Min(tokensOut, response.Text.Length / LettersPerToken + 1) };
            return response;
        }
        catch (ModelException timedOut) when (timedOut.Reason == ModelException.TimedOut)
        {
            // Nobody knows what the server did with it.
            usage = new UsageDetails { InputTokenCount = tokensIn };
            throw;
        }
        finally
        {
            var (used, answered) = (usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
            await spend.SettleAsync(reservation, used + answered, price?.Cost(used, answered) ?? 0, CancellationToken.None);
        }
    }

    /// <summary>Nothing streams past the chain: the answer comes whole.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates()) yield return update;
    }
}

using Daybook.Kernel.Ai.Budgets;
using Daybook.Kernel.Ai.Chain;
using Daybook.Kernel.Ai.Ledger;
using Daybook.Kernel.Ai.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Polly;

namespace Daybook.Kernel.Ai;

/// <summary>
/// The one door to language models: budget → guard → ledger → breaker and time-out → telemetry → provider. That there is none is a normal
/// state. Whoever asks names a purpose in a plain word; what the text means is none of the chain's business.
/// </summary>
public sealed class Models
{
    private readonly ProviderClients providers;
    private readonly SpendStore spend;
    private readonly LedgerStore ledger;
    private readonly Breakers breakers;
    private readonly IReadOnlyList<FindSecret> finders;
    private readonly ResiliencePipeline<ChatResponse> pipeline;

    internal Models(
        ProviderClients providers, SpendStore spend, LedgerStore ledger, Breakers breakers, IEnumerable<FindSecret> finders, IOptions<KernelOptions> options)
    {
        (this.providers, this.spend, this.ledger, this.breakers) = (providers, spend, ledger, breakers);
        this.finders = [.. finders];
        pipeline = SteadyChatClient.Pipeline(TimeSpan.FromSeconds(options.Value.ModelTimeoutSeconds));
    }

    /// <summary>A client for one purpose of one person. It throws nothing but <see cref="ModelException"/> and cancellation.</summary>
    public IChatClient Open(ModelSettings settings, ModelCall call) =>
        new BudgetChatClient(
            new GuardChatClient(
                new LedgerChatClient(
                    new SteadyChatClient(
                        new TelemetryChatClient(providers.Create(settings), settings, call), breakers.For(settings), pipeline),
                    ledger, settings, call),
                finders),
            spend, settings, call);

    /// <summary>The ledger's entry of an answer.</summary>
    public static Guid? CallOf(ChatResponse response) => response.AdditionalProperties?.GetValueOrDefault(LedgerChatClient.CallId) as Guid?;

    /// <summary>What was spent in the budget's present period; a null person means the whole workspace.</summary>
    public Task<Spent> SpentAsync(Guid workspaceId, int? userId, ModelBudget budget, CancellationToken ct) => spend.SpentAsync(workspaceId, userId, budget, ct);
}

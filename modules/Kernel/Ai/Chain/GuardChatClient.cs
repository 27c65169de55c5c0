using Microsoft.Extensions.AI;

namespace Daybook.Kernel.Ai.Chain;

/// <summary>The last look at what leaves: a request in which anything that looks like a secret is left is not sent. Without anybody who looks nothing is.</summary>
internal sealed class GuardChatClient(IChatClient inner, IReadOnlyList<FindSecret> finders) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var said = messages as IList<ChatMessage> ?? [.. messages];
        if (finders.Count == 0 || said.Any(message => message.Contents.Any(content => content is not TextContent text || Holds(text.Text)))) throw new ModelException(ModelException.Secret);
        return base.GetResponseAsync(said, options, cancellationToken);
    }

    private bool Holds(string text) => finders.Any(find => find(text) is not null);
}

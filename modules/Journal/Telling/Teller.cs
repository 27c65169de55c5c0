using Daybook.Enrichment.Contracts;
using Daybook.Journal.Facts;
using Daybook.Journal.Phrases;
using Daybook.Journal.Writing;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Time;
using Microsoft.Extensions.AI;

namespace Daybook.Journal.Telling;

/// <summary>Has a model tell a day; the second try is told what was wrong with the first, in our words.</summary>
internal sealed class Teller(Models models, OutgoingTexts outgoing)
{
    public const string Purpose = "journal";
    private const int Tries = 2;
    private const int LongestAnswer = 1_500;

    /// <summary>The text, or why there is none: a stable word.</summary>
    public async Task<(JournalText? Text, string? Wrong)> TellAsync(ModelSettings settings, int userId, DayFacts facts, PhraseBook book, DayClock clock, CancellationToken ct)
    {
        var request = TellRequest.Of(facts, book, outgoing);
        var check = new SentenceCheck(request.Told, book, clock);
        string? wrong = null;
        try
        {
            using var client = models.Open(settings, new ModelCall(settings.WorkspaceId, userId, Purpose, request.Told.Count, request.Redactions));
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                List<ChatMessage> messages = [new(ChatRole.System, TellRequest.System), new(ChatRole.User, request.Message)];
                if (wrong is not null) messages.Add(new ChatMessage(ChatRole.User, $"The answer before broke a rule ({wrong}). Answer again with the JSON object only."));
                var response = await client.GetResponseAsync(messages, new ChatOptions
                {
                    Temperature = 0, Seed = 1, MaxOutputTokens = LongestAnswer,
                    ResponseFormat = ChatResponseFormat.ForJsonSchema(TellRequest.Schema, "journal", "Sentences and the facts they rest on."),
                }, ct);
                (var text, wrong) = check.Read(response.Text);
                if (text is not null) return (text, null);
            }

            return (null, wrong);
        }
        catch (ModelException failure)
        {
            return (null, failure.Reason);
        }
    }
}

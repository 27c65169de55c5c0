using Daybook.Enrichment.Answers;
using Daybook.Kernel.Ai;
using Microsoft.Extensions.AI;

namespace Daybook.Enrichment.Asking;

/// <summary>Asks a model, once more when its answer cannot be read, and now and then whether one item changed the answers to others.</summary>
internal sealed class Asker(Models models)
{
    public const string Purpose = "label";
    public const string ProbePurpose = "label-probe";

    /// <summary>One call in so many is asked again without its most suspicious items.</summary>
    private const int ProbeEvery = 50;

    /// <exception cref="ModelException">No answer, or none that could be read.</exception>
    public async Task<CheckedAnswers> AskAsync(ModelSettings settings, int userId, DayQuestions day, AskRequest request, CancellationToken ct)
    {
        using var client = models.Open(settings, new ModelCall(settings.WorkspaceId, userId, Purpose, request.Items.Count, request.Redactions));
        var (answers, call) = await OnceAsync(client, request, null, ct);
        if (answers.Broken is { } why) (answers, call) = await OnceAsync(client, request, why, ct);
        if (answers.Broken is not null) throw new ModelException(ModelException.BadAnswer);
        if (answers.Capped || !Draws(call) || await HoldsAloneAsync(settings, userId, day, request, answers, ct)) return answers;

        // Somebody else's title changed what was said about an item: nothing of this call is certain.
        return answers with
        {
            Capped = true,
            Answers = [.. answers.Answers.Select(item => item with
            {
                Answer = item.Answer with { Confidence = Math.Min(item.Answer.Confidence, ModelAnswer.Low) }, Doubt = item.Doubt ?? "contaminated",
            })],
        };
    }

    private static async Task<(CheckedAnswers, Guid?)> OnceAsync(IChatClient client, AskRequest request, string? repair, CancellationToken ct)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, AskRequest.System), new(ChatRole.User, request.Message) };

        // What the model said is not repeated to it: only what was wrong with it, in our words.
        if (repair is not null) messages.Add(new ChatMessage(ChatRole.User, $"The answer before could not be read ({repair}). Answer again with the JSON object only."));
        var response = await client.GetResponseAsync(messages, new ChatOptions
        {
            Temperature = 0, Seed = 1, MaxOutputTokens = request.MaxOutputTokens,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(request.Schema, "labels", "One answer for every item."),
        }, ct);
        var call = Models.CallOf(response);
        if (response.FinishReason == ChatFinishReason.Length) return (CheckedAnswers.Unreadable("cut-off"), call);
        if (response.FinishReason == ChatFinishReason.ContentFilter) return (CheckedAnswers.Unreadable("refused"), call);
        return (AnswerCheck.Of(request, response.Text, call), call);
    }

    private static bool Draws(Guid? call) => call is { } id && id.ToByteArray(bigEndian: true)[^1] % ProbeEvery == 0;

    /// <summary>The isolation probe: without the items that look most like talk to a model, the others have to keep their answers.</summary>
    private async Task<bool> HoldsAloneAsync(ModelSettings settings, int userId, DayQuestions day, AskRequest request, CheckedAnswers answers, CancellationToken ct)
    {
        var suspects = request.Items.Where(item => Injection.Score(item.Question.Facts.Title) > 0).Select(item => item.Question).ToHashSet();
        var rest = request.Items.Select(item => item.Question).Where(question => !suspects.Contains(question)).ToArray();
        if (suspects.Count == 0 || rest.Length == 0) return true;
        var alone = AskRequest.Of(day, rest);
        try
        {
            using var client = models.Open(settings, new ModelCall(settings.WorkspaceId, userId, ProbePurpose, alone.Items.Count, alone.Redactions));
            var (again, _) = await OnceAsync(client, alone, null, ct);
            var said = again.Answers.ToDictionary(item => item.Question, item => item.Answer.TaskId);
            return answers.Answers.All(item => !said.TryGetValue(item.Question, out var task) || task == item.Answer.TaskId);
        }
        catch (ModelException)
        {
            return true; // A probe that was not answered proves nothing.
        }
    }
}

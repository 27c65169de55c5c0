using Daybook.Insights.Ask.Answers;
using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Models;
using Daybook.Insights.Ask.Plans;
using Daybook.Insights.Ask.Words;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Ask;

/// <summary>
/// Answers one person's question about their own time. Whose time and which days it may be is not for the question to say. A model is asked
/// only where the grammar cannot read the question, and never about other people; what it says has to be borne out by the same facts.
/// </summary>
internal sealed class Asking(FactsReader reader, AnswerCache cache, ModelTalk talk, ModelSettingsStore models, MemberQueries members)
{
    /// <param name="plain">Never ask a model.</param>
    public async Task<AskAnswer> AnswerAsync(UserSettings user, string question, DayRange scope, bool plain, CancellationToken ct)
    {
        var facts = await reader.ReadAsync(user, scope, ct);
        var plan = Planner.Read(question, facts);
        var settings = !plain && plan.Refusal is Refusal.NotUnderstood or Refusal.NotFound ? await ModelAsync(user.UserId, ct) : null;
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{user.UserId} {settings?.Host} {settings?.Model} {facts.Version()} {Normal.Text(question)}");
        if (cache.Find(key) is { } known) return known;
        var answer = Teller.Tell(plan, facts);
        if (settings is not null)
        {
            var told = await talk.AskAsync(settings, user.UserId, question, facts, ct);
            answer = ModelAnswer.Of(answer, told, facts);
            if (told.Failed is not null) return answer;
        }

        cache.Keep(key, answer);
        return answer;
    }

    /// <summary>Null when there is none for this person; that its key cannot be read is the same to a question.</summary>
    private async Task<ModelSettings?> ModelAsync(int userId, CancellationToken ct)
    {
        try
        {
            return (await models.AccessAsync(userId, await members.WorkspacesOfAsync(userId, ct), ct)).Settings;
        }
        catch (ModelException)
        {
            return null;
        }
    }
}

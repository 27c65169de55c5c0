using Daybook.Insights.Ask.Answers;
using Daybook.Insights.Ask.Facts;
using Daybook.Insights.Ask.Plans;
using Daybook.Insights.Ask.Words;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Ask;

/// <summary>Answers one person's question about their own time. Whose time and which days it may be is not for the question to say.</summary>
internal sealed class Asking(FactsReader reader, AnswerCache cache)
{
    /// <param name="plain">Never ask a model.</param>
    public async Task<AskAnswer> AnswerAsync(UserSettings user, string question, DayRange scope, bool plain, CancellationToken ct)
    {
        var facts = await reader.ReadAsync(user, scope, ct);
        var key = $"{user.UserId} {plain} {facts.Version()} {Normal.Text(question)}";
        if (cache.Find(key) is { } known) return known;
        var answer = Teller.Tell(Planner.Read(question, facts), facts);
        cache.Keep(key, answer);
        return answer;
    }
}

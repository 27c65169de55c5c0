using System.Collections.Concurrent;
using Daybook.Insights.Ask.Answers;

namespace Daybook.Insights.Ask;

/// <summary>Answers by person, question, range and the state of the data: the same question about the same time has the same answer.</summary>
internal sealed class AnswerCache
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, AskAnswer> answers = new(StringComparer.Ordinal);

    public AskAnswer? Find(string key) => answers.GetValueOrDefault(key);

    public void Keep(string key, AskAnswer answer)
    {
        if (answers.Count >= Most) answers.Clear();
        answers[key] = answer;
    }
}

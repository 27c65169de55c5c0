using System.Security.Cryptography;
using System.Text;
using Daybook.Enrichment.Answers;

namespace Daybook.Enrichment.Asking;

/// <summary>What of a day's questions is answered already, and what has to be asked.</summary>
/// <param name="Taken">Answers of other days that hold for this one, too, and answers whose stretch grew: to be written.</param>
internal sealed record Recalled(IReadOnlyList<Question> Ask, IReadOnlyList<StoredAnswer> Taken);

/// <summary>Judges whether an earlier answer still holds.</summary>
internal static class Recall
{
    internal static readonly TimeSpan Life = TimeSpan.FromDays(14);

    public static Recalled Of(
        DayQuestions day, IReadOnlyList<StoredAnswer> own, IReadOnlyDictionary<Guid, StoredAnswer> cached, string model, DateTimeOffset now)
    {
        var candidates = CandidatesHash(day);
        var known = own.ToDictionary(answer => (answer.Signature, answer.EventId));
        var (ask, taken) = (new List<Question>(), new List<StoredAnswer>());
        foreach (var question in day.Questions)
        {
            if (known.TryGetValue((question.Hash, question.EventId), out var answer) && Holds(answer))
            {
                if (question.Generic && answer.EndMs != question.EndMs) taken.Add(answer with { StartMs = question.StartMs, EndMs = question.EndMs });
            }
            else if (!question.Generic && cached.TryGetValue(question.Hash, out var elsewhere) && Holds(elsewhere))
            {
                taken.Add(elsewhere with { StartMs = question.StartMs, EndMs = question.EndMs });
            }
            else
            {
                ask.Add(question);
            }
        }

        return new Recalled(ask, taken);

        // An answer that found its task is not doubted because another task appeared.
        bool Holds(StoredAnswer answer) =>
            answer.Model == model && answer.Prompt == AskRequest.Version && now - answer.AnsweredAt < Life
            && (answer.TaskId is not { } task || day.Candidates.Task(task) is not null)
            && (answer.Candidates == candidates || answer is { TaskId: not null, Confidence: >= ModelAnswer.Medium });
    }

    /// <summary>Names what there was to choose from: whatever is called otherwise is another set.</summary>
    public static Guid CandidatesHash(DayQuestions day)
    {
        var text = new StringBuilder();
        foreach (var task in day.Candidates.Tasks) text.Append(task.Id).Append(task.Key.Length).Append(task.Key).Append(task.Title.Length).Append(task.Title);
        foreach (var project in day.Candidates.Projects.Where(project => !project.Archived)) text.Append(project.Id).Append(project.Name.Length).Append(project.Name);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}

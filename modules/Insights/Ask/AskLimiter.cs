using System.Collections.Concurrent;

namespace Daybook.Insights.Ask;

/// <summary>Twenty questions a minute for each person, counted over the last sixty seconds.</summary>
internal sealed class AskLimiter(TimeProvider time)
{
    public const int PerMinute = 20;

    private const int MostPeople = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, Queue<DateTimeOffset>> asked = new();

    /// <summary>Null when the question may be asked, else how long to wait.</summary>
    public TimeSpan? Refuse(int userId)
    {
        var now = time.GetUtcNow();
        if (asked.Count > MostPeople) Forget(now);
        var mine = asked.GetOrAdd(userId, _ => new Queue<DateTimeOffset>());
        lock (mine)
        {
            while (mine.TryPeek(out var oldest) && now - oldest >= Window) mine.Dequeue();
            if (mine.Count >= PerMinute) return Window - (now - mine.Peek());
            mine.Enqueue(now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (person, mine) in asked)
            lock (mine)
                if (mine.All(at => now - at >= Window)) asked.TryRemove(person, out _);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;

namespace Daybook.Kernel.Database;

internal static class RecentCache
{
    /// <summary>How long anything is believed without asking again: also where an announcement was lost.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(5);

    public const int Capacity = 20_000;
}

/// <summary>
/// What every request asks for and what rarely changes, each thing belonging to a person: remembered for seconds, forgotten at once when
/// <see cref="PersonChanges"/> says so. That there is nothing is never remembered. Real time decides, not a test's.
/// </summary>
public sealed class RecentCache<TKey, TValue>(PersonChanges changes, Func<TValue, int> personOf) where TKey : notnull where TValue : class
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, long ReadAt)> known = new();

    public async Task<TValue?> GetAsync(TKey key, Func<Task<TValue?>> read)
    {
        if (known.TryGetValue(key, out var entry) && Stopwatch.GetElapsedTime(entry.ReadAt) < RecentCache.Life
            && changes.IsCurrent(personOf(entry.Value), entry.ReadAt))
            return entry.Value;

        var readAt = Stopwatch.GetTimestamp();
        if (await read() is not { } value)
        {
            known.TryRemove(key, out _);
            return null;
        }

        if (known.Count >= RecentCache.Capacity) known.Clear();
        known[key] = (value, readAt);
        return value;
    }
}

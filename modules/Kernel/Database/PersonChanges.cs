using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Daybook.Kernel.Database;

/// <summary>
/// Says that something changed that hosts remember of a person (tokens, role, settings, devices), with the transaction of the change. This host
/// remembers nothing of them from the announcement on, until the change is certainly committed or gone; the others within moments of the commit.
/// </summary>
public sealed class PersonChanges
{
    internal const string Channel = "daybook_person";
    private const string Notify = "select pg_notify('daybook_person', @person)";
    private const int Many = 10_000;

    // What is read while the transaction is open may be what it replaces.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, long> forgotten = new();
    private long allForgotten;

    /// <summary>Announces the change when <paramref name="tx"/> commits.</summary>
    public async Task AnnounceAsync(NpgsqlTransaction tx, int userId, CancellationToken ct)
    {
        Forget(userId, Settling);
        await using var command = new NpgsqlCommand(Notify, tx.Connection, tx);
        command.Parameters.Add(new NpgsqlParameter<string>("person", userId.ToString(CultureInfo.InvariantCulture)));
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether what was read at that moment may still be believed.</summary>
    internal bool IsCurrent(int userId, long readAt) =>
        readAt > Volatile.Read(ref allForgotten) && (!forgotten.TryGetValue(userId, out var until) || readAt > until);

    /// <summary>Another host's announcement; empty after a lost connection, when nobody knows what was missed.</summary>
    internal void Hear(string payload)
    {
        if (int.TryParse(payload, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)) Forget(userId, UnderWay);
        else Volatile.Write(ref allForgotten, Stopwatch.GetTimestamp() + Ticks(UnderWay));
    }

    private void Forget(int userId, TimeSpan quiet)
    {
        var now = Stopwatch.GetTimestamp();
        if (forgotten.Count > Many)
            foreach (var (old, until) in forgotten)
                if (until < now - Ticks(RecentCache.Life)) forgotten.TryRemove(old, out _);
        forgotten.AddOrUpdate(userId, now + Ticks(quiet), (_, until) => Math.Max(until, now + Ticks(quiet)));
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}

using System.Collections.Concurrent;

namespace Daybook.Kernel.Ai.Chain;

/// <summary>Leaves a server alone for ten minutes that failed five times within five. One for each workspace, server and model.</summary>
internal sealed class Breaker(TimeProvider clock)
{
    internal const int Failures = 5;
    internal static readonly TimeSpan Within = TimeSpan.FromMinutes(5);
    internal static readonly TimeSpan Open = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> failures = new();
    private DateTimeOffset openUntil = DateTimeOffset.MinValue;

    /// <summary>How long it stays open; null when calls may be made.</summary>
    public TimeSpan? Remaining
    {
        get
        {
            lock (gate) return openUntil - clock.GetUtcNow() is var rest && rest > TimeSpan.Zero ? rest : null;
        }
    }

    public void Failed()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            failures.Enqueue(now);
            while (failures.Count > 0 && failures.Peek() <= now - Within) failures.Dequeue();
            if (failures.Count < Failures) return;
            openUntil = now + Open;
            failures.Clear();
        }
    }
}

/// <summary>The breakers of this host.</summary>
internal sealed class Breakers(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(Guid Workspace, string BaseUrl, string Model), Breaker> known = new();

    public Breaker For(ModelSettings settings) => known.GetOrAdd((settings.WorkspaceId, settings.BaseUrl, settings.Model), _ => new Breaker(clock));
}

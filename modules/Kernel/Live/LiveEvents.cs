using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Dapper;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Kernel.Live;

/// <summary>A change a page may want to know of: only the kind and the key, never content.</summary>
public sealed record LiveEvent(int UserId, string Kind, string Key);

/// <summary>Live changes, sent with the transaction that makes them and fanned out to every host.</summary>
public sealed class LiveEvents
{
    private const string Notify = "select pg_notify('daybook_live', @payload)";
    private const int Waiting = 256;

    private readonly ConcurrentDictionary<Guid, Subscriber> subscribers = new();

    internal LiveEvents(PostgresListener listener) => listener.On("daybook_live", Deliver);

    /// <summary>Announces the change when <paramref name="tx"/> commits. Kind: "day", "sync", "device"; key: the date, the run's id, ….</summary>
    public Task PublishAsync(NpgsqlTransaction tx, LiveEvent change, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Notify, new { payload = JsonSerializer.Serialize(change) }, tx, cancellationToken: ct));

    /// <summary>The person's changes from now on; a slow reader loses the oldest and is told to reload by kind "reset".</summary>
    public async IAsyncEnumerable<LiveEvent> SubscribeAsync(int userId, [EnumeratorCancellation] CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var subscriber = new Subscriber(userId);
        subscribers[id] = subscriber;
        try
        {
            await foreach (var change in subscriber.Changes.Reader.ReadAllAsync(ct))
            {
                if (subscriber.TakeLoss()) yield return new LiveEvent(userId, "reset", "");
                yield return change;
            }
        }
        finally
        {
            subscribers.TryRemove(id, out _);
        }
    }

    private void Deliver(string payload)
    {
        // An empty payload follows a reconnect: nobody knows what was missed.
        var change = payload.Length == 0 ? null : JsonSerializer.Deserialize<LiveEvent>(payload);
        foreach (var subscriber in subscribers.Values)
        {
            if (change is null) subscriber.Push(new LiveEvent(subscriber.UserId, "reset", ""));
            else if (subscriber.UserId == change.UserId) subscriber.Push(change);
        }
    }

    private sealed class Subscriber
    {
        private int lost;

        public Subscriber(int userId)
        {
            UserId = userId;
            Changes = Channel.CreateBounded<LiveEvent>(
                new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
                _ => Interlocked.Exchange(ref lost, 1));
        }

        public int UserId { get; }
        public Channel<LiveEvent> Changes { get; }

        public void Push(LiveEvent change) => Changes.Writer.TryWrite(change);

        public bool TakeLoss() => Interlocked.Exchange(ref lost, 0) == 1;
    }
}

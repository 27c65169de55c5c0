using Npgsql;

namespace Daybook.Kernel.Live;

/// <summary>A change a page may want to know of: only the kind and the key, never content.</summary>
public sealed record LiveEvent(int UserId, string Kind, string Key);

/// <summary>Live changes, sent with the transaction that makes them and fanned out to every host.</summary>
public sealed class LiveEvents
{
    /// <summary>Announces the change when <paramref name="tx"/> commits. Kind: "day", "sync", "device"; key: the date, the run's id, ….</summary>
    public Task PublishAsync(NpgsqlTransaction tx, LiveEvent change, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The person's changes from now on; a slow reader loses the oldest and is told to reload by kind "reset".</summary>
    public IAsyncEnumerable<LiveEvent> SubscribeAsync(int userId, CancellationToken ct) => throw new NotImplementedException();
}

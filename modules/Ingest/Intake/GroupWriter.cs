using System.Threading.Channels;
using Daybook.Kernel.Problems;

namespace Daybook.Ingest.Intake;

/// <summary>
/// Group commit: while a transaction is on its way, small requests of any people gather, and the next one takes them all. Each is answered
/// after the commit that holds it. A request that goes away in the meantime may be stored all the same.
/// </summary>
internal sealed class GroupWriter(SampleWriter writer)
{
    private const int MaxWaiting = 10_000;
    private const int MaxRows = 1_000;

    // One writes to the disk while the other prepares; more would only make the groups smaller.
    private const int MaxWriters = 2;

    private readonly Channel<Waiting> waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MaxWaiting));
    private int writers;

    private sealed record Waiting(IReadOnlyList<Submission> Submissions, IntakeRoom.Place Place)
    {
        public TaskCompletionSource<IReadOnlyList<Stored>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>The room <paramref name="place"/> is given back when the request is stored, not when somebody stops waiting for it.</summary>
    public async Task<IReadOnlyList<Stored>> StoreAsync(IReadOnlyList<Submission> submissions, IntakeRoom.Place place, CancellationToken ct)
    {
        var one = new Waiting(submissions, place);
        if (!waiting.Writer.TryWrite(one))
        {
            place.Dispose();
            throw new TooBusyException(TimeSpan.FromSeconds(2));
        }

        Start();
        return await one.Answer.Task.WaitAsync(ct);
    }

    private void Start()
    {
        for (var now = Volatile.Read(ref writers); now < MaxWriters; now = Volatile.Read(ref writers))
        {
            if (Interlocked.CompareExchange(ref writers, now + 1, now) != now) continue;
            _ = Task.Run(DrainAsync);
            return;
        }
    }

    private async Task DrainAsync()
    {
        while (Take() is { Count: > 0 } group) await WriteAsync(group);
        Interlocked.Decrement(ref writers);

        // Something may have come between the last look and the word that nobody looks any more.
        if (waiting.Reader.TryPeek(out _)) Start();
    }

    private List<Waiting> Take()
    {
        var (group, rows) = (new List<Waiting>(), 0);
        while (rows < MaxRows && waiting.Reader.TryRead(out var one))
        {
            group.Add(one);
            rows += one.Place.Rows;
        }

        return group;
    }

    private async Task WriteAsync(List<Waiting> group)
    {
        try
        {
            var stored = await writer.WriteAsync([.. group.SelectMany(one => one.Submissions)], CancellationToken.None);
            var next = 0;
            foreach (var one in group)
            {
                Answer(one, [.. stored.Skip(next).Take(one.Submissions.Count)]);
                next += one.Submissions.Count;
            }
        }
        catch (Exception error) when (group.Count > 1 && !SampleWriter.IsAway(error))
        {
            // One of them spoils it: each alone, so that the others are not harmed.
            foreach (var one in group) await WriteAsync([one]);
        }
        catch (Exception error)
        {
            foreach (var one in group)
            {
                one.Place.Dispose();
                one.Answer.TrySetException(error);
            }
        }
    }

    private static void Answer(Waiting one, IReadOnlyList<Stored> stored)
    {
        one.Place.Dispose();
        one.Answer.TrySetResult(stored);
    }
}

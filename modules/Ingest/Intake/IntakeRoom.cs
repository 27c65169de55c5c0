using Daybook.Kernel.Problems;

namespace Daybook.Ingest.Intake;

/// <summary>
/// How much may be on its way into the database at once, in rows and bytes. Who finds no room is sent away with a time to come back:
/// memory stays bounded whatever arrives. Not full, it takes one request of any size.
/// </summary>
internal sealed class IntakeRoom(int maxRows, long maxBytes)
{
    private long rows;
    private long bytes;

    public Place Take(IReadOnlyList<Submission> submissions)
    {
        var place = Place.Of(this, submissions);
        if (Interlocked.Add(ref rows, place.Rows) - place.Rows < maxRows & Interlocked.Add(ref bytes, place.Bytes) - place.Bytes < maxBytes) return place;
        place.Dispose();
        throw new TooBusyException(TimeSpan.FromSeconds(1 + Random.Shared.Next(3)));
    }

    /// <summary>A request's room, until it is stored.</summary>
    internal sealed class Place : IDisposable
    {
        private readonly IntakeRoom room;
        private int left;

        private Place(IntakeRoom room, int rows, long bytes) => (this.room, Rows, Bytes) = (room, rows, bytes);

        public int Rows { get; }
        public long Bytes { get; }

        public static Place Of(IntakeRoom room, IReadOnlyList<Submission> submissions)
        {
            // About what the objects take, not to the byte: a row and its texts, shared contexts counted once per stretch.
            var (rows, bytes) = (0, 0L);
            foreach (var submission in submissions)
            {
                rows += submission.Arrivals.Count;
                Contracts.SampleContext? last = null;
                foreach (var arrival in submission.Arrivals)
                {
                    bytes += 256 + 2 * (arrival.Sample.Extra?.Length ?? 0);
                    if (!ReferenceEquals(last, arrival.Sample.Context)) bytes += 256 + 2 * Texts(last = arrival.Sample.Context);
                }
            }

            return new Place(room, rows, bytes);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 1) return;
            Interlocked.Add(ref room.rows, -Rows);
            Interlocked.Add(ref room.bytes, -Bytes);
        }

        private static long Texts(Contracts.SampleContext context) =>
            (context.Title?.Length ?? 0) + (context.Url?.Length ?? 0) + (context.File?.Length ?? 0) + (context.Cwd?.Length ?? 0)
            + (context.Command?.Length ?? 0) + (context.UserAgent?.Length ?? 0) + (context.Data?.Length ?? 0);
    }
}

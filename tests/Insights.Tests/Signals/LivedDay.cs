using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Tests.Signals;

/// <summary>Which devices look on: one, a second that rests beside it, or a morning on one and the rest on the other.</summary>
internal enum Devices { One, SecondResting, OneAfterTheOther }

/// <summary>What was in front from an instant to an instant, to the millisecond; a context of −1 is absence.</summary>
internal sealed record Stint(long Start, long End, int Context);

/// <summary>A day as somebody lived it, made from a seed; what devices see of it depends on how often they look.</summary>
internal sealed class LivedDay
{
    private const long Minute = 60_000;
    private const int Away = -1, Call = 8, Web = 9, Private = 10;

    private static readonly DayClock Berlin = DayClock.TryCreate("Europe/Berlin", TimeSpan.Zero)!;
    private static readonly string[] Repositories = ["harbor-api", "lantern-core", "tidal-web", "orchard-ops"];

    private static readonly SampleContext[] Contexts =
    [
        .. Repositories.Select(name => new SampleContext("Code", "com.microsoft.VSCode", $"main.cs — {name}", File: $"/home/kim/code/{name}/src/main.cs", Repository: name, Branch: "main")),
        .. Repositories.Select(name => new SampleContext("iTerm2", null, $"~/code/{name} — make", Cwd: $"/home/kim/code/{name}", Command: "make")),
        new("zoom.us", "us.zoom.xos", "Zoom Meeting", CallApp: "zoom.us"),
        new("Google Chrome", null, "Rust borrow checker - Google Search - Google Chrome", "https://www.google.com/search?q=x"),
        new("Google Chrome", null, "Hotels in Lisbon - Google Chrome", "https://booking.com/x"),
    ];

    private static readonly Catalog Catalog = new(
        [.. Repositories.Select((name, i) => new ProjectInfo(Id(i), name, null, "#4477aa", true, false))], [],
        [.. Repositories.Select((name, i) => new RepositoryInfo(name, Id(i), null)).OrderBy(item => item.Repository, StringComparer.Ordinal)]);

    private readonly Random random;
    private readonly List<Stint> stints = [];
    private long now;

    private LivedDay(int seed)
    {
        random = new Random(seed);
        // Weekends and working days, across a change of the clocks.
        Day = Berlin.Of(new DateOnly(2026, 3, 16).AddDays(seed % 21));
        now = Day.Start.ToUnixTimeMilliseconds() + Between(7 * 60 * Minute, 9 * 60 * Minute + 30 * Minute);
        // Every other day is of one manner throughout.
        for (var part = 0; part < 4; part++) Part((seed / 2 + (seed % 2 == 0 ? part * 3 : 0)) % 7);
    }

    public LocalDay Day { get; }

    public IReadOnlyList<Stint> Stints => stints;

    public static LivedDay Of(int seed) => new(seed);

    /// <summary>One and a half to three hours in one manner.</summary>
    private void Part(int manner)
    {
        var until = now + Between(90 * Minute, 180 * Minute);
        var (one, other) = (random.Next(4), random.Next(4));
        if (one == other) other = (one + 1) % 4;
        while (now < until)
        {
            switch (manner)
            {
                case 0: Do(one, 8, 40); if (random.NextDouble() < 0.5) Do(one + 4, 1, 6); break; // deep
                case 1: Do(random.Next(4), 1.2, 4); break; // chopped
                case 2: Do(one, 1, 3); Do(other, 1, 3); break; // to and fro
                case 3: Do(Call, 25, 58); if (random.NextDouble() < 0.6) Do(one, 6, 26); break; // meetings
                case 4: Do(Web, 4, 20); if (random.NextDouble() < 0.4) Do(one, 4, 12); break; // of no project
                case 5: Do(one, 5, 25); if (random.NextDouble() < 0.3) Do(Private, 0.4, 5); Do(Away, 2, 25); break; // with pauses
                default: Do(one, 3, 14); Do(Web, 0.2, 1.5); if (random.NextDouble() < 0.2) Do(Call, 10, 30); break;
            }
        }

        if (random.NextDouble() < 0.75) Do(Away, 8, 75);
    }

    private void Do(int context, double least, double most)
    {
        var end = now + Between((long)(least * Minute), (long)(most * Minute));
        stints.Add(new Stint(now, end, context));
        now = end;
    }

    private long Between(long least, long most) => random.NextInt64(least, most);

    /// <summary>The day's blocks as they come out of samples taken at every interval.</summary>
    public DayBlocks Seen(int intervalMs, Devices devices) => DayDerivation.Blocks(new DayInputs(7, Day, Berlin, Look(intervalMs, devices), Catalog, []));

    private DaySamples Look(int intervalMs, Devices devices)
    {
        var samples = new List<Sample>();
        var middle = stints[stints.Count / 2].Start;
        foreach (var stint in stints.Where(stint => stint.Context != Away))
        {
            for (var tick = (stint.Start / intervalMs + 1) * intervalMs; tick <= stint.End; tick += intervalMs)
                samples.Add(SampleOf(devices == Devices.OneAfterTheOther && tick > middle ? 2 : 1, tick, intervalMs, 900, SampleState.Active, stint.Context));
        }

        if (devices == Devices.SecondResting)
        {
            var first = stints[0].Start / intervalMs * intervalMs;
            for (var tick = first; tick <= stints[^1].End; tick += intervalMs)
                samples.Add(SampleOf(2, tick, intervalMs, (int)Math.Min(int.MaxValue, tick - first + 3_600_000), SampleState.Idle, Web));
        }

        return new DaySamples(
            [new SampleDevice(1, "laptop", "laptop", DeviceKind.Agent, null), new SampleDevice(2, "desk", "desk", DeviceKind.Agent, null)], Contexts,
            [.. samples.OrderBy(sample => sample.DeviceId).ThenBy(sample => sample.EndMs)]);
    }

    private static Sample SampleOf(int device, long tick, int intervalMs, int idleMs, SampleState state, int context) => new(
        device, tick, intervalMs, idleMs, state, SampleSource.Human, context == Call, tick / intervalMs, 1, context,
        new Guid(device, (short)(tick / 60_000), (short)(tick / 1000), [1, 2, 3, 4, 5, 6, (byte)(tick >> 8), (byte)tick]));

    private static Guid Id(int number) => new(number + 1, 7, 7, [7, 7, 7, 7, 7, 7, 7, 7]);
}

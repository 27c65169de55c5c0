using Daybook.Enrichment.Days;
using Daybook.Enrichment.Tests.Samples;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;
using FsCheck;
using FsCheck.Fluent;

namespace Daybook.Enrichment.Tests.Properties;

/// <summary>Days nobody would live: any devices, clocks that step, overlaps, duplicates, days of 23 and 25 hours.</summary>
internal static class RandomDay
{
    public static readonly DayClock Berlin = DayClock.TryCreate("Europe/Berlin", TimeSpan.Zero)!;

    private static readonly DateOnly[] Dates = [new(2026, 3, 3), new(2026, 3, 29), new(2026, 10, 25), new(2026, 6, 30)];

    private static readonly SampleContext[] Contexts =
    [
        SampleContext.Empty,
        new("Code", null, "● redactor.cs — harbor-api", File: "/Users/kim/code/harbor-api/src/auditing/redactor.cs", Repository: "harbor-api", Branch: "feature/HBR-878-audit"),
        new("Code", null, "tier.cs — lantern-core", Repository: "lantern-core", Branch: "main"),
        new("Google Chrome", null, "HBR-890 Add webhook delivery · Pull Request #33 - Google Chrome", "https://github.com/northpier/harbor-api/pull/33"),
        new("Google Chrome", null, "Hotels in Lisbon - Google Chrome", "https://booking.com/x"),
        new("Google Chrome", null, "(3) Inbox - Google Chrome"),
        new("Slack", null, "harbor-dev - northpier - Slack"),
        new("zoom.us", null, "Zoom Meeting", CallApp: "zoom.us", CalendarEvent: "Harbor sync"),
        new("loginwindow", null, ""),
        new(Title: "nightly backup", Url: "https://learn.microsoft.com/nightly-backup"),
        new(File: "src/media/exif.cs", Repository: "/home/kim/lantern-ui", Branch: "image-upload"),
        new("Microsoft Excel", null, "Notes.xlsx"),
    ];

    public static readonly Catalog Catalog = SampleDays.Tracker("backend").Catalog;

    public static Arbitrary<DayInputs> Arbitrary { get; } = Day().ToArbitrary();

    private static Gen<DayInputs> Day() =>
        from date in Gen.Elements(Dates)
        from count in Gen.Choose(1, 5)
        from kinds in Gen.Elements(Enum.GetValues<DeviceKind>()).ArrayOf(count)
        from machines in Gen.Elements("mbp", "air", "").ArrayOf(count)
        let day = Berlin.Of(date)
        from samples in Sample(day, kinds).ListOf()
        from busy in Sample(day, kinds).ArrayOf(60)
        let devices = kinds.Select((kind, i) => new SampleDevice(i + 1, $"device {i}", machines[i], kind, null)).ToArray()
        select new DayInputs(5, day, Berlin, new DaySamples(devices, Contexts, [.. samples.Concat(busy)]), Catalog, []);

    private static Gen<Sample> Sample(LocalDay day, DeviceKind[] kinds) =>
        from device in Gen.Choose(1, kinds.Length)
        from at in Gen.Choose(-7_200_000, 90_000_000)
        from near in Gen.Choose(0, 5_400_000)
        from crowded in Gen.Elements(true, false)
        from length in Gen.Frequency((6, Gen.Choose(0, 60_000)), (2, Gen.Choose(0, 900_000)), (1, Gen.Choose(0, 20_000_000)))
        from idle in Gen.Frequency((4, Gen.Choose(0, 20_000)), (1, Gen.Choose(0, 900_000)))
        from state in Gen.Frequency((7, Gen.Constant(SampleState.Active)), (2, Gen.Elements(Enum.GetValues<SampleState>())))
        from call in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        from seq in Gen.Choose(0, 50)
        from context in Gen.Choose(0, Contexts.Length - 1)
        from id in Gen.Choose(0, int.MaxValue)
        select new Sample(
            device, day.Start.ToUnixTimeMilliseconds() + (crowded ? 30_000_000 + near : at), length, idle, state, SampleSource.Human, call, seq, 0, context,
            new Guid(id, (short)length, (short)idle, [1, 2, 3, 4, 5, 6, 7, 8]));
}

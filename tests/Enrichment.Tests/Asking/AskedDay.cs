using Daybook.Enrichment.Days;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Time;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.Tests.Asking;

/// <summary>A day with something for every stage: hard evidence, a mapped repository, private time, and windows that nothing explains.</summary>
internal static class AskedDay
{
    public static readonly Guid Harbor = Guid.Parse("00000000-0000-0000-0000-000000000001");
    public static readonly Guid Lighthouse = Guid.Parse("00000000-0000-0000-0000-000000000002");
    private static readonly DateOnly Date = new(2026, 3, 2);
    private static readonly DayClock Clock = DayClock.TryCreate("UTC", TimeSpan.Zero)!;

    public static readonly Catalog Catalog = new(
        [new ProjectInfo(Harbor, "Harbor", "ENG", "#4477aa", true, false), new ProjectInfo(Lighthouse, "Lighthouse", "LGT", "#aa7744", true, false)],
        [
            Task(11, Harbor, "ENG-41", "Rate limits for logins", "in progress"), Task(12, Harbor, "ENG-42", "Webhook retries", "in progress"),
            Task(13, Harbor, "ENG-43", "Invoice templates", "open"), Task(21, Lighthouse, "LGT-7", "Onboarding checklist", "in progress"),
            Task(22, Lighthouse, "LGT-8", "Quarterly billing export", "open"),
        ],
        [new RepositoryInfo("harbor-api", Harbor, null)]);

    /// <summary>Windows of ten minutes each that no stage before the model explains, beside ones that are explained or private.</summary>
    public static DayInputs With(params SampleContext[] more)
    {
        SampleContext[] seen =
        [
            new("Code", Title: "limits.cs — ENG-41", Branch: "feature/ENG-41-limits", Repository: "harbor-api"),
            new("Chrome", Title: "Idempotency keys explained", Url: "https://blog.example/idempotency/keys/explained"),
            new("Preview", Title: "Harbor pricing overview.pdf"),
            new("Chrome", Title: "My favourite series", Url: "https://netflix.com/watch/1"),
            new("Chrome", Title: "Backoff strategies compared", Url: "https://blog.example/backoff/strategies/compared"),
            new("Slack", Title: "#general"),
            new("Code", Title: "retry.cs — harbor-api", Repository: "harbor-api", Branch: "main"),
            new("Notes", Title: "Vendor shortlist comparison"),
            .. more,
        ];
        var samples = new List<Sample>();
        for (var i = 0; i < seen.Length * 10; i++)
        {
            var end = new DateTimeOffset(2026, 3, 2, 9, 1, 0, TimeSpan.Zero).AddMinutes(i).ToUnixTimeMilliseconds();
            samples.Add(new Sample(1, end, 60_000, 0, SampleState.Active, SampleSource.Human, false, i, 0, i / 10 + 1, new Guid(i + 1, 0, 0, new byte[8])));
        }

        return new DayInputs(7, Clock.Of(Date), Clock,
            new DaySamples([new SampleDevice(1, "laptop", "laptop", DeviceKind.Agent, null)], [SampleContext.Empty, .. seen], samples), Catalog, []);
    }

    private static TaskInfo Task(int id, Guid project, string key, string title, string status) =>
        new(new Guid(id, 0, 0, new byte[8]), project, key, title, status, [], null, null);
}

using Daybook.Evaluation.Days;
using Daybook.Evaluation.Truth;
using Daybook.Ingest.Contracts;

namespace Daybook.Evaluation.Observation;

/// <summary>Devices that look at a person's deeds and write samples, as they stand in the store when all have arrived.</summary>
internal sealed class Observer(Recipe recipe, World world, Random random)
{
    private const int Minute = 60_000;

    private readonly SampleList made = new();
    private readonly Screens screens = new(recipe, world, random);

    public int IntervalMs => recipe.Has(Knobs.FastSampling) ? 10_000 : recipe.Has(Knobs.SlowSampling) ? 60_000 : 30_000;

    public DaySamples Look(IReadOnlyList<Deed> deeds)
    {
        var laptop = made.Device("laptop", DeviceKind.Agent);
        foreach (var (deed, i) in deeds.Select((deed, i) => (deed, i)))
        {
            foreach (var (start, end, context) in Shown(deed)) Sample(laptop, start, end, context, deed.Doing);
            if (deed.Doing == Doing.Meeting && !(recipe.Has(Knobs.MeetingsWithoutCalendar) && random.NextDouble() < 0.5)) Calendar(deed, i);
        }

        if (recipe.Has(Knobs.SecondDeviceIdle) || recipe.Has(Knobs.SecondDeviceActive)) Second(deeds);
        if (recipe.Has(Knobs.AgentAlone)) Agent(deeds);
        return made.Samples();
    }

    /// <summary>Windows change within a deed: files of one task, pages about it.</summary>
    private IEnumerable<(long Start, long End, SampleContext Context)> Shown(Deed deed)
    {
        if (deed.Doing is Doing.Away) yield break;
        for (var at = deed.Start; at < deed.End;)
        {
            var end = deed.Doing is Doing.Code or Doing.Terminal or Doing.Meeting ? Math.Min(deed.End, at + random.Next(Minute / 2, 3 * Minute)) : deed.End;
            yield return (at, end, screens.Of(deed));
            at = end;
        }
    }

    private SampleContext lastSeen = SampleContext.Empty;
    private long idleSince;
    private long sequence;
    private long lastTick;

    /// <summary>A tick at every interval: it tells what is in front at that moment and how long there was no input.</summary>
    private void Sample(int device, long start, long end, SampleContext context, Doing doing)
    {
        var idle = doing == Doing.Idle;
        if (!idle) lastSeen = context;
        else if (idleSince == 0) idleSince = start;
        if (!idle) idleSince = 0;
        for (var tick = NextTick(start); tick <= end; tick = NextTick(tick + 1))
        {
            if (recipe.Has(Knobs.OfflineBacklog) && random.NextDouble() < 0.01) continue;
            var away = idle ? tick - idleSince : random.Next(0, 12_000);
            var lie = recipe.Has(Knobs.IntervalLies) && random.NextDouble() < 0.1 ? 2 : 1;
            var at = tick + (recipe.Has(Knobs.ClockSkew) ? random.Next(-700, 700) : 0);
            var sample = new Sample(
                device, at, IntervalMs * lie, (int)away, idle && away >= 5 * Minute ? SampleState.Idle : SampleState.Active, SampleSource.Human,
                doing == Doing.Meeting, sequence++, 0, 0, SampleFolder.Id($"{recipe.Seed}|{device}|{sequence}"));
            made.Add(sample, lastSeen);
            if (recipe.Has(Knobs.Duplicates) && random.NextDouble() < 0.05) made.Add(sample, lastSeen);
            lastTick = tick;
        }
    }

    private long NextTick(long at) => (at + IntervalMs - 1) / IntervalMs * IntervalMs;

    private void Calendar(Deed meeting, int number)
    {
        var device = made.Device("calendar", DeviceKind.Range);
        var (from, to) = (meeting.Start - random.Next(0, 3) * Minute, meeting.End + random.Next(-1, 4) * Minute);
        var title = meeting.Project is { } project ? $"{project.Name} {(random.NextDouble() < 0.5 ? "sync" : "review")}" : "Weekly round";
        made.Add(new Sample(device, to, (int)(to - from), 0, SampleState.Active, SampleSource.Range, false, 0, 0, 0, SampleFolder.Id($"{recipe.Seed}|meeting|{number}")),
            new SampleContext(CalendarEvent: title));
    }

    /// <summary>A second machine: left on a page, idle; or glanced at while the first rests.</summary>
    private void Second(IReadOnlyList<Deed> deeds)
    {
        var device = made.Device("desk", DeviceKind.Agent);
        var left = new SampleContext("Google Chrome", "com.google.Chrome", "Dashboards - Grafana - Google Chrome", $"https://grafana.{world.Words.Company}.dev/d/1/overview");
        var number = 0;
        foreach (var deed in deeds.Where(deed => deed.Doing is not Doing.Away))
        {
            for (var tick = NextTick(deed.Start); tick <= deed.End; tick += IntervalMs)
            {
                var active = recipe.Has(Knobs.SecondDeviceActive) && deed.Doing == Doing.Ops;
                made.Add(
                    new Sample(device, tick, IntervalMs, active ? 1_000 : 900_000, active ? SampleState.Active : SampleState.Idle, SampleSource.Human, false, number++, 0, 0,
                        SampleFolder.Id($"{recipe.Seed}|desk|{number}")),
                    left);
            }
        }
    }

    /// <summary>A coding agent works on while its person is away: it comments on the day and adds nothing to it.</summary>
    private void Agent(IReadOnlyList<Deed> deeds)
    {
        var device = made.Device("agent", DeviceKind.CodingAgent, "laptop");
        var number = 0;
        foreach (var deed in deeds.Where(deed => deed.Doing is Doing.Idle or Doing.Away or Doing.GeneralMail))
        {
            var task = world.Tasks[number % world.Tasks.Length];
            made.Add(
                new Sample(device, deed.End, 30_000, 0, SampleState.Active, SampleSource.Agent, false, number++, 0, 0, SampleFolder.Id($"{recipe.Seed}|agent|{number}")),
                new SampleContext("Claude", File: $"/Users/sam/work/{task.Repository}/src/{task.Topic.Folder}/x.cs", Repository: task.Repository, Category: "ai coding"));
        }
    }
}

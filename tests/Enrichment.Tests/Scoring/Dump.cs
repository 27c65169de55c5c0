using Daybook.Enrichment.Days;
using Daybook.Enrichment.Tests.Samples;
using Xunit;

namespace Daybook.Enrichment.Tests.Scoring;

public sealed class Dump(ITestOutputHelper output)
{
    [Fact]
    public void Show()
    {
        var week = SampleDays.Tracker(Environment.GetEnvironmentVariable("P") ?? "backend");
        var day = week.Clock.Of(new DateOnly(2026, 3, 3));
        var derived = DayDerivation.Blocks(new DayInputs(7, day, week.Clock, week.Of(day), week.Catalog, []));
        string Task(Guid? id) => week.Catalog.Tasks.FirstOrDefault(t => t.Id == id)?.Key ?? "-";
        string Proj(Guid? id) => week.Catalog.Projects.FirstOrDefault(t => t.Id == id)?.Name ?? "-";
        foreach (var b in derived.Blocks)
        {
            var truth = week.Truth.Where(t => t.Start < b.EndMs && t.End > b.StartMs).GroupBy(t => $"{t.Kind}:{t.Task}:{t.Project}").OrderByDescending(g => g.Sum(t => Math.Min(t.End, b.EndMs) - Math.Max(t.Start, b.StartMs)));
            output.WriteLine($"{DateTimeOffset.FromUnixTimeMilliseconds(b.StartMs):HH:mm:ss} {b.DurationMs / 1000,5}s {b.Kind} {b.Category} {Proj(b.ProjectId)} {Task(b.TaskId)} {b.Confidence} {b.Stage} [{b.Description}] ev={string.Join(",", b.Evidence.Take(2).Select(e => e.Signal + "=" + e.Value))} TRUTH {string.Join(" ", truth.Take(2).Select(g => g.Key))}");
        }
    }
}

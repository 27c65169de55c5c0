using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Ingest.Contracts;
using Daybook.Workspace.Contracts;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Properties;

/// <summary>What must hold for every day, however strange.</summary>
public sealed class DerivationProperties
{
    private static void ForEveryDay(Action<DayInputs> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(120), Prop.ForAll(RandomDay.Arbitrary, inputs => holds(inputs)));

    private static string Digest(DayInputs inputs) => DayDerivation.Digest(DayDerivation.Blocks(inputs));

    private static DayInputs With(DayInputs inputs, IEnumerable<Sample> samples) => inputs with { Samples = inputs.Samples with { Samples = [.. samples] } };

    [Fact]
    public void Every_observed_millisecond_is_in_exactly_one_block_within_the_day()
    {
        var kinds = new HashSet<(BlockKind, LabelStage)>();
        ForEveryDay(inputs => kinds.UnionWith(Conserved(inputs)));
        kinds.Select(kind => kind.Item1).Distinct().Count().ShouldBe(5);
        kinds.Select(kind => kind.Item2).ShouldContain(LabelStage.Evidence);
    }

    private static IEnumerable<(BlockKind, LabelStage)> Conserved(DayInputs inputs)
    {
        var day = DayDerivation.Blocks(inputs);
        day.Blocks.Sum(block => block.DurationMs).ShouldBe(day.ObservedMs);
        day.Blocks.ShouldAllBe(block => block.DurationMs > 0 && block.StartMs >= inputs.Day.Start.ToUnixTimeMilliseconds() && block.EndMs <= inputs.Day.End.ToUnixTimeMilliseconds());
        day.Blocks.Zip(day.Blocks.Skip(1)).ShouldAllBe(pair => pair.First.EndMs <= pair.Second.StartMs);
        day.Blocks.Select(block => block.Key).ShouldBeUnique();
        day.Blocks.ShouldAllBe(block => block.Confidence >= 0 && block.Confidence <= 1 && block.Alternatives.Count <= 3);
        return day.Blocks.Select(block => (block.Kind, block.Stage));
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter() => ForEveryDay(inputs =>
    {
        var samples = inputs.Samples.Samples.ToArray();
        new Random(samples.Length).Shuffle(samples);
        Digest(With(inputs, samples)).ShouldBe(Digest(inputs));
        Digest(With(inputs, inputs.Samples.Samples.Reverse())).ShouldBe(Digest(inputs));
    });

    [Fact]
    public void Sending_again_changes_nothing() => ForEveryDay(inputs =>
        Digest(With(inputs, inputs.Samples.Samples.Concat(inputs.Samples.Samples.Where((_, i) => i % 3 == 0)))).ShouldBe(Digest(inputs)));

    [Fact]
    public void The_order_of_devices_contexts_and_candidates_does_not_matter() => ForEveryDay(inputs =>
    {
        var samples = inputs.Samples;
        var last = samples.Contexts.Count - 1;
        var turned = new DaySamples([.. samples.Devices.Reverse()], [.. samples.Contexts.Reverse()], [.. samples.Samples.Select(sample => sample with { Context = last - sample.Context })]);
        var catalog = new Catalog([.. inputs.Catalog.Projects.Reverse()], [.. inputs.Catalog.Tasks.Reverse()], [.. inputs.Catalog.Repositories.Reverse()]);
        Digest(inputs with { Samples = turned, Catalog = catalog }).ShouldBe(Digest(inputs));
    });

    [Fact]
    public void A_second_device_that_is_always_idle_changes_no_time_but_idle_time() => ForEveryDay(inputs =>
    {
        const int other = 77;
        var start = inputs.Day.Start.ToUnixTimeMilliseconds();
        var idle = Enumerable.Range(1, 1440).Select(minute => new Sample(
            other, start + minute * 60_000L, 60_000, 3_600_000 + minute * 60_000, SampleState.Idle, SampleSource.Human, false, minute, 0, 2, new Guid(minute, 9, 9, [9, 9, 9, 9, 9, 9, 9, 9])));
        var devices = inputs.Samples.Devices.Append(new SampleDevice(other, "other", "other", DeviceKind.Agent, null)).ToArray();
        var more = inputs with { Samples = inputs.Samples with { Devices = devices, Samples = [.. inputs.Samples.Samples, .. idle] } };
        Present(DayDerivation.Blocks(more)).ShouldBe(Present(DayDerivation.Blocks(inputs)));
    });

    [Fact]
    public void A_week_later_the_same_day_is_the_same() => ForEveryDay(inputs =>
    {
        const long week = 7 * 86_400_000L;
        var before = inputs with { Day = RandomDay.Berlin.Of(new DateOnly(2026, 6, 30)), Catalog = Timeless(inputs.Catalog) };
        var shift = before.Day.Start.ToUnixTimeMilliseconds() - inputs.Day.Start.ToUnixTimeMilliseconds();
        before = With(before, inputs.Samples.Samples.Select(sample => sample with { EndMs = sample.EndMs + shift }));
        var after = With(before with { Day = RandomDay.Berlin.Of(before.Day.Date.AddDays(7)) }, before.Samples.Samples.Select(sample => sample with { EndMs = sample.EndMs + week }));
        DayDerivation.Blocks(after).Blocks.Select(block => Shape(block, week)).ShouldBe(DayDerivation.Blocks(before).Blocks.Select(block => Shape(block, 0)));
    });

    [Fact]
    public void A_task_that_has_nothing_to_do_with_it_changes_no_label() => ForEveryDay(inputs =>
    {
        var project = new ProjectInfo(new Guid(1, 2, 3, [4, 4, 4, 4, 4, 4, 4, 4]), "Zeppelin", "ZPL", "#000000", true, false);
        var task = new TaskInfo(new Guid(9, 2, 3, [4, 4, 4, 4, 4, 4, 4, 4]), project.Id, "ZPL-1", "Varnish hull stringers", "in progress", [], null, null);
        var catalog = inputs.Catalog with { Projects = [.. inputs.Catalog.Projects, project], Tasks = [.. inputs.Catalog.Tasks, task] };
        Digest(inputs with { Catalog = catalog }).ShouldBe(Digest(inputs));
    });

    private static string[] Present(DayBlocks day) =>
        [.. day.Blocks.Where(block => block.Kind is not BlockKind.Idle).Select(block => Shape(block, 0) + block.Key)];

    private static Catalog Timeless(Catalog catalog) => catalog with { Tasks = [.. catalog.Tasks.Where(task => task.IsOpen)] };

    private static string Shape(Block block, long shift) =>
        $"{block.StartMs - shift} {block.EndMs - shift} {block.Kind} {block.Category} {block.ProjectId} {block.TaskId} {block.Description} {block.Confidence} {block.Stage} "
        + string.Join(";", block.Evidence) + string.Join(";", block.Alternatives);
}

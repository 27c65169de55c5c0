using System.Globalization;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.RuleBook;
using Daybook.Enrichment.Runs;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Daybook.Enrichment.Days;

/// <summary>The stage: load the day, derive its blocks, write the difference.</summary>
internal sealed class DeriveDay(DayLoader loader, BlockStore store, DayGate gate, DayFeed feed, LiveEvents live, IOptions<EnrichmentOptions> options) : IDayStage
{
    public const string StageName = "enrichment.blocks";

    public string Name => StageName;

    public int Place => 10;

    public IReadOnlyList<string> Feeds => [SampleQueries.SamplesFeed, RuleStore.Feed, RunStore.Feed, LessonFeed.Name, CatalogQueries.CatalogFeed, UserQueries.SettingsFeed, AnswerStore.Feed];

    public TimeSpan Debounce => TimeSpan.FromMilliseconds(options.Value.DebounceMs);

    public async Task<DayCommit> RunAsync(UserDay day, CancellationToken ct)
    {
        var open = await gate.OpenAsync(day, ct);
        if (await loader.LoadAsync(day, ct) is not { } inputs) return (_, _) => Task.CompletedTask;
        var blocks = DayDerivation.Blocks(inputs);
        var digest = DayDerivation.Digest(blocks);
        var reviewed = await gate.ReviewedAsync(day.UserId, inputs.Day, ct);
        var basis = DayBasis.Of(inputs.Day, inputs.Samples, inputs.Rules, reviewed);
        var before = await store.BasisAsync(day.UserId, day.Day, ct);
        var judgement = await gate.JudgeAsync(day, inputs.Clock, open, blocks, basis, before, reviewed, ct);
        return async (tx, stop) =>
        {
            if (!await gate.PassesAsync(tx, judgement, stop)) return;
            if (!await store.ReplaceAsync(tx, day.UserId, blocks, digest, basis, stop)) return;
            await feed.TouchAsync(tx, BlockQueries.BlocksFeed, [day], stop);
            await live.PublishAsync(tx, new LiveEvent(day.UserId, "day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), stop);
        };
    }
}

using System.Globalization;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Blocks;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Reviews;
using Daybook.Enrichment.RuleBook;
using Daybook.Ingest.Contracts;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Daybook.Enrichment.Days;

/// <summary>The stage: load the day, derive its blocks, write the difference.</summary>
internal sealed class DeriveDay(DayLoader loader, BlockStore store, DayFeed feed, LiveEvents live, IOptions<EnrichmentOptions> options) : IDayStage
{
    public string Name => "enrichment.blocks";

    public IReadOnlyList<string> Feeds => [SampleQueries.SamplesFeed, RuleStore.Feed, LessonFeed.Name, CatalogQueries.CatalogFeed, UserQueries.SettingsFeed, AnswerStore.Feed];

    public TimeSpan Debounce => TimeSpan.FromMilliseconds(options.Value.DebounceMs);

    public async Task<DayCommit> RunAsync(UserDay day, CancellationToken ct)
    {
        if (await loader.LoadAsync(day, ct) is not { } inputs) return (_, _) => Task.CompletedTask;
        var blocks = DayDerivation.Blocks(inputs);
        var digest = DayDerivation.Digest(blocks);
        return async (tx, stop) =>
        {
            if (!await store.ReplaceAsync(tx, day.UserId, blocks, digest, stop)) return;
            await feed.TouchAsync(tx, BlockQueries.BlocksFeed, [day], stop);
            await live.PublishAsync(tx, new LiveEvent(day.UserId, "day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), stop);
        };
    }
}

using Daybook.Ingest.Contracts;
using Daybook.Insights.Reports;
using Daybook.Insights.Stats;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Caching.Memory;

namespace Daybook.Insights.Shares.Public;

/// <summary>One line of a breakdown.</summary>
internal sealed record SharedPart(string Name, long Ms, double Share);

/// <summary>One day of a summary.</summary>
internal sealed record SharedDay(DateOnly Date, long Ms);

/// <summary>What a share shows now. What nobody consented to is null, for it was never read.</summary>
internal sealed record Glimpse(
    DateSpan Span, DateTimeOffset At, long? TotalMs, IReadOnlyDictionary<ShareField, IReadOnlyList<SharedPart>> Parts, IReadOnlyList<SharedDay>? Days);

/// <summary>Computes what shares show; for a minute the same answer serves all who look.</summary>
internal sealed class Glimpses(StatQueries stats, UserQueries users, CapturePrivacy privacy, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private const int MostParts = 50;

    private static readonly Dictionary<ShareField, Dimension> Breakdowns = new()
    {
        [ShareField.Projects] = Dimension.Repository, [ShareField.Languages] = Dimension.Language, [ShareField.Tools] = Dimension.Tool,
        [ShareField.Categories] = Dimension.Category, [ShareField.Machines] = Dimension.Machine,
    };

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = 2000 });

    public void Dispose() => cache.Dispose();

    /// <summary>The salt is part of the key: what was seen through an old link is not seen through the new one.</summary>
    public async Task<Glimpse?> OfAsync(ShareLink share, CancellationToken ct)
    {
        var key = (share.Id, Convert.ToHexString(share.Salt));
        var now = time.GetUtcNow();
        if (cache.TryGetValue(key, out Glimpse? known) && known is not null && now - known.At < Fresh && now >= known.At) return known;
        if (await ReadAsync(share, now, ct) is not { } glimpse) return null;
        cache.Set(key, glimpse, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Fresh });
        return glimpse;
    }

    private async Task<Glimpse?> ReadAsync(ShareLink share, DateTimeOffset now, CancellationToken ct)
    {
        if (await users.FindAsync(share.UserId, ct) is not { } user) return null;
        // Excluded projects show nothing, not even what was stored before they were excluded.
        var hidden = await privacy.HiddenProjectsAsync(share.UserId, ct);
        if (share.Metric == ShareMetric.Project && hidden(share.Value!)) return null;
        var first = share.Range is "all_time" ? (await stats.KnownDaysAsync(share.UserId, ct))?.First : null;
        if (DateSpan.Parse(share.Range, now, user.Clock, first) is not { } span) return null;
        var settings = await stats.SettingsAsync(share.UserId, ct);
        var question = new StatQuestion(share.UserId, span.Start, span.End, StatStream.Tools, settings.Mode, Filters(share));

        var days = share.Shows(ShareField.Total) || share.Shows(ShareField.Days) ? await stats.DaysAsync(question, ct) : [];
        var parts = new Dictionary<ShareField, IReadOnlyList<SharedPart>>();
        foreach (var (field, dimension) in Breakdowns)
            if (share.Shows(field)) parts[field] = Shares((await stats.SumsAsync(question, dimension, ct)).Where(part => dimension != Dimension.Repository || !hidden(part.Value)));
        var byDay = days.ToDictionary(day => day.Day, day => day.Ms);
        return new Glimpse(
            span, now, share.Shows(ShareField.Total) ? days.Sum(day => day.Ms) : null, parts,
            share.Shows(ShareField.Days) ? [.. span.Days.Select(date => new SharedDay(date, byDay.GetValueOrDefault(date)))] : null);
    }

    // Shares are those of what is listed, so that they tell nothing of what is not.
    private static IReadOnlyList<SharedPart> Shares(IEnumerable<DayPart> sums)
    {
        var shown = sums.Where(part => part.Ms > 0).OrderByDescending(part => part.Ms).ThenBy(part => part.Value, StringComparer.Ordinal).Take(MostParts).ToList();
        var total = shown.Sum(part => part.Ms);
        return [.. shown.Select(part => new SharedPart(part.Value.Length == 0 ? "Other" : part.Value, part.Ms, Math.Round((double)part.Ms / total, 4)))];
    }

    private static IReadOnlyList<StatFilter> Filters(ShareLink share) => share.Metric switch
    {
        ShareMetric.Project => [new StatFilter(Dimension.Repository, [share.Value!])],
        ShareMetric.Language => [new StatFilter(Dimension.Language, [share.Value!])],
        ShareMetric.Tool => [new StatFilter(Dimension.Tool, [share.Value!])],
        _ => [],
    };
}

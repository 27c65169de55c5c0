using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Reviews;
using Npgsql;

namespace Daybook.Enrichment.Teaching;

/// <summary>Suspends a rule that is corrected too often: what once held does not hold any more.</summary>
internal sealed class DriftWatch(ReviewStore reviews, SuspensionStore suspensions)
{
    internal const int Window = 10;
    internal const int TooMany = 3;

    public async Task JudgeAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<(Guid Id, int Version)> rules, DateTimeOffset now, CancellationToken ct)
    {
        if (rules.Count == 0) return;
        var standing = ReviewHistory.Standing(await reviews.OfRulesAsync(tx, userId, [.. rules.Select(rule => rule.Id)], ct));
        var known = (await suspensions.OfAsync(tx, userId, ct)).ToDictionary(suspension => suspension.RuleId);
        foreach (var rule in rules)
        {
            var before = known.GetValueOrDefault(rule.Id);
            if (before?.Holds(rule.Id, rule.Version) == true) continue;
            var (hits, corrections) = Count(standing, rule, before?.ResumedAt);
            if (corrections >= TooMany)
                await suspensions.SuspendAsync(tx, userId, new Suspension(rule.Id, rule.Version, hits, corrections, now, null), ct);
        }
    }

    /// <summary>The last reviewed times at which this version of the rule had decided, and how many of them were corrected.</summary>
    /// <param name="since">When the person let it count again: what was before is forgiven.</param>
    internal static (int Hits, int Corrections) Count(IReadOnlyList<Reviewed> standing, (Guid Id, int Version) rule, DateTimeOffset? since)
    {
        var last = standing.Where(reviewed => reviewed.First.Rule == rule && (since is null || reviewed.Last.At > since))
            .OrderByDescending(reviewed => reviewed.Last.At).ThenByDescending(reviewed => reviewed.Last.Id).Take(Window).ToArray();
        return (last.Length, last.Count(reviewed => reviewed.Last.Verb == ReviewVerb.Correct && !reviewed.Right));
    }
}

using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Enrichment.Labelling;
using Daybook.Enrichment.Rules;
using Daybook.Enrichment.Runs;
using Daybook.Enrichment.Spans;
using Daybook.Enrichment.Streams;
using Daybook.Kernel.Days;

namespace Daybook.Enrichment.Preview;

/// <summary>Derives past days with and without a rule, in memory, one day at a time, newest first. Nothing is written.</summary>
internal sealed class RulePreviewer(DayLoader loader, BlockQueries blocks, DayGate gate, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    // A page asks at every pause in typing, and each day is held in memory while it is read.
    private readonly SemaphoreSlim few = new(2);

    public void Dispose() => few.Dispose();

    public async Task<PreviewTally> RunAsync(int userId, DateOnly today, int days, LabelRule rule, Guid? replaced, CancellationToken ct)
    {
        await few.WaitAsync(ct);
        try
        {
            var started = clock.GetTimestamp();
            var tally = new PreviewTally();
            var observed = await blocks.ObservedAsync(userId, today.AddDays(1 - days), today, ct);
            foreach (var day in observed.Keys.OrderDescending())
            {
                if (clock.GetElapsedTime(started) > Limit)
                {
                    tally.Complete = false;
                    break;
                }

                if (await loader.LoadAsync(new UserDay(userId, day), ct) is not { } inputs) continue;
                tally.Days++;
                await DayAsync(tally, inputs, rule, replaced, ct);
            }

            return tally;
        }
        finally
        {
            few.Release();
        }
    }

    private async Task DayAsync(PreviewTally tally, DayInputs inputs, LabelRule rule, Guid? replaced, CancellationToken ct)
    {
        var candidates = new Candidates(inputs.Catalog, inputs.Day.Start);
        var timeline = DayDerivation.Timeline(inputs, candidates);
        var after = inputs with { Rules = [.. inputs.Rules.Where(other => other.Id != rule.Id && other.Id != replaced), rule] };
        if (!Match(tally, timeline, after, rule, inputs.Rules.FirstOrDefault(other => other.Id == replaced))) return;

        var reviewed = await gate.ReviewedAsync(inputs.UserId, inputs.Day, ct);
        var shift = ShiftFinder.Between(
            DayDerivation.Blocks(inputs, candidates, timeline).Blocks, DayDerivation.Blocks(after, candidates, timeline).Blocks, reviewed);
        tally.Shift(inputs.Day.Date, shift, timeline.Spans);
    }

    /// <summary>Whether the day could change: the rule matches something of it, or the one it replaces did.</summary>
    private static bool Match(PreviewTally tally, Timeline timeline, DayInputs after, LabelRule rule, LabelRule? before)
    {
        var rules = new RuleSet(after.Rules);
        var old = before is { Enabled: true } ? new RuleSet([before]) : null;
        var device = rules.AskDevice || old is { AskDevice: true };
        var any = false;
        foreach (var span in timeline.Spans)
        {
            if (span.Presence != Presence.Active || span.Signature == default) continue;
            tally.Observe(span);
            var subject = Subject.Of(span, after.Clock, device ? timeline.Streams.Lanes[span.Lane].Name : "");
            var matching = rules.Matching(subject).ToArray();
            var at = Array.IndexOf(matching, rule);
            any |= at >= 0 || old is not null && old.Matching(subject).Any();
            if (at < 0) continue;
            tally.Match(span);
            for (var i = 0; i < matching.Length; i++)
            {
                if (i == at || !Conflicts.Differ(matching[i].Then, rule.Then)) continue;
                tally.Meet(matching[i], matching[i].Rank == rule.Rank ? RuleRelation.Tie : i > at ? RuleRelation.Wins : RuleRelation.Loses, span);
            }
        }

        return any;
    }
}

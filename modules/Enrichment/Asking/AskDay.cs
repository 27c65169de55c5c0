using System.Globalization;
using Daybook.Enrichment.Answers;
using Daybook.Enrichment.Contracts;
using Daybook.Enrichment.Days;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Settings;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Live;
using Daybook.Workspace.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Daybook.Enrichment.Asking;

/// <summary>
/// The stage that asks a model what nothing else explained. The day was published without it and does not wait for it; an answer touches the
/// day once more. A model that fails is left alone for five minutes, half an hour, two hours; then the day is parked with the reason.
/// </summary>
internal sealed partial class AskDay(
    DayLoader loader, AnswerStore store, ModelSettingsStore settings, MemberQueries members, Asker asker, DayFeed feed, LiveEvents live,
    DayWorkQueries work, Db db, TimeProvider clock, IOptions<EnrichmentOptions> options, ILogger<AskDay> log) : IDayStage
{
    public const string StageName = "enrichment.ask";

    /// <summary>Days before these are not asked about by themselves.</summary>
    internal const int LastDays = 14;

    /// <summary>Calls of one look at a day; what is left waits for the next.</summary>
    private const int MostCalls = 4;

    private static readonly TimeSpan BudgetWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] Ladder = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    public string Name => StageName;

    public int Place => 20;

    /// <summary>An answer makes the day's blocks dirty again.</summary>
    public string? LocksFirst => DeriveDay.StageName;

    public IReadOnlyList<string> Feeds => [BlockQueries.BlocksFeed, ModelSettingsStore.Feed];

    public TimeSpan Debounce => TimeSpan.FromMilliseconds(options.Value.AskDebounceMs);

    public bool Background => true;

    /// <summary>The waits are in the day's own row, where new samples do not shorten them; what is thrown here has used them up.</summary>
    public TimeSpan? Backoff(int failures) => null;

    public async Task<DayCommit> RunAsync(UserDay day, CancellationToken ct)
    {
        var access = await AccessAsync(day, ct);
        if (access.Settings is not { } model || !IsRecent(day.Day)) return Nothing;

        var before = await store.StateAsync(day, ct);
        await WaitTurnAsync(day, before, model, ct);
        if (await loader.LoadAsync(day, ct) is not { } inputs) return Nothing;

        var questions = Questions.Read(inputs);
        var own = await store.OfDayAsync(day, ct);
        var cached = await store.CachedAsync(day.UserId, [.. questions.Questions.Where(question => !question.Generic).Select(question => question.Hash)], clock.GetUtcNow() - Recall.Life, ct);
        var recalled = Recall.Of(questions, own, cached, model.Model, clock.GetUtcNow());
        var answers = recalled.Taken.ToList();
        var open = recalled.Ask.ToList();
        try
        {
            for (var call = 0; call < MostCalls && open.Count > 0; call++)
            {
                var asked = open.Take(model.MaxItems).ToArray();
                open.RemoveRange(0, asked.Length);
                answers.AddRange(await AskAsync(model, day, questions, asked, ct));
            }
        }
        catch (ModelException failure)
        {
            await FailAsync(day, before, answers, questions, failure, ct);
            throw;
        }

        var state = new ModelDay(
            questions.Questions.Count == 0 ? "none" : open.Count > 0 ? "pending" : "answered", null, clock.GetUtcNow(), clock.GetUtcNow(),
            clock.GetUtcNow() + TimeSpan.FromMilliseconds(options.Value.AskEveryMs), 0, questions.Questions.Count, open.Count);
        return (tx, stop) => KeepAsync(tx, day, answers, state, before?.State != state.State, stop);
    }

    private async Task<ModelAccess> AccessAsync(UserDay day, CancellationToken ct)
    {
        try
        {
            return await settings.AccessAsync(day.UserId, await members.WorkspacesOfAsync(day.UserId, ct), ct);
        }
        catch (ModelException unreadable)
        {
            await FailAsync(day, await store.StateAsync(day, ct), [], null, unreadable, ct);
            throw;
        }
    }

    private bool IsRecent(DateOnly day)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        return day >= today.AddDays(-LastDays) && day <= today.AddDays(1);
    }

    /// <summary>Not more often than every so many minutes, however much is observed; a day that waited, was retried or whose model changed may go.</summary>
    private async Task WaitTurnAsync(UserDay day, ModelDay? before, ModelSettings model, CancellationToken ct)
    {
        if (before is null || before.NextAt <= clock.GetUtcNow() || model.UpdatedAt > before.LookedAt) return;
        // A touch wipes the reason away; a wait that is over and an administrator's retry leave it.
        if (await work.StateAsync(Name, day, ct) is { Error: not null }) return;
        throw new DayLaterException(before.NextAt - clock.GetUtcNow(), before.Reason ?? "asked-lately");
    }

    private async Task<IEnumerable<StoredAnswer>> AskAsync(ModelSettings model, UserDay day, DayQuestions questions, Question[] asked, CancellationToken ct)
    {
        var request = AskRequest.Of(questions, asked);
        if (request.Items.Count == 0) return [];
        var answers = await asker.AskAsync(model, day.UserId, questions, request, ct);
        if (answers.Capped) LogCapped(day.UserId, day.Day, answers.Answers.Count);
        var (candidates, now) = (Recall.CandidatesHash(questions), clock.GetUtcNow());
        return answers.Answers.Select(item => new StoredAnswer
        {
            Signature = item.Question.Hash, EventId = item.Question.EventId, StartMs = item.Question.StartMs, EndMs = item.Question.EndMs,
            ProjectId = item.Answer.ProjectId, TaskId = item.Answer.TaskId, Category = item.Answer.Category, Confidence = item.Answer.Confidence,
            Reason = item.Answer.Reason, Doubt = item.Doubt, Model = model.Model, Prompt = AskRequest.Version, Candidates = candidates,
            CallId = item.Answer.CallId, AnsweredAt = now,
        });
    }

    /// <summary>Keeps what was answered before it failed, and says when to try again; throws nothing once the waits are used up.</summary>
    private async Task FailAsync(UserDay day, ModelDay? before, List<StoredAnswer> answers, DayQuestions? questions, ModelException failure, CancellationToken ct)
    {
        var failures = Waits(failure) ? before?.Failures ?? 0 : (before?.Failures ?? 0) + 1;
        TimeSpan? wait = failure.Reason == ModelException.Budget ? BudgetWait
            : Waits(failure) ? failure.RetryAfter ?? Ladder[0]
            : failures <= Ladder.Length ? Ladder[failures - 1] : null;
        var now = clock.GetUtcNow();
        var state = new ModelDay("failed", failure.Reason, now, now, now + (wait ?? Ladder[^1]), wait is null ? 0 : failures, questions?.Questions.Count ?? 0, questions is null ? 0 : Math.Max(0, questions.Questions.Count - answers.Count));
        await db.InTransactionAsync(tx => KeepAsync(tx, day, answers, state, before?.State != "failed" || before.Reason != failure.Reason, ct), ct);
        if (wait is { } later) throw new DayLaterException(later, failure.Reason);
    }

    /// <summary>Nobody's fault: it only has to be waited for.</summary>
    private static bool Waits(ModelException failure) => failure.Reason is ModelException.Budget or ModelException.BreakerOpen or ModelException.RateLimited;

    private async Task KeepAsync(NpgsqlTransaction tx, UserDay day, List<StoredAnswer> answers, ModelDay state, bool tell, CancellationToken ct)
    {
        await store.WriteAsync(tx, day, answers, ct);
        await store.MarkAsync(tx, day, state, ct);
        if (answers.Count > 0) await feed.TouchAsync(tx, AnswerStore.Feed, [day], ct);
        else if (tell) await live.PublishAsync(tx, new LiveEvent(day.UserId, "day", day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ct);
    }

    private static Task Nothing(NpgsqlTransaction tx, CancellationToken ct) => Task.CompletedTask;

    [LoggerMessage(2030, LogLevel.Warning, "A model's answer for user {UserId}, {Day} is doubted as a whole ({Items} items)")]
    private partial void LogCapped(int userId, DateOnly day, int items);
}

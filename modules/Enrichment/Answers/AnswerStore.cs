using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Npgsql;

namespace Daybook.Enrichment.Answers;

/// <summary>
/// The one writer of enrichment.model_answer and enrichment.model_day. Every day keeps its own answers, so that deriving an old day again
/// gives what it gave; the answers of other days are the cache from which a new day is answered without a call.
/// </summary>
internal sealed class AnswerStore(Db db)
{
    /// <summary>Days to be derived anew because an answer came.</summary>
    public const string Feed = "enrichment.answers";

    /// <summary>The day's answers as the labeller reads them.</summary>
    public async Task<ModelAnswers> ForDayAsync(UserDay day, CancellationToken ct)
    {
        var rows = await OfDayAsync(day, ct);
        if (rows.Count == 0) return ModelAnswers.None;
        return new ModelAnswers(
            rows.Where(row => row.EventId == Guid.Empty).ToDictionary(row => row.Signature, row => row.Answer),
            rows.Where(row => row.EventId != Guid.Empty).Select(row => new Occurrence(row.Signature, row.EventId, row.StartMs, row.EndMs, row.Answer)));
    }

    public async Task<IReadOnlyList<StoredAnswer>> OfDayAsync(UserDay day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return (await connection.QueryAsync<StoredAnswer>(new CommandDefinition(OfDay, new { day.UserId, day.Day }, cancellationToken: ct))).AsList();
    }

    /// <summary>The latest answer of any day to each of these contexts, not older than <paramref name="since"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, StoredAnswer>> CachedAsync(int userId, IReadOnlyCollection<Guid> signatures, DateTimeOffset since, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var rows = await connection.QueryAsync<StoredAnswer>(new CommandDefinition(
            Cached, new { userId, signatures = signatures.ToArray(), since, everywhere = Guid.Empty }, cancellationToken: ct));
        return rows.ToDictionary(row => row.Signature);
    }

    public async Task<ModelDay?> StateAsync(UserDay day, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<ModelDay>(new CommandDefinition(State, new { day.UserId, day.Day }, cancellationToken: ct));
    }

    public async Task WriteAsync(NpgsqlTransaction tx, UserDay day, IReadOnlyCollection<StoredAnswer> answers, CancellationToken ct)
    {
        foreach (var answer in answers.OrderBy(answer => answer.Signature).ThenBy(answer => answer.EventId))
        {
            await tx.Connection!.ExecuteAsync(new CommandDefinition(Upsert, new
            {
                day.UserId, day.Day, answer.Signature, answer.EventId, answer.StartMs, answer.EndMs, answer.ProjectId, answer.TaskId, answer.Category,
                answer.Confidence, answer.Reason, answer.Doubt, answer.Model, answer.Prompt, answer.Candidates, answer.CallId, answer.AnsweredAt,
            }, tx, cancellationToken: ct));
        }
    }

    /// <summary>A state that did not change keeps its beginning.</summary>
    public Task MarkAsync(NpgsqlTransaction tx, UserDay day, ModelDay state, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Mark, new
        {
            day.UserId, day.Day, state.State, state.Reason, state.Since, state.LookedAt, state.NextAt, state.Failures, state.Asked, state.Open,
        }, tx, cancellationToken: ct));

    /// <summary>Forgets every answer about the person's contexts.</summary>
    public Task ForgetAsync(NpgsqlTransaction tx, int userId, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Forget, new { userId }, tx, cancellationToken: ct));

    /// <summary>Forgets what a model said about these contexts from the day on: the person said otherwise. Earlier days keep what they show.</summary>
    public Task DropAsync(NpgsqlTransaction tx, int userId, IReadOnlyCollection<Guid> signatures, DateOnly from, CancellationToken ct) =>
        tx.Connection!.ExecuteAsync(new CommandDefinition(Drop, new { userId, signatures = signatures.ToArray(), from }, tx, cancellationToken: ct));

    private const string OfDay = """
        select signature, event_id, start_ms, end_ms, project_id, task_id, category, confidence, reason, doubt, model, prompt, candidates, call_id, answered_at
        from enrichment.model_answer where user_id = @UserId and day = @Day order by signature, event_id
        """;

    private const string Cached = """
        select distinct on (signature)
            signature, event_id, start_ms, end_ms, project_id, task_id, category, confidence, reason, doubt, model, prompt, candidates, call_id, answered_at
        from enrichment.model_answer
        where user_id = @userId and signature = any(@signatures) and event_id = @everywhere and answered_at >= @since
        order by signature, answered_at desc, day desc
        """;

    private const string Upsert = """
        insert into enrichment.model_answer (user_id, day, signature, event_id, start_ms, end_ms, project_id, task_id, category, confidence, reason, doubt,
            model, prompt, candidates, call_id, answered_at)
        values (@UserId, @Day, @Signature, @EventId, @StartMs, @EndMs, @ProjectId, @TaskId, @Category, @Confidence, @Reason, @Doubt,
            @Model, @Prompt, @Candidates, @CallId, @AnsweredAt)
        on conflict (user_id, day, signature, event_id) do update set
            start_ms = excluded.start_ms, end_ms = excluded.end_ms, project_id = excluded.project_id, task_id = excluded.task_id,
            category = excluded.category, confidence = excluded.confidence, reason = excluded.reason, doubt = excluded.doubt, model = excluded.model,
            prompt = excluded.prompt, candidates = excluded.candidates, call_id = excluded.call_id, answered_at = excluded.answered_at
        """;

    private const string State = """
        select state, reason, since, looked_at, next_at, failures, asked, open from enrichment.model_day where user_id = @UserId and day = @Day
        """;

    private const string Mark = """
        insert into enrichment.model_day as known (user_id, day, state, reason, since, looked_at, next_at, failures, asked, open)
        values (@UserId, @Day, @State, @Reason, @Since, @LookedAt, @NextAt, @Failures, @Asked, @Open)
        on conflict (user_id, day) do update set
            state = excluded.state, reason = excluded.reason,
            since = case when known.state = excluded.state then known.since else excluded.since end,
            looked_at = excluded.looked_at, next_at = excluded.next_at, failures = excluded.failures, asked = excluded.asked, open = excluded.open
        """;

    private const string Forget = "delete from enrichment.model_answer where user_id = @userId";

    private const string Drop = "delete from enrichment.model_answer where user_id = @userId and signature = any(@signatures) and day >= @from";
}

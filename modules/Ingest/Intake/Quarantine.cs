using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Daybook.Ingest.Canonical;
using Daybook.Ingest.Contracts;
using Daybook.Ingest.Devices;
using Daybook.Ingest.Door;
using Daybook.Kernel.Database;
using Npgsql;

namespace Daybook.Ingest.Intake;

/// <summary>Writes ingest.quarantine: what came in from somebody who may send, and can never become a sample. Kept, for its sender keeps nothing.</summary>
internal sealed class Quarantine(Db db, TimeProvider time)
{
    private const int MaxBody = 64 * 1024;

    private static readonly JsonSerializerOptions Writing = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private sealed record Kept(
        Guid EventId, DateTimeOffset Ts, int DurationMs, int IdleMs, SampleState State, SampleSource Source, bool IsWrite, long Seq, SampleContext Context, string? Extra);

    public async Task KeepAsync(int userId, string source, string reason, JsonElement body, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        await KeepAsync(connection, userId, source, reason, body, ct);
    }

    public Task KeepAsync(NpgsqlConnection connection, int userId, string source, string reason, JsonElement body, CancellationToken ct) =>
        InsertAsync(connection, [userId], [source], [reason], [body.GetRawText()], ct);

    /// <summary>Keeps what was rejected for its instant alone, in the transaction of its neighbours: a clock that is years off is no reason to lose what it timed.</summary>
    public Task KeepAsync(NpgsqlTransaction tx, IReadOnlyList<GateEntry> entries, CancellationToken ct)
    {
        List<int>? users = null;
        var (sources, bodies) = (new List<string>(), new List<string>());
        foreach (var entry in entries)
        {
            for (var i = 0; i < entry.Verdicts.Length; i++)
            {
                if (entry.Verdicts[i] is not { Verdict: Verdict.Rejected, Reason: SampleJudge.OutOfRange }) continue;
                (users ??= []).Add(entry.Device.UserId);
                sources.Add(entry.Device.ClientId);
                bodies.Add(Body(entry.Device, entry.Arrivals[i]));
            }
        }

        return users is null ? Task.CompletedTask
            : InsertAsync(tx.Connection!, [.. users], [.. sources], [.. users.Select(_ => SampleJudge.OutOfRange)], [.. bodies], ct);
    }

    // In the form in which it would be stored now: what the person keeps to themselves is not in it.
    private string Body(Device device, Arrival arrival)
    {
        var now = time.GetUtcNow();
        var sample = arrival.Sample;
        var row = new SampleJudge(device, now).Judge(0, sample with { End = now }, arrival.Repairs, out _)!;
        return JsonSerializer.Serialize(
            new Kept(row.EventId, sample.End.AddMilliseconds(-sample.SkewMs), row.DurationMs, row.IdleMs, row.State, row.Source, row.IsWrite, row.Seq, row.Texts, row.Extra), Writing);
    }

    private Task<int> InsertAsync(NpgsqlConnection connection, int[] users, string[] sources, string[] reasons, string[] bodies, CancellationToken ct)
    {
        for (var i = 0; i < users.Length; i++)
        {
            var repairs = Repairs.None;
            bodies[i] = CanonicalText.Of(bodies[i], MaxBody, ref repairs) ?? "";
            sources[i] = CanonicalText.Of(sources[i], 255, ref repairs) ?? "";
        }

        return connection.ExecuteAsync(new CommandDefinition(Insert, new { users, sources, receivedAt = time.GetUtcNow(), reasons, bodies }, cancellationToken: ct));
    }

    private const string Insert = """
        insert into ingest.quarantine (user_id, source, received_at, reason, body)
        select user_id, source, @receivedAt, reason, body from unnest(@users, @sources, @reasons, @bodies) as kept (user_id, source, reason, body)
        """;
}

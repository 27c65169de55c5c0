using Dapper;
using Daybook.Ingest.Privacy;
using Daybook.Kernel.Database;

namespace Daybook.Ingest.Editors;

/// <summary>
/// Clients that do not know where they are say "the same as last": the project of the person's latest heartbeat, and that one's branch and
/// language. Looked for in the request first, in the order of time, then among what is stored.
/// </summary>
internal sealed class LastHeartbeats(Db db)
{
    private const string Project = "<<LAST_PROJECT>>";
    private const string Branch = "<<LAST_BRANCH>>";
    private const string Language = "<<LAST_LANGUAGE>>";

    public async Task FillAsync(int userId, IReadOnlyList<SentHeartbeat> beats, PrivacyRules privacy, CancellationToken ct)
    {
        if (!beats.Any(IsOpen)) return;
        var ordered = beats.Where(beat => beat.Outcome == HeartbeatOutcome.Waiting).OrderBy(beat => beat.TimeUs).ToList();
        var alone = new List<SentHeartbeat>();
        SentHeartbeat? before = null;
        foreach (var beat in ordered)
        {
            if (!IsOpen(beat))
            {
                if (beat.Project is not null) before = beat;
            }
            else if (beat.IsBrowsing && !privacy.FillBrowserProjects)
            {
                Fill(beat, null, null, null);
            }
            else if (before is null)
            {
                alone.Add(beat);
            }
            else
            {
                Fill(beat, before.Project, before.Branch, before.Language);
            }
        }

        if (alone.Count > 0) await FromStoredAsync(userId, alone, ct);
    }

    private async Task FromStoredAsync(int userId, List<SentHeartbeat> beats, CancellationToken ct)
    {
        await using var connection = await db.OpenAsync(ct);
        var times = beats.Select(beat => beat.Instant.UtcDateTime).ToArray();
        var found = (await connection.QueryAsync<Found>(new CommandDefinition(Latest, new { userId, times }, cancellationToken: ct)))
            .ToDictionary(row => row.Place);
        for (var i = 0; i < beats.Count; i++)
        {
            var row = found.GetValueOrDefault(i + 1);
            Fill(beats[i], row?.Repository, row?.Branch, row?.Language);
        }
    }

    private static bool IsOpen(SentHeartbeat beat) => beat.Project == Project || beat.Branch == Branch || beat.Language == Language;

    // A branch of another project than the heartbeat's own says nothing.
    private static void Fill(SentHeartbeat beat, string? project, string? branch, string? language)
    {
        if (beat.Project == Project) beat.Project = project;
        var same = beat.Project == project;
        if (beat.Branch == Branch) beat.Branch = same ? branch : null;
        if (beat.Language == Language) beat.Language = same ? language : null;
    }

    private sealed record Found(long Place, string? Repository, string? Branch, string? Language);

    private const string Latest = """
        select wanted.place, latest.repository, latest.branch, latest.language
        from unnest(@times) with ordinality as wanted(at, place)
        cross join lateral (
            select newest.*
            from ingest.device as device
            cross join lateral (
                select sample.ts, context.repository, context.branch, context.language
                from ingest.sample as sample
                join ingest.context as context on context.user_id = sample.user_id and context.hash = sample.context
                where sample.user_id = device.user_id and sample.device_id = device.device_id
                    and sample.ts <= wanted.at and sample.ts > wanted.at - interval '7 days' and context.repository is not null
                order by sample.ts desc
                limit 1) as newest
            where device.user_id = @userId and device.kind in (3, 4, 6)
            order by newest.ts desc
            limit 1) as latest
        """;
}

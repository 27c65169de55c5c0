using Daybook.Connectors;
using Daybook.Ingest.Contracts;
using Daybook.Integrations.Storage;
using Daybook.Workspace.Contracts;
using Npgsql;

namespace Daybook.Integrations.Syncing;

/// <summary>A rejection by the door: of which stream, which of the batch's samples, why.</summary>
internal sealed record DoorRejection(string StreamId, int Index, string Reason);

/// <summary>What became of a batch.</summary>
internal sealed record Intake(RunCounts Counts, IReadOnlyList<DoorRejection> Rejected, IReadOnlyList<RunProblem> Problems);

/// <summary>Stores one batch of a connector in a transaction of the caller: samples by the door, work items as tasks.</summary>
internal sealed class BatchIntake(SampleDoor door, WorkItems tasks)
{
    public async Task<Intake> StoreAsync(
        NpgsqlTransaction tx, int userId, string connector, Guid? project, SyncBatch batch, CancellationToken ct)
    {
        var counts = new RunCounts(batch.Rejected.Count, 0, 0, 0, batch.Rejected.Count);
        var rejected = new List<DoorRejection>();
        var problems = batch.Problems.Select(problem => new RunProblem(problem.Slug, problem.Item, problem.Message)).ToList();
        foreach (var stream in batch.Streams)
        {
            var device = await door.StreamAsync(tx, userId, SampleTranslation.Stream(connector, stream, project), ct);
            var samples = stream.Samples.Select(sample => SampleTranslation.Sample(stream.StreamId, stream.Kind, sample)).ToList();
            var restated = SampleTranslation.Restated(stream);
            if (samples.Count == 0 && restated is null) continue;
            foreach (var verdict in await door.AcceptAsync(tx, userId, device, samples, growing: true, restated, ct))
            {
                counts += Count(verdict.Verdict);
                if (verdict.Verdict == Verdict.Rejected) rejected.Add(new DoorRejection(stream.StreamId, verdict.Index, verdict.Reason ?? "rejected"));
            }
        }

        if (batch.WorkItems.Count > 0) counts += await TasksAsync(tx, userId, connector, project, batch.WorkItems, problems, ct);
        return new Intake(counts, rejected, problems);
    }

    private async Task<RunCounts> TasksAsync(
        NpgsqlTransaction tx, int userId, string connector, Guid? project, IReadOnlyList<SyncWorkItem> items, List<RunProblem> problems, CancellationToken ct)
    {
        if (project is not { } home)
        {
            problems.Add(new RunProblem("project-missing", "", "Work items need a project to land in: choose one in the settings."));
            return new RunCounts(items.Count, 0, 0, 0, items.Count);
        }

        var changed = await tasks.UpsertAsync(tx, userId,
            [.. items.Select(item => new WorkItem(home, connector, item.ExternalId, item.Key, item.Title, item.Status, item.Labels, item.Url))], ct);
        return new RunCounts(items.Count, changed, items.Count - changed, 0, 0);
    }

    // A conflict is the same event told otherwise: the first telling counts, nothing is stored twice.
    private static RunCounts Count(Verdict verdict) => verdict switch
    {
        Verdict.Accepted => new RunCounts(1, 1, 0, 0, 0),
        Verdict.Repaired => new RunCounts(1, 0, 0, 1, 0),
        Verdict.Rejected => new RunCounts(1, 0, 0, 0, 1),
        _ => new RunCounts(1, 0, 1, 0, 0),
    };
}

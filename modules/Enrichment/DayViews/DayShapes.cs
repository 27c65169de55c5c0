using Daybook.Enrichment.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Enrichment.DayViews;

internal sealed record BlockProject(Guid Id, string Name, string Color);

internal sealed record BlockTask(Guid Id, string Key, string Title);

internal sealed record BlockEvidence(string Signal, string Value, string? RuleId, double? Confidence);

internal sealed record BlockAlternative(BlockProject? Project, BlockTask? Task, double Confidence, string Signal, string WhyNot);

/// <summary>A block as the API shows it.</summary>
internal sealed record BlockView(
    Guid Id, DateTimeOffset Start, DateTimeOffset End, long DurationMs, BlockKind Kind, string Category, BlockProject? Project, BlockTask? Task,
    string Description, double Confidence, LabelStage Stage, IReadOnlyList<BlockEvidence> Evidence, IReadOnlyList<BlockAlternative> Alternatives);

/// <summary>Names for ids.</summary>
internal sealed class BlockNames(CatalogNames names)
{
    public static async Task<BlockNames> ForAsync(CatalogQueries catalog, IEnumerable<Block> blocks, CancellationToken ct)
    {
        var all = blocks.ToArray();
        var projects = all.Select(block => block.ProjectId).Concat(all.SelectMany(block => block.Alternatives.Select(other => other.ProjectId))).OfType<Guid>().Distinct().ToArray();
        var tasks = all.Select(block => block.TaskId).Concat(all.SelectMany(block => block.Alternatives.Select(other => other.TaskId))).OfType<Guid>().Distinct().ToArray();
        return new BlockNames(await catalog.NamesAsync(projects, tasks, ct));
    }

    public BlockProject? Project(Guid? id) =>
        id is { } known && names.Projects.TryGetValue(known, out var project) ? new BlockProject(project.Id, project.Name, project.Color) : null;

    public BlockTask? Task(Guid? id) =>
        id is { } known && names.Tasks.TryGetValue(known, out var task) ? new BlockTask(task.Id, task.Key, task.Title) : null;

    public BlockView View(Block block) => new(
        block.Key, DateTimeOffset.FromUnixTimeMilliseconds(block.StartMs), DateTimeOffset.FromUnixTimeMilliseconds(block.EndMs), block.DurationMs,
        block.Kind, block.Category, Project(block.ProjectId), Task(block.TaskId), block.Description, block.Confidence, block.Stage,
        [.. block.Evidence.Select(why => new BlockEvidence(why.Signal, why.Value, why.RuleId, why.Confidence))],
        [.. block.Alternatives.Select(View)]);

    public BlockAlternative View(Alternative other) => new(Project(other.ProjectId), Task(other.TaskId), other.Confidence, other.Signal, other.WhyNot);
}

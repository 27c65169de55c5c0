using Daybook.Workspace.Projects;
using Daybook.Workspace.Tasks;
using Npgsql;

namespace Daybook.Workspace.Contracts;

/// <summary>A work item that a connector brought: becomes a task of <paramref name="ProjectId"/>, identified by (source, external id) for ever.</summary>
public sealed record WorkItem(
    Guid ProjectId, string Source, string ExternalId, string Key, string Title, string Status, IReadOnlyList<string> Labels, string? Url);

/// <summary>Writes tasks that come from connectors.</summary>
public sealed class WorkItems
{
    private readonly TaskSync sync;
    private readonly CatalogTouch catalog;

    internal WorkItems(TaskSync sync, CatalogTouch catalog) => (this.sync, this.catalog) = (sync, catalog);

    /// <summary>
    /// Inserts or updates, and touches the catalog feed when something changed. Answers how many changed. Texts are cut to what
    /// a task holds; items of projects the person is no member of are passed over.
    /// </summary>
    public async Task<int> UpsertAsync(NpgsqlTransaction tx, int userId, IReadOnlyList<WorkItem> items, CancellationToken ct)
    {
        var (changed, projects) = await sync.UpsertAsync(tx, userId, [.. items.Select(Fields)], ct);
        var people = new HashSet<int>();
        foreach (var project in projects) people.UnionWith(await catalog.MembersAsync(tx, project, ct));
        await catalog.OfPeopleAsync(tx, people, ct);
        return changed;
    }

    private static TaskFields Fields(WorkItem item) => new()
    {
        ProjectId = item.ProjectId,
        Key = Cut(item.Key, TaskRules.KeyLength),
        Title = Cut(item.Title, TaskRules.TitleLength),
        Status = Cut(item.Status, TaskRules.StatusLength),
        Labels = [.. item.Labels.Take(TaskRules.MostLabels).Select(label => Cut(label, TaskRules.LabelLength)).Distinct(StringComparer.Ordinal)],
        Url = item.Url is { Length: > 0 and <= TaskRules.UrlLength } url ? Cut(url, TaskRules.UrlLength) : null,
        Source = Cut(item.Source, TaskRules.KeyLength),
        ExternalId = Cut(item.ExternalId, TaskRules.TitleLength),
    };

    // What PostgreSQL cannot hold, or a cut splits in two, becomes the replacement character.
    private static string Cut(string text, int length)
    {
        var cut = text.Length > length ? text[..length] : text;
        return string.Concat(cut.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString())).Trim();
    }
}

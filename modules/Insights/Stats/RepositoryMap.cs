using Daybook.Enrichment.Contracts;
using Daybook.Workspace.Contracts;

namespace Daybook.Insights.Stats;

/// <summary>Which project a repository counts for, as the person's workspaces say now. What nobody mapped stands for itself.</summary>
internal sealed class RepositoryMap
{
    private readonly Dictionary<string, ProjectInfo> byRepository = new(StringComparer.Ordinal);
    private readonly Catalog catalog;

    public RepositoryMap(Catalog catalog)
    {
        this.catalog = catalog;
        var projects = catalog.Projects.ToDictionary(project => project.Id);
        foreach (var repository in catalog.Repositories.OrderBy(repository => repository.Repository, StringComparer.Ordinal))
        {
            if (projects.TryGetValue(repository.ProjectId, out var project)) byRepository.TryAdd(RepositoryNames.Short(repository.Repository), project);
        }
    }

    public ProjectInfo? ProjectOf(string repository) => repository.Length == 0 ? null : byRepository.GetValueOrDefault(RepositoryNames.Short(repository));

    /// <summary>How the repository is told apart from other projects: the project's id, or its own name.</summary>
    public string KeyOf(string repository) => ProjectOf(repository)?.Id.ToString() ?? repository;

    public string NameOf(string repository) => ProjectOf(repository)?.Name ?? repository;

    /// <summary>Those of the repositories that count for the project, named by id, by name, or as a repository that nobody mapped.</summary>
    public IReadOnlyList<string> RepositoriesOf(string project, IEnumerable<string> repositories)
    {
        var id = Guid.TryParse(project, out var given) ? given
            : catalog.Projects.FirstOrDefault(candidate => string.Equals(candidate.Name, project, StringComparison.OrdinalIgnoreCase))?.Id;
        var found = repositories.Where(repository => id is { } wanted && ProjectOf(repository)?.Id == wanted).ToList();
        if (ProjectOf(project) is null) found.Add(project);
        return found;
    }
}

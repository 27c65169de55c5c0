using Daybook.Workspace.Projects;
using Npgsql;

namespace Daybook.Workspace.Contracts;

/// <summary>Switches a project's tracking on and off, for modules that speak the tracker's contract.</summary>
public sealed class TrackerSwitch
{
    private readonly ProjectStore projects;
    private readonly CatalogTouch catalog;

    internal TrackerSwitch(ProjectStore projects, CatalogTouch catalog) => (this.projects, this.catalog) = (projects, catalog);

    /// <summary>False when the workspace has no such project.</summary>
    public async Task<bool> SetAsync(NpgsqlTransaction tx, Guid workspaceId, Guid projectId, bool enabled, CancellationToken ct)
    {
        if (await projects.LockAsync(tx, workspaceId, projectId, ct) is not { } project) return false;
        if (project.TrackerEnabled == enabled) return true;
        await projects.UpdateAsync(tx, projectId, project with { TrackerEnabled = enabled }, ct);
        await catalog.OfPeopleAsync(tx, [.. await catalog.MembersAsync(tx, projectId, ct)], ct);
        return true;
    }
}

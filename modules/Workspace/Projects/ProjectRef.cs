namespace Daybook.Workspace.Projects;

/// <summary>A project as other things point at it.</summary>
internal sealed record ProjectRef(Guid Id, string Name, string Color);

namespace Daybook.Workspace.Tasks;

/// <summary>A task as other things point at it.</summary>
internal sealed record TaskRef(Guid Id, string Key, string Title);

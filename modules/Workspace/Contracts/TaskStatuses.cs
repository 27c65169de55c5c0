using Daybook.Workspace.Tasks;

namespace Daybook.Workspace.Contracts;

/// <summary>Which words of foreign trackers mean that a task is closed or being worked on.</summary>
public static class TaskStatuses
{
    public static bool IsOpen(string status) => TaskWords.IsOpen(status);

    public static bool InProgress(string status) => TaskWords.InProgress(status);
}

namespace Daybook.Workspace.Tasks;

/// <summary>Which words of foreign trackers mean that a task is closed or being worked on.</summary>
internal static class TaskWords
{
    private static readonly HashSet<string> Closed = new(StringComparer.OrdinalIgnoreCase)
        { "done", "closed", "completed", "cancelled", "canceled", "archived", "resolved", "merged" };

    private static readonly HashSet<string> Working = new(StringComparer.OrdinalIgnoreCase)
        { "in progress", "in_progress", "in-progress", "doing", "started", "in review", "in_review" };

    public static bool IsOpen(string status) => !Closed.Contains(status.Trim());

    public static bool InProgress(string status) => Working.Contains(status.Trim());
}

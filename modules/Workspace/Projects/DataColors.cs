namespace Daybook.Workspace.Projects;

/// <summary>Eight colours that people with any colour vision tell apart.</summary>
internal static class DataColors
{
    private static readonly string[] InOrder =
        ["#3b7dd8", "#e08a1e", "#159e78", "#c4569b", "#7b68c8", "#c8452f", "#3fa7c9", "#8f8a24"];

    public static string Of(int position) => InOrder[position % InOrder.Length];
}

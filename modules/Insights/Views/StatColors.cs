namespace Daybook.Insights.Views;

/// <summary>A colour for what has none of its own: the same name is the same colour for ever.</summary>
internal static class StatColors
{
    // The eight that people with any colour vision tell apart, and a lighter one of each.
    private static readonly string[] Palette =
    [
        "#2f6fde", "#e8892b", "#8d4f96", "#31653c", "#fb4b83", "#4ac3e1", "#caab68", "#5c6500",
        "#7fa6ec", "#f3bd85", "#bd92c4", "#7da887", "#fd9bbb", "#99dff0", "#e3d2ab", "#a3ab52",
    ];

    public static string Of(string name)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in name) hash = unchecked((hash ^ letter) * 16_777_619u);
        return Palette[(hash ^ (hash >> 15)) % (uint)Palette.Length];
    }
}

using System.Globalization;
using System.Text;

namespace Daybook.Insights.Shares.Public;

/// <summary>Draws a badge: two boxes side by side. Presentation attributes only, so that no policy for styles or scripts stands in its way.</summary>
internal static class BadgeDrawing
{
    public const string LabelColor = "#555555";
    public const string ValueColor = "#1f7a6c";
    public const string GreyColor = "#9f9f9f";
    private const double Padding = 6;
    private const string DarkInk = "#1a1a1a";
    private const string LightInk = "#ffffff";

    // Advances of a common screen sans-serif at 11 px in tenths of a pixel, from the space to the tilde. textLength makes other fonts fit.
    private static readonly short[] Advances =
    [
        39, 43, 51, 90, 70, 118, 80, 30, 50, 50, 70, 90, 40, 50, 40, 50, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 50, 50, 90, 90, 90, 60, 110,
        75, 75, 77, 85, 70, 63, 85, 83, 46, 50, 76, 61, 93, 82, 87, 66, 87, 76, 75, 68, 81, 75, 109, 75, 68, 75, 50, 50, 50, 90, 70,
        70, 66, 69, 57, 69, 66, 39, 69, 70, 30, 38, 65, 30, 107, 70, 67, 69, 69, 47, 57, 43, 70, 65, 90, 65, 65, 58, 70, 50, 70, 90,
    ];

    public static string Draw(string label, string value, string valueColor)
    {
        var (left, right) = (Width(label), Width(value));
        var (labelBox, valueBox) = (left + 2 * Padding, right + 2 * Padding);
        var (whole, title) = (labelBox + valueBox, Escape(label + ": " + value));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{whole:0.#}" height="20" viewBox="0 0 {whole:0.#} 20" role="img" aria-label="{title}">
            <title>{title}</title>
            <clipPath id="r"><rect width="{whole:0.#}" height="20" rx="3"/></clipPath>
            <g clip-path="url(#r)">
            <rect width="{labelBox:0.#}" height="20" fill="{LabelColor}"/>
            <rect x="{labelBox:0.#}" width="{valueBox:0.#}" height="20" fill="{valueColor}"/>
            </g>
            <g font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
            <text x="{Padding:0.#}" y="14" textLength="{left:0.#}" fill="{InkOn(LabelColor)}">{Escape(label)}</text>
            <text x="{labelBox + Padding:0.#}" y="14" textLength="{right:0.#}" fill="{InkOn(valueColor)}">{Escape(value)}</text>
            </g>
            </svg>

            """);
    }

    /// <summary>How wide a text is at 11 px; what is not ASCII is taken as wide as its kind of script usually is.</summary>
    public static double Width(string text)
    {
        var tenths = 0;
        foreach (var rune in text.EnumerateRunes())
            tenths += rune.Value is >= ' ' and <= '~' ? Advances[rune.Value - ' '] : rune.Value >= 0x1100 ? 110 : 70;
        return Math.Max(1, tenths) / 10.0;
    }

    /// <summary>The ink that is easier to read on a colour, by the contrast ratio of WCAG.</summary>
    public static string InkOn(string color) => Contrast(color, LightInk) >= Contrast(color, DarkInk) ? LightInk : DarkInk;

    public static double Contrast(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string color)
    {
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);

        double Channel(int at)
        {
            var part = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }
    }

    // What XML may not hold at all is left out.
    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < 0x20 || rune.Value is 0xFFFE or 0xFFFF or 0xFFFD) continue;
            _ = rune.Value switch
            {
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                _ => safe.Append(rune.ToString()),
            };
        }

        return safe.ToString();
    }
}

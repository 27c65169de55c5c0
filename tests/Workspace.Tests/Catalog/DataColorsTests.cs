using System.Globalization;
using Daybook.Workspace.Projects;
using Shouldly;
using Xunit;

namespace Daybook.Workspace.Tests;

public sealed class DataColorsTests
{
    // What people without red, green or blue cones see of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
    private static readonly double[][] Visions =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    [Fact]
    public void The_eight_colours_stay_apart_for_every_colour_vision()
    {
        var colors = Enumerable.Range(0, 8).Select(DataColors.Of).ToArray();
        foreach (var vision in Visions)
            for (var i = 0; i < 8; i++)
                for (var j = 0; j < i; j++)
                    Distance(Lab(colors[i], vision), Lab(colors[j], vision)).ShouldBeGreaterThan(20, $"{colors[i]} and {colors[j]}");
        DataColors.Of(8).ShouldBe(DataColors.Of(0));
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private static double[] Lab(string color, double[] vision)
    {
        var rgb = new[] { 1, 3, 5 }.Select(at => Linear(int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))).ToArray();
        var seen = Enumerable.Range(0, 3).Select(row => Math.Clamp(vision[row * 3] * rgb[0] + vision[row * 3 + 1] * rgb[1] + vision[row * 3 + 2] * rgb[2], 0, 1)).ToArray();
        var x = Root((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
        var y = Root(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
        var z = Root((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double Linear(int value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow((value / 255.0 + 0.055) / 1.055, 2.4);

    private static double Root(double value) => value > 0.008856 ? Math.Cbrt(value) : 7.787 * value + 16.0 / 116;
}

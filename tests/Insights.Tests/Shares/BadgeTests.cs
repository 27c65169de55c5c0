using System.Xml.Linq;
using Daybook.Insights.Shares.Public;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Shares;

public sealed class BadgeTests
{
    [Theory]
    [InlineData("Coding time", "2 hrs 17 mins")]
    [InlineData("<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>")]
    [InlineData("a & b ' c", "]]> <!-- --> &lt;")]
    [InlineData("日本語 हिन्दी 👩‍💻", "۱۲۳")]
    [InlineData("\u0001\u0008control", "\ud800lone")]
    public void Whatever_the_label_is_the_badge_is_one_drawing_without_scripts(string label, string value)
    {
        var svg = XDocument.Parse(BadgeDrawing.Draw(label, value, BadgeDrawing.ValueColor));
        string[] drawn = ["svg", "title", "clipPath", "rect", "g", "text"];
        svg.Descendants().Select(element => element.Name.LocalName).Except(drawn, StringComparer.Ordinal).ShouldBeEmpty();
        svg.Descendants().Attributes().Where(one => one.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || one.Name.LocalName is "href" or "style").ShouldBeEmpty();
        svg.Descendants().Count(element => element.Name.LocalName == "text").ShouldBe(2);
    }

    [Fact]
    public void The_boxes_are_as_wide_as_their_texts()
    {
        BadgeDrawing.Width("iiii").ShouldBeLessThan(BadgeDrawing.Width("mmmm"));
        var boxes = XDocument.Parse(BadgeDrawing.Draw("ii", "mmmmmmmm", BadgeDrawing.ValueColor)).Descendants()
            .Where(element => element.Name.LocalName == "rect" && element.Attribute("fill") is not null).Select(element => (double)element.Attribute("width")!).ToArray();
        boxes[0].ShouldBe(BadgeDrawing.Width("ii") + 12, 0.1);
        boxes[1].ShouldBe(BadgeDrawing.Width("mmmmmmmm") + 12, 0.1);
    }

    [Theory]
    [InlineData(BadgeDrawing.LabelColor)]
    [InlineData(BadgeDrawing.ValueColor)]
    [InlineData(BadgeDrawing.GreyColor)]
    [InlineData("#ffee00")]
    [InlineData("#000000")]
    public void The_text_can_be_read_on_its_colour(string color) =>
        BadgeDrawing.Contrast(color, BadgeDrawing.InkOn(color)).ShouldBeGreaterThanOrEqualTo(4.5);
}

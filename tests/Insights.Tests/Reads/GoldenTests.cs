using System.Text.Json;
using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests.Reads;

public sealed class GoldenTests
{
    [Theory]
    [InlineData("""{"a": 1}""", """{"a": 2}""")]
    [InlineData("""{"a": 1}""", """{"a": 1, "b": 2}""")]
    [InlineData("""{"a": "*"}""", """{"b": 1}""")]
    [InlineData("""{"a": [1]}""", """{"a": [1, 2]}""")]
    [InlineData("""{"a": "1"}""", """{"a": 1}""")]
    [InlineData("""{"a": {"b": null}}""", """{"a": {"b": false}}""")]
    public void A_difference_is_seen(string golden, string answer) =>
        Should.Throw<ShouldAssertException>(() => Golden.Matches(JsonDocument.Parse(answer).RootElement, golden));
}

using Shouldly;
using Xunit;

namespace Daybook.Insights.Tests;

public sealed class ModuleTests
{
    [Fact]
    public void The_module_has_its_name() => new InsightsModule().Name.ShouldBe("insights");
}

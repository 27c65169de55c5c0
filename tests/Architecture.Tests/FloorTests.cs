using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>Who may use whom: house.md, section 2.</summary>
public sealed class FloorTests
{
    private const string K = "modules/Kernel", W = "modules/Workspace", I = "modules/Ingest", E = "modules/Enrichment", T = "modules/Timesheet";
    private const string J = "modules/Journal", S = "modules/Insights", N = "modules/Integrations", Contract = "connectors/Contract", Hosting = "connectors/Hosting";

    public static TheoryData<string, string[]> Allowed => new()
    {
        { K, [] },
        { W, [K] },
        { I, [K, W] },
        { E, [K, W, I] },
        { T, [K, W, E] },
        { J, [K, W, I, E, T] },
        { S, [K, W, I, E, T, J] },
        { N, [K, W, I, Contract, Hosting] },
        { Contract, [] },
        { Hosting, [Contract] },
        { "connectors/ActivityWatch", [Contract] },
        { "migrations", [] },
        { "host", ["migrations", K, W, I, E, T, J, S, N] },
    };

    [Theory, MemberData(nameof(Allowed))]
    public void A_room_uses_only_the_floors_below_it(string room, string[] allowed)
    {
        // A connector is built with the host so that it lies beside it; that is no reference of the code.
        var references = House.References(room).Where(reference => room != "host" || !reference.StartsWith("connectors/", StringComparison.Ordinal));
        references.Except(allowed, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_room_stands_in_the_table()
    {
        House.Rooms.Order(StringComparer.Ordinal).ShouldBe(Allowed.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
        Directory.GetDirectories(Path.Combine(House.Root, "modules")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(House.Modules.Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void Walls_do_not_leak_through_references_of_references() =>
        File.ReadAllText(Path.Combine(House.Root, "Directory.Build.props"))
            .ShouldContain("<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>");

    [Fact]
    public void Folders_of_a_module_form_no_circle()
    {
        var circles = House.Modules.Select(module => "modules/" + module).SelectMany(room => FolderGraph.Of(room).Circles().Select(circle => $"{room}: {circle}"));
        circles.ShouldBeEmpty();
    }
}

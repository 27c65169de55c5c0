using System.Reflection;
using System.Runtime.CompilerServices;
using Shouldly;
using Xunit;

namespace Daybook.Architecture.Tests;

/// <summary>What a room shows, and how its types are made.</summary>
public sealed class SurfaceTests
{
    public static TheoryData<string> DomainModules => [.. House.Modules.Where(module => module != "Kernel")];

    public static TheoryData<string> Assemblies =>
    [
        .. House.Modules.Select(module => "Daybook." + module), "Daybook.Host", "Daybook.Migrations", "Daybook.Connectors.Contract",
        "Daybook.Connectors.Hosting", "Daybook.Connectors.ActivityWatch",
    ];

    [Theory, MemberData(nameof(DomainModules))]
    public void A_module_shows_its_module_class_and_its_contracts(string module)
    {
        var shown = House.Assembly("Daybook." + module).GetExportedTypes().Where(type => !type.IsNested)
            .Where(type => type.FullName != $"Daybook.{module}.{module}Module" && type.Namespace != $"Daybook.{module}.Contracts");
        shown.Select(type => type.FullName).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void Every_class_is_sealed_or_static(string assembly)
    {
        var open = House.Assembly(assembly).GetTypes().Where(type => type.IsClass && !type.IsSealed && !IsGenerated(type));
        open.Select(type => type.FullName).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Assemblies))]
    public void No_name_hides_what_a_type_does(string assembly)
    {
        string[] empty = ["Manager", "Helper", "Helpers", "Service", "Util", "Utils", "Common", "Base", "Impl"];
        var vague = House.Assembly(assembly).GetTypes().Where(type => !IsGenerated(type) && empty.Any(end => Plain(type).EndsWith(end, StringComparison.Ordinal)));
        vague.Select(type => type.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void An_interface_has_two_implementations_or_a_reason()
    {
        // Assembly boundaries run through these: modules, stages and drop-in connectors are written elsewhere; who keeps reviewed time
        // lives on a floor above the one that asks for it.
        string[] reasons = ["IModule", "IDayStage", "IConnector", "IFileImporter", "IReviewedTime"];
        var types = Assemblies.SelectMany(row => House.Assembly(row.Data).GetTypes()).Where(type => !IsGenerated(type)).ToList();
        var lonely = types.Where(type => type.IsInterface && !reasons.Contains(type.Name, StringComparer.Ordinal))
            .Where(contract => types.Count(type => type.IsClass && !type.IsAbstract && contract.IsAssignableFrom(type)) < 2);
        lonely.Select(type => type.FullName).ShouldBeEmpty();
    }

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.FullName!.Contains('<', StringComparison.Ordinal) || type.Assembly.GetName().Name is null
        || type.Namespace is null || !type.Namespace.StartsWith("Daybook", StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static string Plain(Type type) => type.Name.Split('`')[0];
}

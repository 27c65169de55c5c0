using System.Reflection;
using System.Text;
using Shouldly;
using Xunit;

namespace Daybook.Connectors.Hosting.Tests;

public sealed class SurfaceTests
{
    [Fact]
    public void The_contracts_surface_is_the_approved_one()
    {
        // A difference means: raise AssemblyVersion in Contract.csproj (minor for additions, major for the rest) and approve the new text.
        var approved = Path.Combine(Repository(), "connectors/Contract/Contract.surface.txt");
        var surface = Describe(typeof(IConnector).Assembly);
        if (Environment.GetEnvironmentVariable("DAYBOOK_APPROVE") == "1") File.WriteAllText(approved, surface);
        surface.ShouldBe(File.ReadAllText(approved));
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder().Append("contract ").Append(assembly.GetName().Version!.ToString(2)).Append('\n');
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append('\n').Append(Kind(type)).Append(' ').Append(type.FullName).Append('\n');
            foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(member => member is not MethodInfo { IsSpecialName: true } && member.Name is not ("value__" or "<Clone>$"))
                .Select(Line).Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type.IsEnum ? "enum" : type.IsInterface ? "interface" : "class";

    private static string Line(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true } constant => $"{constant.Name} = {constant.GetRawConstantValue()}",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{ {(property.CanRead ? "get; " : "")}{(property.CanWrite ? "set; " : "")}}}",
        ConstructorInfo made => $"new({Parameters(made)})",
        MethodInfo method => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        _ => member.ToString()!,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? "?" : "")}"));

    private static string Name(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;

    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Platform.sln"))) at = at.Parent;
        return at.ShouldNotBeNull().FullName;
    }
}

using System.Reflection;
using System.Runtime.Loader;

namespace Daybook.Connectors.Hosting.Loading;

/// <summary>
/// A collectible context per connector version. The contract and everything it is made of always come from the host, whatever lies in the
/// folder, or the types on both sides would not be the same; all else comes from the connector's own folder first.
/// </summary>
internal sealed class ConnectorLoadContext(string name, string mainAssembly) : AssemblyLoadContext(name, isCollectible: true)
{
    private static readonly HashSet<string> Shared = ClosureOf(typeof(IConnector).Assembly);
    private readonly AssemblyDependencyResolver resolver = new(mainAssembly);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (string.Equals(assemblyName.Name, ContractGate.ContractName, StringComparison.Ordinal)) return typeof(IConnector).Assembly;
        if (assemblyName.Name is null || Shared.Contains(assemblyName.Name)) return null;
        return resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;

    private static HashSet<string> ClosureOf(Assembly root)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<Assembly>([root]);
        while (waiting.TryDequeue(out var assembly))
        {
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                if (reference.Name is not null && names.Add(reference.Name)) waiting.Enqueue(Default.LoadFromAssemblyName(reference));
            }
        }

        return names;
    }
}

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Daybook.Connectors.Hosting.Loading;

/// <summary>
/// Reads from the assembly, without loading it, which contract it was compiled against. It has to speak first: with a newer contract the
/// runtime would find types missing without a word.
/// </summary>
internal static class ContractGate
{
    public static readonly string ContractName = typeof(IConnector).Assembly.GetName().Name!;
    public static readonly Version Ours = typeof(IConnector).Assembly.GetName().Version!;

    /// <summary>Throws <see cref="LoadRefusedException"/> unless the major version is ours and the minor is not above ours.</summary>
    public static void Check(string assemblyFile)
    {
        var built = ReadContractVersion(assemblyFile)
            ?? throw new LoadRefusedException(ConnectorState.Incompatible, "its main assembly does not use the connector contract");
        if (!Fits(built))
        {
            throw new LoadRefusedException(ConnectorState.Incompatible,
                $"built for contract {built.ToString(2)}, this host has {Ours.ToString(2)}");
        }
    }

    public static bool Fits(Version built) => built.Major == Ours.Major && built.Minor <= Ours.Minor;

    private static Version? ReadContractVersion(string assemblyFile)
    {
        try
        {
            using var stream = File.OpenRead(assemblyFile);
            using var image = new PEReader(stream);
            if (!image.HasMetadata) throw new LoadRefusedException(ConnectorState.Faulty, "its main assembly is not a .NET assembly");
            var metadata = image.GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
            {
                var reference = metadata.GetAssemblyReference(handle);
                if (metadata.StringComparer.Equals(reference.Name, ContractName)) return reference.Version;
            }

            return null;
        }
        catch (Exception broken) when (broken is BadImageFormatException or IOException)
        {
            throw new LoadRefusedException(ConnectorState.Faulty, "its main assembly cannot be read", broken);
        }
    }
}

using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daybook.Connectors.Hosting.Tests;

/// <summary>A throw-away pair of connector folders with copies of the sample connector, spoiled as a test wants it.</summary>
internal sealed class DropFolder : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("daybook-drop");

    public DropFolder()
    {
        Directory.CreateDirectory(Bundled);
        Directory.CreateDirectory(Dropped);
    }

    public static string SampleFolder { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../test-connectors/sample"));
    public string Bundled => Path.Combine(home.FullName, "bundled");
    public string Dropped => Path.Combine(home.FullName, "dropped");
    public string Run => Path.Combine(home.FullName, "run");

    public HostingOptions Options => new()
    {
        Folders = [Bundled, Dropped], RunFolder = Run, LoadDeadline = TimeSpan.FromSeconds(2), TestDeadline = TimeSpan.FromMilliseconds(500),
        BatchDeadline = TimeSpan.FromMilliseconds(500), Grace = TimeSpan.FromMilliseconds(300), RetireAfter = TimeSpan.FromMilliseconds(200),
    };

    public ConnectorCatalog Catalog(HostingOptions? options = null) => new(options ?? Options, TimeProvider.System, NullLogger<ConnectorCatalog>.Instance);

    /// <summary>Lays the sample connector with these extra files, and a manifest that tells the truth about them.</summary>
    public string Lay(string version = "1.0.0", string? folder = null, params (string Name, byte[] Content)[] extra)
    {
        var target = Path.Combine(folder ?? Dropped, "sample");
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(SampleFolder)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        foreach (var (name, content) in extra) File.WriteAllBytes(Path.Combine(target, name), content);
        Sign(target, version);
        return target;
    }

    /// <summary>Writes connector.json for what lies in the folder.</summary>
    public static void Sign(string target, string version = "1.0.0", string id = "sample")
    {
        File.Delete(Path.Combine(target, "connector.json"));
        File.WriteAllText(Path.Combine(target, "connector.json"), JsonSerializer.Serialize(new
        {
            id, name = "Sample", version, main = "Daybook.Connectors.Sample.dll", contract = "1.0.0.0",
            files = Directory.EnumerateFiles(target).Select(file => new
            {
                path = Path.GetFileName(file), sha256 = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))),
            }),
        }));
    }

    /// <summary>The sample's main assembly as if its author had compiled against another contract.</summary>
    public static byte[] BuiltAgainst(Version contract)
    {
        var bytes = File.ReadAllBytes(Path.Combine(SampleFolder, "Daybook.Connectors.Sample.dll"));
        using var image = new PEReader(new MemoryStream(bytes));
        var metadata = image.GetMetadataReader();
        var row = metadata.AssemblyReferences.Single(handle =>
            metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, "Daybook.Connectors.Contract"));
        var at = image.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + ((MetadataTokens.GetRowNumber(row) - 1) * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        BitConverter.TryWriteBytes(bytes.AsSpan(at), (ushort)contract.Major);
        BitConverter.TryWriteBytes(bytes.AsSpan(at + 2), (ushort)contract.Minor);
        return bytes;
    }

    public void Dispose() => home.Delete(recursive: true);
}

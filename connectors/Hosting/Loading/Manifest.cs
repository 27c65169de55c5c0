using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Daybook.Connectors.Hosting.Loading;

/// <summary>connector.json, written by build/Connector.targets: which files make up the connector, and what they hash to.</summary>
internal sealed partial record Manifest(string Id, string Name, string Version, string Main, string Contract, IReadOnlyList<ManifestFile> Files)
{
    public const string FileName = "connector.json";
    private const int MaxBytes = 256 * 1024;
    private const int MaxFiles = 500;

    /// <summary>Reads and judges the manifest of a folder. Throws <see cref="LoadRefusedException"/> with the reason in words.</summary>
    public static Manifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists) throw new LoadRefusedException(ConnectorState.Faulty, "connector.json is missing");
            if (file.Length > MaxBytes) throw new LoadRefusedException(ConnectorState.Faulty, "connector.json is too large");
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.Manifest);
            return manifest is null ? throw new LoadRefusedException(ConnectorState.Faulty, "connector.json is empty") : manifest.Checked();
        }
        catch (Exception broken) when (broken is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new LoadRefusedException(ConnectorState.Faulty, "connector.json cannot be read", broken);
        }
    }

    private Manifest Checked()
    {
        if (Id is null || !IdShape().IsMatch(Id)) throw new LoadRefusedException(ConnectorState.Faulty, "connector.json has no usable id");
        if (!System.Version.TryParse(Version, out _)) throw new LoadRefusedException(ConnectorState.Faulty, "connector.json has no usable version");
        if (Files is null or { Count: 0 or > MaxFiles } || Files.Any(file => file is null || !IsSafe(file.Path) || file.Sha256 is not { Length: 64 }))
            throw new LoadRefusedException(ConnectorState.Faulty, "connector.json lists no usable files");
        if (!Files.Any(file => string.Equals(file.Path, Main, StringComparison.Ordinal)))
            throw new LoadRefusedException(ConnectorState.Faulty, "connector.json does not list its main assembly");
        return this with { Name = string.IsNullOrWhiteSpace(Name) ? Id : Name };
    }

    private static bool IsSafe(string? path) =>
        path is { Length: > 0 and < 260 } && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal)
        && path.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdShape();
}

/// <summary>A file of a connector: path relative to its folder with forward slashes, SHA-256 in hex.</summary>
internal sealed record ManifestFile(string Path, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;

/// <summary>The folder is not loaded, and why.</summary>
internal sealed class LoadRefusedException(ConnectorState state, string reason, Exception? inner = null) : Exception(reason, inner)
{
    public ConnectorState State { get; } = state;
}

using System.Security.Cryptography;

namespace Daybook.Connectors.Hosting.Loading;

/// <summary>
/// Copies a connector to a folder named by its content and checks every hash on the way. Each file is read once, so what was judged is what
/// is loaded; replacing files under a loaded connector cannot tear it.
/// </summary>
internal static class CopyAside
{
    private const long MaxFileBytes = 256L * 1024 * 1024;

    /// <summary>The copy's folder. Throws <see cref="LoadRefusedException"/> when a file is missing, altered, linked away or writable by others.</summary>
    public static string Lay(string source, Manifest manifest, string runFolder)
    {
        if (WritableByOthers(source)) throw new LoadRefusedException(ConnectorState.Faulty, "its folder can be written by other users of this machine");
        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in manifest.Files.OrderBy(file => file.Path, StringComparer.Ordinal))
            content.AppendData(Convert.FromHexString(Hex(file.Sha256)));
        var name = $"{manifest.Version}-{Convert.ToHexStringLower(content.GetHashAndReset())[..8]}";
        var target = Path.Combine(runFolder, manifest.Id, name);
        var laid = target + "." + Guid.CreateVersion7().ToString("n");

        try
        {
            foreach (var file in manifest.Files) Copy(source, laid, file);
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.Move(laid, target);
            return target;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new LoadRefusedException(ConnectorState.Faulty, "its files cannot be copied", broken);
        }
        finally
        {
            if (Directory.Exists(laid)) Directory.Delete(laid, recursive: true);
        }
    }

    private static void Copy(string source, string target, ManifestFile file)
    {
        var from = new FileInfo(Path.Combine(source, file.Path));
        if (!from.Exists) throw new LoadRefusedException(ConnectorState.Faulty, $"{file.Path} is missing");
        if (from.LinkTarget is not null) throw new LoadRefusedException(ConnectorState.Faulty, $"{file.Path} is a link");
        if (from.Length > MaxFileBytes) throw new LoadRefusedException(ConnectorState.Faulty, $"{file.Path} is too large");
        var bytes = File.ReadAllBytes(from.FullName);
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(bytes), Convert.FromHexString(Hex(file.Sha256))))
            throw new LoadRefusedException(ConnectorState.Faulty, $"{file.Path} is not what connector.json says");
        var to = Path.Combine(target, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.WriteAllBytes(to, bytes);
    }

    private static string Hex(string sha256) =>
        sha256.All(char.IsAsciiHexDigit) ? sha256 : throw new LoadRefusedException(ConnectorState.Faulty, "connector.json has a hash that is none");

    private static bool WritableByOthers(string folder) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & UnixFileMode.OtherWrite) != UnixFileMode.None;
}

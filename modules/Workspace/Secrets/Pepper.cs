using System.Security.Cryptography;
using System.Text;

namespace Daybook.Workspace.Secrets;

/// <summary>
/// The key under which tokens and sessions are hashed. It lives beside the database, never in it: a stolen dump gives no
/// token away, and none can be planted. Made once; every host of one database needs the same one.
/// </summary>
internal sealed class Pepper(WorkspaceSettings settings)
{
    private readonly Lazy<byte[]> key = new(() => Load(settings));

    /// <summary>A keyed hash; <paramref name="purpose"/> keeps the kinds of secrets apart, so that one never passes for another.</summary>
    public byte[] Hash(string purpose, string secret) => HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes(purpose + ":" + secret));

    private static byte[] Load(WorkspaceSettings settings)
    {
        if (settings.Pepper is { } given) return SHA256.HashData(Encoding.UTF8.GetBytes(given));
        var path = Path.Combine(settings.KeyDirectory, "pepper");
        if (!File.Exists(path)) Create(path);
        var stored = Convert.FromBase64String(File.ReadAllText(path).Trim());
        return stored.Length == 32 ? stored : throw new InvalidOperationException("The file 'pepper' in the data directory is damaged.");
    }

    // Written whole under another name and then moved: of two hosts that start at once the slower one reads the faster one's.
    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + "." + Guid.CreateVersion7().ToString("n");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(draft, Encoding.ASCII, options)) file.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}

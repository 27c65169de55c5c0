using Daybook.Host.Postgres;

namespace Daybook.Host.Start;

/// <summary>Where keys, the pepper and the embedded database lie: made for this user alone.</summary>
internal static class DataDirectory
{
    public const string KeysFolder = "keys";

    public static string Prepare(string path)
    {
        try
        {
            Create(path);
            Create(Path.Combine(path, KeysFolder));
            return path;
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartFailure($"{path} cannot be used: this user may not write there. Start Daybook as its owner, or give another place with --data DIR.");
        }
        catch (IOException problem)
        {
            throw new StartFailure($"{path} cannot be used as data directory: {problem.Message}");
        }
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

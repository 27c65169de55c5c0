using System.Globalization;
using System.Runtime.InteropServices;

namespace Daybook.Host.Postgres;

/// <summary>The embedded PostgreSQL programs: a folder with bin, lib and share.</summary>
internal sealed record Binaries(string Folder, int Major)
{
    public const string Setting = "Daybook:Postgres:Binaries";

    public string InitDb => Program("initdb");
    public string PgCtl => Program("pg_ctl");

    public static string Platform =>
        (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    /// <summary>Finds the programs, and copies them to a place the server's user can read when they lie in somebody's home.</summary>
    public static async Task<Binaries> FindAsync(string? setting, ServerUser user, CancellationToken ct)
    {
        var folder = setting is { Length: > 0 } ? Path.GetFullPath(setting) : Search();
        if (folder is null || !File.Exists(Exe(folder, "postgres")))
            throw new StartFailure(
                $"The embedded PostgreSQL is missing{(folder is null ? "" : $" in {folder}")}. Start Daybook with ./build/run, which fetches it, " +
                "or name a PostgreSQL of yours in ConnectionStrings__Daybook.");
        if (user.IsOther && !await user.MayAsync("-x", Exe(folder, "postgres"), ct)) folder = Copy(folder);
        var version = await Command.RunAsync(user.Command(Exe(folder, "postgres"), "--version"), TimeSpan.FromSeconds(20), ct);
        var number = version.Output.Split(' ').Select(word => word.Split('.')[0]).Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0).Max();
        return version.Ok && number > 0
            ? new Binaries(folder, number)
            : throw new StartFailure($"The embedded PostgreSQL in {folder} does not run: {version.Output}");
    }

    private string Program(string name) => Exe(Folder, name);

    private static string Exe(string folder, string name) => Path.Combine(folder, "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static string? Search()
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
            foreach (var candidate in new[] { Path.Combine(place.FullName, "artifacts", "postgres", Platform), Path.Combine(place.FullName, "postgres", Platform) })
                if (Directory.Exists(candidate)) return candidate;
        return null;
    }

    // A copy carries size and time of the original in its name: a newer original gets a new copy.
    private static string Copy(string folder)
    {
        var original = new FileInfo(Exe(folder, "postgres"));
        var copy = Path.Combine("/var/lib/daybook", $"postgresql-{original.Length:x}-{original.LastWriteTimeUtc.Ticks:x}");
        if (Directory.Exists(copy)) return copy;
        var draft = copy + "." + Environment.ProcessId;
        CopyTree(new DirectoryInfo(folder), Directory.CreateDirectory(draft));
        try
        {
            Directory.Move(draft, copy);
        }
        catch (IOException) when (Directory.Exists(copy))
        {
            Directory.Delete(draft, recursive: true);
        }

        return copy;
    }

    private static void CopyTree(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            var goal = Path.Combine(to.FullName, entry.Name);
            if (entry.LinkTarget is { } link) File.CreateSymbolicLink(goal, link);
            else if (entry is DirectoryInfo folder) CopyTree(folder, Directory.CreateDirectory(goal));
            else File.Copy(entry.FullName, goal);
        }
    }
}

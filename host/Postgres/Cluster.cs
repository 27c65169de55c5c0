using System.Globalization;
using System.Security.Cryptography;

namespace Daybook.Host.Postgres;

/// <summary>The database files: made whole or not at all, with their own password, never two kinds of PostgreSQL on them.</summary>
internal sealed class Cluster(string data, Binaries binaries, ServerUser user, Action<string> say)
{
    public const string Role = "daybook";
    private const string Draft = "postgres.new-";
    private const int FirstUserDatabase = 16384;

    /// <summary>The files' place in the data directory; a link where the server's user could not reach them there.</summary>
    public string Folder { get; } = Path.Combine(data, "postgres");

    /// <summary>Where the files really lie: the path that the server's user can enter.</summary>
    public string ServerFolder => Directory.ResolveLinkTarget(Folder, returnFinalTarget: true)?.FullName ?? RealPath(Folder);

    public string Log => Path.Combine(ServerFolder, "server.log");
    public string Password { get; private set; } = "";
    private string PasswordFile => Path.Combine(Folder, "daybook.password");

    /// <summary>Makes the cluster when there is none, and refuses one it cannot serve.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        foreach (var draft in Directory.EnumerateDirectories(data, Draft + "*"))
        {
            say("An earlier start was interrupted while it made the database; starting over.");
            Directory.Delete(draft, recursive: true);
        }

        if (Directory.Exists(Folder) && !File.Exists(Path.Combine(Folder, "global", "pg_control"))) SetAside();
        if (!Directory.Exists(Folder)) await CreateAsync(ct);
        await CheckAsync(ct);
    }

    /// <summary>The server that holds these files now; null when none does. A pid file that a crash left behind is removed.</summary>
    public int? RunningServer()
    {
        var file = Path.Combine(Folder, "postmaster.pid");
        if (!File.Exists(file)) return null;
        var text = File.ReadLines(file).FirstOrDefault()?.Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && IsServer(pid)) return pid;
        say("The database was not shut down cleanly (stale postmaster.pid); it recovers by itself.");
        File.Delete(file);
        return null;
    }

    /// <summary>Whether that process is the server of these files, and not a stranger who got its number.</summary>
    public bool IsServer(int pid)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                return new FileInfo($"/proc/{pid}/cwd").LinkTarget == ServerFolder;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return !process.HasExited && process.ProcessName.Contains("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string RealPath(string path) =>
        Path.GetDirectoryName(path) is { } parent
            ? Path.Combine(RealPath(Directory.ResolveLinkTarget(parent, returnFinalTarget: true)?.FullName ?? parent), Path.GetFileName(path))
            : path;

    private async Task CreateAsync(CancellationToken ct)
    {
        say("Making the database (once) …");
        var draft = Path.Combine(data, Draft + Environment.ProcessId);
        var place = draft;
        Directory.CreateDirectory(draft);
        if (user.IsOther && !OperatingSystem.IsWindows())
        {
            // The data directory is ours to open; what lies above it is not: then the files go where the server's user can reach them.
            File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.OtherExecute);
            if (!await user.MayAsync("-x", data, ct))
            {
                Directory.Delete(draft);
                place = Path.Combine("/var/lib/daybook", RandomNumberGenerator.GetHexString(12, lowercase: true));
                say($"The user {user.Name}, who runs the database, cannot enter {data}; the database files go to {place}.");
                Directory.CreateDirectory(place);
            }
        }

        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        var file = Path.Combine(data, ".password-" + Environment.ProcessId);
        var readable = user.IsOther ? Path.Combine(Path.GetDirectoryName(place)!, Path.GetFileName(file)) : file;
        await WritePasswordAsync(readable, password, ct);
        await user.OwnAsync(readable, ct);
        await user.OwnAsync(place, ct);
        try
        {
            var made = await Command.RunAsync(user.Command(binaries.InitDb, "-D", place, "-U", Role, "-A", "scram-sha-256", "--pwfile", readable, "-E", "UTF8",
                "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"), TimeSpan.FromMinutes(3), ct);
            if (!made.Ok) throw new StartFailure($"The database could not be made in {place}: {made.Output}");
            await WritePasswordAsync(Path.Combine(place, Path.GetFileName(PasswordFile)), password, ct);
            await user.OwnAsync(Path.Combine(place, Path.GetFileName(PasswordFile)), ct);
        }
        finally
        {
            File.Delete(readable);
        }

        if (place == draft) Directory.Move(draft, Folder);
        else Directory.CreateSymbolicLink(Folder, place);
    }

    private async Task CheckAsync(CancellationToken ct)
    {
        var version = (await ReadAsync(Path.Combine(Folder, "PG_VERSION"), ct)).Trim();
        if (version != binaries.Major.ToString(CultureInfo.InvariantCulture))
            throw new StartFailure(
                $"The database in {Folder} was made by PostgreSQL {version}; this Daybook brings {binaries.Major}. Dump it with the old one and load it " +
                "into a new data directory, or start the version of Daybook that made it.");
        if (!File.Exists(PasswordFile)) throw new StartFailure($"The password file {PasswordFile} is missing: put it back from a backup.");
        Password = (await ReadAsync(PasswordFile, ct)).Trim();
    }

    private void SetAside()
    {
        var databases = Path.Combine(Folder, "base");
        if (Directory.Exists(databases) && Directory.EnumerateDirectories(databases)
            .Any(one => int.TryParse(Path.GetFileName(one), NumberStyles.None, CultureInfo.InvariantCulture, out var oid) && oid >= FirstUserDatabase))
            throw new StartFailure($"The database in {Folder} is damaged: global/pg_control is missing. Restore it from a backup.");
        var aside = Path.Combine(data, "postgres.unfinished-" + RandomNumberGenerator.GetHexString(6, lowercase: true));
        say($"The database in {Folder} was never finished; it is put aside as {aside} and a new one is made.");
        Directory.Move(Folder, aside);
    }

    private async Task<string> ReadAsync(string path, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(path, ct);
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartFailure($"{Folder} belongs to another user. Start Daybook as that user, or give another place with --data DIR.");
        }
    }

    private static async Task WritePasswordAsync(string path, string password, CancellationToken ct)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(path, options);
        await file.WriteAsync(password.AsMemory(), ct);
    }
}

using System.Diagnostics;

namespace Daybook.Host.Postgres;

/// <summary>
/// Who runs the database server. PostgreSQL refuses to run as root: then the user postgres runs it, or nobody where there is none.
/// </summary>
internal sealed record ServerUser(string? Name, string? Group)
{
    private static readonly string[] Wanted = ["postgres", "nobody"];
    private static readonly string[] Places = ["/usr/bin/setpriv", "/bin/setpriv"];

    public bool IsOther => Name is not null;

    public static ServerUser Current()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return new ServerUser(null, null);
        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(parts => parts.Length > 3).ToList();
        return Wanted.Select(name => users.Find(parts => parts[0] == name)).FirstOrDefault(parts => parts is not null) is { } user
            ? new ServerUser(user[0], user[3])
            : throw new StartFailure("PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody. Run Daybook as another user.");
    }

    /// <summary>The command, run by this user.</summary>
    public ProcessStartInfo Command(string file, params string[] arguments)
    {
        if (Name is null) return Start(file, arguments);
        if (Array.Find(Places, File.Exists) is { } setpriv)
            return Start(setpriv, [$"--reuid={Name}", $"--regid={Group}", "--clear-groups", "--", file, .. arguments]);
        return Start("su", ["-s", "/bin/sh", Name, "-c", string.Join(' ', new[] { file }.Concat(arguments).Select(Quote))]);
    }

    /// <summary>Whether this user may do what `test` asks, for example "-r" a file or "-x" a directory.</summary>
    public async Task<bool> MayAsync(string question, string path, CancellationToken ct) =>
        (await Postgres.Command.RunAsync(Command("/usr/bin/test", question, path), TimeSpan.FromSeconds(10), ct)).Ok;

    /// <summary>Gives a directory to this user, with all that is in it.</summary>
    public async Task OwnAsync(string directory, CancellationToken ct)
    {
        if (Name is null) return;
        var result = await Postgres.Command.RunAsync(Start("chown", ["-R", $"{Name}:{Group}", directory]), TimeSpan.FromSeconds(30), ct);
        if (!result.Ok) throw new StartFailure($"{directory} cannot be given to the user {Name}: {result.Output}");
    }

    private static ProcessStartInfo Start(string file, string[] arguments)
    {
        // The server must not stand in a directory that its user cannot enter.
        var start = new ProcessStartInfo(file) { WorkingDirectory = Path.GetPathRoot(Path.GetTempPath())! };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}

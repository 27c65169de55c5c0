using System.Globalization;
using Daybook.Host.Postgres;

namespace Daybook.Testing;

/// <summary>
/// The PostgreSQL that tests use: the one DAYBOOK_TEST_DATABASE names, or a throw-away one from the embedded binaries, one per
/// test process, which ends with it. What a killed test process left behind is cleared away by the next.
/// </summary>
public static class TestServer
{
    private const string Prefix = "daybook-test-server-";
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? connectionString;

    /// <summary>A connection string to its database "postgres", with the right to make databases.</summary>
    public static async Task<string> ConnectionStringAsync()
    {
        if (Environment.GetEnvironmentVariable("DAYBOOK_TEST_DATABASE") is { Length: > 0 } given) return given;
        await Gate.WaitAsync();
        try
        {
            return connectionString ??= await StartAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<string> StartAsync()
    {
        await ClearAsync();
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Prefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        var server = await EmbeddedServer.StartAsync(folder.FullName, null, _ => { }, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            folder.Delete(recursive: true);
        };
        return server.ConnectionString("postgres");
    }

    private static async Task ClearAsync()
    {
        foreach (var old in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (!int.TryParse(Path.GetFileName(old)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var owner) || IsAlive(owner)) continue;
            try
            {
                await (await EmbeddedServer.StartAsync(old, null, _ => { }, CancellationToken.None)).DisposeAsync();
                Directory.Delete(old, recursive: true);
            }
            catch (Exception unimportant) when (unimportant is StartFailure or IOException or UnauthorizedAccessException)
            {
                // Another test process clears it at the same moment, or it belongs to somebody else.
            }
        }
    }

    private static bool IsAlive(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using System.Globalization;

namespace Daybook.Host.Postgres;

/// <summary>One host per data directory: an advisory lock that the system drops when the process ends, however it ends.</summary>
internal sealed class DataLock(FileStream file) : IDisposable
{
    public static DataLock Take(string directory)
    {
        var path = Path.Combine(directory, "host.lock");
        try
        {
            var opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            opened.SetLength(0);
            opened.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            opened.Flush();
            return new DataLock(opened);
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartFailure($"{directory} belongs to another user. Start Daybook as that user, or give another place with --data DIR.");
        }
        catch (IOException)
        {
            throw new StartFailure($"Another Daybook already runs on {directory}. Stop it first, or give another place with --data DIR.");
        }
    }

    public void Dispose() => file.Dispose();
}

using System.Runtime.InteropServices;

namespace Daybook.DayWorker;

/// <summary>Sends this process a signal, as a frozen or killed machine would.</summary>
internal static partial class Signals
{
    public static void Raise(int signal) => _ = Kill(Environment.ProcessId, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

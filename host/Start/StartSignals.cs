using System.Runtime.InteropServices;
using Daybook.Host.Postgres;

namespace Daybook.Host.Start;

/// <summary>Ctrl-C and SIGTERM while the database starts, before the host listens to them: the start is broken off cleanly.</summary>
internal sealed class StartSignals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    public StartSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT })
            registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                stop.Cancel();
            }));
    }

    /// <summary>What <paramref name="open"/> answers; null, with the reason on the terminal, when it could not or was told to stop.</summary>
    public async Task<T?> GuardAsync<T>(Func<CancellationToken, Task<T>> open) where T : class
    {
        try
        {
            return await open(stop.Token);
        }
        catch (StartFailure failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before Daybook was ready.");
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        stop.Dispose();
    }
}

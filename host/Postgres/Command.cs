using System.Diagnostics;

namespace Daybook.Host.Postgres;

/// <summary>What a program printed and how it ended.</summary>
internal sealed record CommandResult(int Code, string Output)
{
    public bool Ok => Code == 0;
}

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    public static async Task<CommandResult> RunAsync(ProcessStartInfo start, TimeSpan limit, CancellationToken ct)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new StartFailure($"{start.FileName} cannot be run: {missing.Message}.");
        }

        process.StandardInput.Close();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(end.Token);
            var errors = process.StandardError.ReadToEndAsync(end.Token);
            await process.WaitForExitAsync(end.Token);
            return new CommandResult(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            throw new StartFailure($"{Path.GetFileName(start.FileName)} did not end within {limit.TotalSeconds:0} seconds.");
        }
    }
}

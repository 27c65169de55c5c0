namespace Daybook.Migrations.Cli;

/// <summary>What the command line says to scripts.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>The database lacks steps (status, validate).</summary>
    public const int Pending = 3;
    public const int CannotConnect = 4;

    /// <summary>The database has steps that this program does not know: a newer one was here.</summary>
    public const int Newer = 5;
}

using Daybook.Migrations.Cli;

namespace Daybook.Migrations;

/// <summary>The entry point of daybook-migrate.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args, Console.Out, Console.Error);
}

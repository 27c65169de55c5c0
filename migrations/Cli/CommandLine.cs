using System.CommandLine;
using System.Net.Sockets;
using Npgsql;

namespace Daybook.Migrations.Cli;

/// <summary>daybook-migrate status | up [target] | down target | script [--idempotent] | validate.</summary>
internal static class CommandLine
{
    private const string Environment = "ConnectionStrings__Daybook";

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var parsed = Build(output, errors).Parse(args);
        var configuration = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(configuration);
        foreach (var error in parsed.Errors) await errors.WriteLineAsync(error.Message);
        await errors.WriteLineAsync("Say daybook-migrate --help for what there is.");
        return ExitCodes.Usage;
    }

    private static RootCommand Build(TextWriter output, TextWriter errors)
    {
        var connection = new Option<string?>("--connection", "-c")
        {
            Description = $"Connection string of the database; without it the environment variable {Environment}.", Recursive = true,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object instead of words and tables.", Recursive = true };
        var upTarget = new Argument<string?>("target") { Description = "A step's number or name; without it the newest.", Arity = ArgumentArity.ZeroOrOne };
        var downTarget = new Argument<string>("target") { Description = "The step to go back to; 0 undoes all of them, with all data." };
        var idempotent = new Option<bool>("--idempotent") { Description = "A script that may run on a database at any step." };

        var status = new Command("status", "Shows every step and whether the database has it. Exit code 3 when some are pending.");
        var up = new Command("up", "Applies the steps the database lacks.") { upTarget };
        var down = new Command("down", "Undoes steps, newest first, back to the target.") { downTarget };
        var script = new Command("script", "Prints all steps as SQL.") { idempotent };
        var validate = new Command("validate", "Says whether the database fits this program. Exit codes: 3 pending, 5 the database is newer.");

        On(status, (commands, _, ct) => commands.StatusAsync(ct));
        On(up, (commands, parsed, ct) => commands.UpAsync(parsed.GetValue(upTarget), ct));
        On(down, (commands, parsed, ct) => commands.DownAsync(parsed.GetValue(downTarget)!, ct));
        On(validate, (commands, _, ct) => commands.ValidateAsync(ct));
        script.SetAction(async (parsed, _) =>
        {
            await output.WriteLineAsync(Migrator.Script(parsed.GetValue(idempotent)));
            return ExitCodes.Ok;
        });
        return new RootCommand("Brings Daybook's database schema to a version.") { connection, json, status, up, down, script, validate };

        void On(Command command, Func<Commands, ParseResult, CancellationToken, Task<int>> run) => command.SetAction((parsed, ct) =>
            GuardAsync(new Report(output, errors, parsed.GetValue(json)), parsed.GetValue(connection), (commands, token) => run(commands, parsed, token), ct));
    }

    private static async Task<int> GuardAsync(Report report, string? connection, Func<Commands, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        connection ??= System.Environment.GetEnvironmentVariable(Environment);
        if (string.IsNullOrWhiteSpace(connection))
            return await report.FailAsync(ExitCodes.Usage, $"Which database? Give --connection or set {Environment}.");
        try
        {
            var address = new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "daybook-migrate" };
            await using (var probe = new NpgsqlConnection(address.ConnectionString)) await probe.OpenAsync(ct);
            return await run(new Commands(address.ConnectionString, report), ct);
        }
        catch (ArgumentException wrong)
        {
            return await report.FailAsync(ExitCodes.Usage, $"The connection string cannot be read: {wrong.Message}");
        }
        catch (PostgresException refused) when (refused.SqlState is ['2', '8', ..] or ['3', 'D', ..] or ['5', '3', ..])
        {
            return await report.FailAsync(ExitCodes.CannotConnect, $"The database refuses the connection: {refused.MessageText}.");
        }
        catch (NpgsqlException away) when (away.InnerException is SocketException or TimeoutException or IOException)
        {
            return await report.FailAsync(ExitCodes.CannotConnect, $"The database does not answer: {away.InnerException.Message}.");
        }
        catch (PostgresException failure)
        {
            return await report.FailAsync(ExitCodes.Failed, $"A step failed and was undone: {failure.SqlState} {failure.MessageText}");
        }
    }
}

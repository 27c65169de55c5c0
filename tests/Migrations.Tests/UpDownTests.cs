using System.Diagnostics;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Migrations.Tests;

public sealed class UpDownTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Up_down_and_up_again_leave_the_same_schema()
    {
        var connection = await database.EmptyDatabaseAsync();
        await Migrator.UpAsync(connection, CancellationToken.None);
        var first = await Schema.DescribeAsync(connection);

        await Migrator.ToAsync(connection, Migrator.Nothing, CancellationToken.None);
        var zero = await Schema.DescribeAsync(connection);
        zero.Split('\n').Where(line => line.StartsWith("relation", StringComparison.Ordinal) && !line.Contains("schema_history", StringComparison.Ordinal))
            .ShouldBeEmpty("down must leave nothing but the history");
        await Migrator.UpAsync(connection, CancellationToken.None);

        first.ShouldContain("relation platform.day_work");
        (await Schema.DescribeAsync(connection)).ShouldBe(first);
    }

    [Fact]
    public async Task Every_single_step_can_be_undone_and_done_again()
    {
        var connection = await database.EmptyDatabaseAsync();
        foreach (var step in Migrator.Steps)
        {
            var before = await Schema.DescribeAsync(connection);
            var previous = (await Migrator.StateAsync(connection, CancellationToken.None)).Applied is [.., var last] ? last : Migrator.Nothing;
            await Migrator.ToAsync(connection, step, CancellationToken.None);
            var after = await Schema.DescribeAsync(connection);
            after.ShouldNotBe(before, $"{step} does nothing");

            await Migrator.ToAsync(connection, previous, CancellationToken.None);
            if (previous != Migrator.Nothing) (await Schema.DescribeAsync(connection)).ShouldBe(before, $"{step} leaves something behind");
            await Migrator.ToAsync(connection, step, CancellationToken.None);
            (await Schema.DescribeAsync(connection)).ShouldBe(after, $"{step} differs the second time");
        }
    }

    [Fact]
    public async Task Eight_processes_on_one_empty_database_apply_every_step_once()
    {
        var connection = await database.EmptyDatabaseAsync();
        var program = Path.Combine(AppContext.BaseDirectory, "Daybook.Migrations.dll");

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync("dotnet", program, "up", "--json", "--connection", connection)));

        runs.ShouldAllBe(run => run.Code == 0, string.Join('\n', runs.Select(run => run.Output)));
        (await Migrator.PendingAsync(connection, CancellationToken.None)).ShouldBeEmpty();
        (await Schema.DescribeAsync(connection)).ShouldBe(await Schema.DescribeAsync(database.ConnectionString));
    }

    [Fact]
    public async Task The_idempotent_script_runs_twice_and_makes_the_same_schema()
    {
        var connection = await database.EmptyDatabaseAsync();
        var script = Migrator.Script(idempotent: true);

        await Schema.ExecuteAsync(connection, script);
        await Schema.ExecuteAsync(connection, script);

        (await Schema.DescribeAsync(connection)).ShouldBe(await Schema.DescribeAsync(database.ConnectionString));
        (await Migrator.PendingAsync(connection, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_plain_script_makes_the_same_schema()
    {
        var connection = await database.EmptyDatabaseAsync();

        await Schema.ExecuteAsync(connection, Migrator.Script(idempotent: false));

        (await Schema.DescribeAsync(connection)).ShouldBe(await Schema.DescribeAsync(database.ConnectionString));
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}

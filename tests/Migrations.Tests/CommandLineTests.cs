using System.Text.Json;
using Daybook.Migrations.Cli;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.Migrations.Tests;

public sealed class CommandLineTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Status_says_what_is_pending_and_up_makes_it_whole()
    {
        var connection = await database.EmptyDatabaseAsync();

        var before = await RunAsync("status", "-c", connection);
        before.Code.ShouldBe(ExitCodes.Pending);
        before.Output.ShouldContain($"0 applied, {Migrator.Steps.Count} pending.");

        var up = await RunAsync("up", "-c", connection);
        up.Code.ShouldBe(ExitCodes.Ok, up.Errors);
        up.Output.ShouldContain("applied   202611210001_Platform");

        (await RunAsync("validate", "-c", connection)).Code.ShouldBe(ExitCodes.Ok);
        (await RunAsync("up", "-c", connection)).Output.ShouldContain("Nothing to do");
    }

    [Fact]
    public async Task Status_as_json_is_one_object()
    {
        var told = await RunAsync("status", "--json", "-c", database.ConnectionString);

        told.Code.ShouldBe(ExitCodes.Ok);
        var state = JsonDocument.Parse(told.Output).RootElement;
        state.GetProperty("applied").GetArrayLength().ShouldBe(Migrator.Steps.Count);
        state.GetProperty("pending").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Up_goes_to_a_target_and_down_comes_back()
    {
        var connection = await database.EmptyDatabaseAsync();

        (await RunAsync("up", "202611210001", "-c", connection)).Code.ShouldBe(ExitCodes.Ok);
        (await Migrator.StateAsync(connection, CancellationToken.None)).Applied.ShouldBe(["202611210001_Platform"]);

        (await RunAsync("up", "-c", connection)).Code.ShouldBe(ExitCodes.Ok);
        var back = await RunAsync("down", "platform", "-c", connection);
        back.Code.ShouldBe(ExitCodes.Ok, back.Errors);
        (await Migrator.StateAsync(connection, CancellationToken.None)).Applied.ShouldBe(["202611210001_Platform"]);
    }

    [Fact]
    public async Task Up_never_goes_down_and_down_never_goes_up()
    {
        var connection = await database.EmptyDatabaseAsync();
        (await RunAsync("down", Migrator.Steps[^1], "-c", connection)).Code.ShouldBe(ExitCodes.Usage);

        await Migrator.UpAsync(connection, CancellationToken.None);
        var told = await RunAsync("up", "0", "-c", connection);
        told.Code.ShouldBe(ExitCodes.Usage);
        told.Errors.ShouldContain("daybook-migrate down");
        (await Migrator.PendingAsync(connection, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_target_is_named_together_with_the_known_ones()
    {
        var told = await RunAsync("up", "209901010000_Tomorrow", "-c", database.ConnectionString);

        told.Code.ShouldBe(ExitCodes.Usage);
        told.Errors.ShouldContain("209901010000_Tomorrow");
        told.Errors.ShouldContain("202611210001_Platform");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Timeout=2", ExitCodes.CannotConnect)]
    [InlineData("This is no connection string", ExitCodes.Usage)]
    public async Task A_wrong_connection_has_its_own_exit_code(string connection, int code) =>
        (await RunAsync("status", "-c", connection)).Code.ShouldBe(code);

    [Fact]
    public async Task A_database_that_is_not_there_has_its_own_exit_code()
    {
        var missing = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "no_such_database" }.ConnectionString;

        var told = await RunAsync("status", "-c", missing);

        told.Code.ShouldBe(ExitCodes.CannotConnect);
        told.Errors.ShouldContain("no_such_database");
    }

    [Theory]
    [InlineData("sideways")]
    [InlineData("down")]
    public async Task A_mistyped_command_is_a_usage_error(params string[] arguments) => (await RunAsync(arguments)).Code.ShouldBe(ExitCodes.Usage);

    [Fact]
    public async Task A_database_that_a_newer_program_made_is_left_alone()
    {
        var connection = await database.EmptyDatabaseAsync();
        await Migrator.UpAsync(connection, CancellationToken.None);
        await Schema.ExecuteAsync(connection, "insert into platform.schema_history values ('209901010000_Tomorrow', '99')");

        (await RunAsync("validate", "-c", connection)).Code.ShouldBe(ExitCodes.Newer);
        (await RunAsync("down", "0", "-c", connection)).Code.ShouldBe(ExitCodes.Newer);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}

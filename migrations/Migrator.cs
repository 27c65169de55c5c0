using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Daybook.Migrations;

/// <summary>Where a database stands. <paramref name="Unknown"/>: steps it has that this program does not know (made by a newer one).</summary>
public sealed record SchemaState(IReadOnlyList<string> Applied, IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown);

/// <summary>Brings a database to a version of the schema. Safe to call from any number of processes at once.</summary>
public static class Migrator
{
    /// <summary>The name of the state before the first step.</summary>
    public const string Nothing = "0";

    /// <summary>Every step this program knows, oldest first.</summary>
    public static IReadOnlyList<string> Steps
    {
        get
        {
            using var schema = Open("Host=unused");
            return [.. schema.Database.GetMigrations()];
        }
    }

    public static async Task UpAsync(string connectionString, CancellationToken ct)
    {
        await using var schema = Open(connectionString);
        await using var alone = await AloneAsync(schema, connectionString, ct);
        await schema.Database.MigrateAsync(ct);
    }

    /// <summary>Goes up or down to exactly <paramref name="target"/>, a step's full name or <see cref="Nothing"/>.</summary>
    public static async Task ToAsync(string connectionString, string target, CancellationToken ct)
    {
        await using var schema = Open(connectionString);
        await using var alone = await AloneAsync(schema, connectionString, ct);
        await schema.Database.MigrateAsync(target, ct);
    }

    /// <summary>The steps the database still lacks, in order.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(string connectionString, CancellationToken ct) =>
        (await StateAsync(connectionString, ct)).Pending;

    public static async Task<SchemaState> StateAsync(string connectionString, CancellationToken ct)
    {
        await using var schema = Open(connectionString);
        var known = schema.Database.GetMigrations().ToList();
        var applied = (await schema.Database.GetAppliedMigrationsAsync(ct)).ToList();
        return new SchemaState(
            [.. applied.Intersect(known, StringComparer.Ordinal)],
            [.. known.Except(applied, StringComparer.Ordinal)],
            [.. applied.Except(known, StringComparer.Ordinal)]);
    }

    /// <summary>All steps as SQL; the idempotent script may run on a database at any step, any number of times.</summary>
    public static string Script(bool idempotent)
    {
        using var schema = Open("Host=unused");
        return schema.GetService<IMigrator>().GenerateScript(
            options: idempotent ? MigrationsSqlGenerationOptions.Idempotent : MigrationsSqlGenerationOptions.Default);
    }

    /// <summary>
    /// One process at a time: the engine's own lock is given back between steps, and another process then begins with an old list of them.
    /// The lock ends with the connection, so also with a process that is killed.
    /// </summary>
    private static async Task<NpgsqlConnection> AloneAsync(PlatformSchema schema, string connectionString, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(schema, ct);
            await connection.OpenAsync(ct);
        }

        await using var command = new NpgsqlCommand(Lock, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    private static async Task CreateAsync(PlatformSchema schema, CancellationToken ct)
    {
        try
        {
            await schema.GetService<IRelationalDatabaseCreator>().CreateAsync(ct);
        }
        catch (PostgresException other) when (other.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process made it in the same moment.
        }
    }

    private const string Lock = "select pg_advisory_lock(hashtext('daybook migrations'))";

    internal static PlatformSchema Open(string connectionString) =>
        new(new DbContextOptionsBuilder<PlatformSchema>()
            .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("schema_history", "platform"))
            .ReplaceService<IMigrationsIdGenerator, StepIds>()
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options);
}

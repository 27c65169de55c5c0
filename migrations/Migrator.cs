using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

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
        await schema.Database.MigrateAsync(ct);
    }

    /// <summary>Goes up or down to exactly <paramref name="target"/>, a step's full name or <see cref="Nothing"/>.</summary>
    public static async Task ToAsync(string connectionString, string target, CancellationToken ct)
    {
        await using var schema = Open(connectionString);
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

    internal static PlatformSchema Open(string connectionString) =>
        new(new DbContextOptionsBuilder<PlatformSchema>()
            .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("schema_history", "platform"))
            .ReplaceService<IMigrationsIdGenerator, StepIds>()
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options);
}

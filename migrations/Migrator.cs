using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Daybook.Migrations;

/// <summary>Brings a database to a version of the schema. Safe to call from any number of processes at once.</summary>
public static class Migrator
{
    public static async Task UpAsync(string connectionString, CancellationToken ct)
    {
        await using var schema = Open(connectionString);
        await schema.Database.MigrateAsync(ct);
    }

    /// <summary>The steps the database still lacks, in order.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(string connectionString, CancellationToken ct)
    {
        await using var schema = Open(connectionString);
        return [.. await schema.Database.GetPendingMigrationsAsync(ct)];
    }

    internal static PlatformSchema Open(string connectionString) =>
        new(new DbContextOptionsBuilder<PlatformSchema>()
            .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable("schema_history", "platform"))
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options);
}

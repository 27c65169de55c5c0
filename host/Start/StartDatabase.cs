using Daybook.Host.Operations;
using Daybook.Host.Postgres;
using Daybook.Migrations;
using Npgsql;

namespace Daybook.Host.Start;

/// <summary>
/// The database the host stands on: the one a connection string names, which is used as it is, or an embedded one,
/// which is started, brought to the newest schema and stopped with the host.
/// </summary>
internal sealed class StartDatabase(string connectionString, EmbeddedServer? server) : IAsyncDisposable
{
    public static async Task<StartDatabase> OpenAsync(IConfiguration settings, CancellationToken ct)
    {
        var data = DataDirectory.Prepare(settings[Settings.Data]!);
        if (settings.GetConnectionString("Daybook") is { Length: > 0 } external)
        {
            await CheckAsync(external, ct);
            return new StartDatabase(external, null);
        }

        var server = await EmbeddedServer.StartAsync(data, settings[Binaries.Setting], Console.WriteLine, ct);
        try
        {
            await server.CreateDatabaseAsync(ct);
            await Migrator.UpAsync(server.ConnectionString("daybook"), ct);
            return new StartDatabase(server.ConnectionString("daybook"), server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public void Add(IServiceCollection services)
    {
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString) { Name = "daybook" }.Build());
        services.AddSingleton(new DatabaseAddress(connectionString));
        if (server is null) return;
        services.AddSingleton(_ => server);
        services.AddHostedService<PostgresWatch>();
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    // A database that is away now may come: the host starts and /readyz says so. One that is too old never will do.
    private static async Task CheckAsync(string connectionString, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            if (connection.PostgreSqlVersion.Major < Readiness.OldestPostgres / 10000)
                throw new StartFailure($"The database is PostgreSQL {connection.PostgreSqlVersion}; Daybook needs 15 or later.");
        }
        catch (ArgumentException wrong)
        {
            throw new StartFailure($"ConnectionStrings__Daybook cannot be read: {wrong.Message}");
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException)
        {
            await Console.Error.WriteLineAsync("The database does not answer yet; /readyz will say when it does.");
        }
    }
}

/// <summary>The connection string with its password, which a data source does not give back.</summary>
internal sealed record DatabaseAddress(string ConnectionString);

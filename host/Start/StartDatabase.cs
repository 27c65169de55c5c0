using Npgsql;

namespace Daybook.Host.Start;

/// <summary>The database the host stands on: the one a connection string names.</summary>
internal sealed class StartDatabase(string connectionString) : IAsyncDisposable
{
    public static Task<StartDatabase?> OpenAsync(IConfiguration settings) =>
        Task.FromResult<StartDatabase?>(new StartDatabase(settings.GetConnectionString("Daybook") ?? throw new InvalidOperationException("Set ConnectionStrings__Daybook.")));

    public void Add(IServiceCollection services) =>
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString) { Name = "daybook" }.Build());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using Dapper;
using Daybook.Kernel.Database;
using Daybook.Kernel.Days;
using Daybook.Kernel.Schedules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Daybook.Kernel.Tests;

/// <summary>The day queue on a test's database, with stages of the test's own and no workers unless they are started.</summary>
internal sealed class DayQueue : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public DayQueue(string connectionString, int leaseSeconds, params IDayStage[] stages)
        : this(connectionString, leaseSeconds, stages, [])
    {
    }

    public DayQueue(string connectionString, int leaseSeconds, IDayStage[] stages, ScheduledTask[] tasks)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Kernel:LeaseSeconds"] = leaseSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Kernel:PollMilliseconds"] = "100",
        }).Build();
        var collection = new ServiceCollection().AddSingleton<IConfiguration>(settings).AddLogging(logging => logging.SetMinimumLevel(LogLevel.None))
            .AddSingleton(NpgsqlDataSource.Create(connectionString));
        new KernelModule().AddServices(collection, settings);
        foreach (var stage in stages) collection.AddSingleton(stage);
        foreach (var task in tasks) collection.AddSchedule(task);
        services = collection.BuildServiceProvider();
    }

    public Db Db => services.GetRequiredService<Db>();
    public DayRunner Runner => services.GetRequiredService<DayRunner>();
    public DayWorkStore Store => services.GetRequiredService<DayWorkStore>();
    public DayFeed Feed => services.GetRequiredService<DayFeed>();
    public DayWorkAdmin Admin => services.GetRequiredService<DayWorkAdmin>();
    public DayWorkQueries Queries => services.GetRequiredService<DayWorkQueries>();
    public IServiceProvider Services => services;

    public Task TouchAsync(string feed, params UserDay[] days) =>
        Db.InTransactionAsync(tx => Feed.TouchAsync(tx, feed, days, CancellationToken.None), CancellationToken.None);

    public async Task<int> RunAllDueAsync()
    {
        var runs = 0;
        while (await Runner.RunOneAsync(CancellationToken.None)) runs++;
        return runs;
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await Db.OpenAsync(CancellationToken.None);
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Db.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(sql);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

/// <summary>A stage made of a function.</summary>
internal sealed class FakeStage(string name, string feed, Func<UserDay, CancellationToken, Task<DayCommit>> run) : IDayStage
{
    public string Name => name;
    public IReadOnlyList<string> Feeds => [feed];
    public TimeSpan Debounce { get; init; } = TimeSpan.Zero;
    public Task<DayCommit> RunAsync(UserDay day, CancellationToken ct) => run(day, ct);

    public static DayCommit Nothing => (_, _) => Task.CompletedTask;
}

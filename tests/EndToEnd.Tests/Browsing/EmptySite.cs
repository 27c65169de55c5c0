using Daybook.Testing;
using Xunit;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>The real host on a loopback port and a fresh database: nobody has signed up yet.</summary>
public sealed class EmptySite : IAsyncLifetime
{
    private readonly PostgresFixture database = new();

    public DaybookApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        App = new DaybookApp(database.ConnectionString, kestrel: true);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await database.DisposeAsync();
    }
}

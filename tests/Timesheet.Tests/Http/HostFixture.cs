using Daybook.Testing;
using Daybook.Timesheet.Tests.Http;
using Xunit;

[assembly: AssemblyFixture(typeof(HostFixture))]

namespace Daybook.Timesheet.Tests.Http;

/// <summary>One real host on one database for all tests of this assembly; every test gets a person of its own.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly PostgresFixture postgres = new();

    public DaybookApp App { get; private set; } = null!;

    public Owner Owner { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        App = new DaybookApp(postgres.ConnectionString);
        Owner = await App.SetupAsync("Etc/UTC");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

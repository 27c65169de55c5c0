using Daybook.Testing;
using Xunit;

namespace Daybook.Workspace.Tests;

/// <summary>A database of its own, a host on it, and its owner: made once for a test class. The clock stands until a test moves it.</summary>
public class Studio : IAsyncLifetime
{
    public const string Password = "a perfectly fine password";

    public PostgresFixture Postgres { get; } = new();
    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
    public DaybookApp App { get; private set; } = null!;
    public Owner Owner { get; private set; } = null!;
    public int UserId { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Postgres.InitializeAsync();
        App = Make();
        Owner = await App.SetupAsync();
        UserId = await Sql.ReadAsync<int>(Postgres, "select user_id from workspace.user where id = @id", new { id = Owner.UserId });
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Postgres.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody with an account, signed in.</summary>
    public async Task<Owner> SignInAsync(string email, string password)
    {
        var token = await App.TokenOfAsync(email, password);
        var client = App.With(token);
        var me = await client.GetJsonAsync("/api/v1/me");
        return new Owner(client, me.Id("user_id"), me.GetProperty("workspace").Id(), token, email, password);
    }

    protected virtual DaybookApp Make() => new(Postgres.ConnectionString, Clock);
}

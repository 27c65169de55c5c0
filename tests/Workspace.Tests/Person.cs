using Daybook.Testing;

namespace Daybook.Workspace.Tests;

/// <summary>People for tests whose class shares one database.</summary>
internal static class Person
{
    /// <summary>The owner: made by the first test of a class, signed in by the others.</summary>
    public static async Task<Owner> OwnerAsync(DaybookApp app)
    {
        using var anybody = app.Anonymous();
        if ((await anybody.GetJsonAsync("/api/v1/setup")).GetProperty("needed").GetBoolean()) return await app.SetupAsync();
        return await SignInAsync(app, "owner@example.org", DaybookApp.Password);
    }

    public static async Task<Owner> SignInAsync(DaybookApp app, string email, string password)
    {
        var token = await app.TokenOfAsync(email, password);
        var client = app.With(token);
        var me = await client.GetJsonAsync("/api/v1/me");
        return new Owner(client, me.Id("user_id"), me.GetProperty("workspace").Id(), token, email, password);
    }
}

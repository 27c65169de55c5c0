using Daybook.Testing;
using Xunit;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>The real host with an owner, two projects, their tasks, and a week of ActivityWatch in it.</summary>
public sealed class FilledSite : IAsyncLifetime
{
    private readonly EmptySite site = new();

    public Uri Address => site.App.Address;

    public Owner Owner { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        Owner = await site.App.SetupAsync();
        await SampleWeek.ProjectsAsync(Owner.Client);
        await SampleWeek.ImportAsync(Owner.Client);
        await site.App.WaitUntilSettledAsync(TimeSpan.FromMinutes(2));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();
}

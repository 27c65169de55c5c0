using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Daybook.EndToEnd.Tests.Browsing.Chromium))]

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>One browser for all tests: the machine's own Chromium (DAYBOOK_CHROMIUM names another one).</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const float Patience = 30_000;

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("DAYBOOK_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            Args = Arguments,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}

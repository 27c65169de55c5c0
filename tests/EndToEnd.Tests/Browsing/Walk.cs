using System.Collections.Concurrent;
using Daybook.Testing;
using Microsoft.Playwright;
using Shouldly;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>Somebody walks through the product in a fresh profile. Whatever the browser complains about meanwhile fails the walk; a failed walk leaves a picture.</summary>
internal static class Walk
{
    private const float Patience = 30_000;
    private const int Tabs = 3;

    public static async Task AsAsync(Chromium chromium, Uri address, Look look, Func<Visit, Task> steps)
    {
        await using var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = look.Phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1360, Height = 860 },
            IsMobile = look.Phone,
            HasTouch = look.Phone,
            Locale = look.Language == "hi" ? "hi-IN" : "en-GB",
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
        });
        await context.AddInitScriptAsync($$"""
            localStorage.setItem('daybook.theme', '{{(look.Dark ? "dark" : "light")}}');
            localStorage.setItem('daybook.lang', '{{look.Language}}');
            """);
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        var visit = new Visit(page, look);
        try
        {
            await steps(visit);
            visit.Complaints.ShouldBeEmpty();
        }
        catch
        {
            await visit.KeepPictureAsync();
            throw;
        }
    }

    /// <summary>The same, signed in.</summary>
    public static Task AsOwnerAsync(Chromium chromium, Uri address, Owner owner, Look look, Func<Visit, Task> steps) =>
        AsAsync(chromium, address, look, async visit =>
        {
            var answer = await visit.Page.APIRequest.PostAsync("/api/v1/auth/sign-in", new APIRequestContextOptions
            {
                DataObject = new { email = owner.Email, password = owner.Password },
                Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Origin"] = address.GetLeftPart(UriPartial.Authority) },
            });
            answer.Status.ShouldBe(200, await answer.TextAsync());
            await steps(visit);
        });

    /// <summary>Many pages, one after the other in each of a few tabs: most of a page's time is waiting.</summary>
    public static async Task EachAsync(Visit visit, IEnumerable<string> paths, Func<Visit, string, Task> step)
    {
        var left = new ConcurrentQueue<string>(paths);
        await Task.WhenAll(Enumerable.Range(0, Tabs).Select(async tab =>
        {
            var mine = tab == 0 ? visit : new Visit(await visit.Page.Context.NewPageAsync(), visit.Look);
            while (left.TryDequeue(out var path))
            {
                await mine.GoAsync(path);
                await step(mine, path);
            }

            mine.Complaints.ShouldBeEmpty();
        }));
    }

    /// <summary>Nothing wrong on any of these pages, said of all of them at once.</summary>
    public static async Task ShouldBeSoundAsync(Visit visit, IEnumerable<string> paths)
    {
        var faults = new ConcurrentBag<string>();
        await EachAsync(visit, paths, async (mine, path) =>
        {
            await Pictures.KeepAsync(mine.Page, path[..Math.Min(path.Length, 40)], mine.Look);
            foreach (var fault in await mine.FaultsAsync()) faults.Add(fault);
        });
        faults.ShouldBeEmpty();
    }
}

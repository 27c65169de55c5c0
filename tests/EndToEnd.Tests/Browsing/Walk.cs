using Daybook.Testing;
using Microsoft.Playwright;
using Shouldly;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>Somebody walks through the product in a fresh profile. Whatever the browser complains about meanwhile fails the walk; a failed walk leaves a picture.</summary>
internal static class Walk
{
    private const float Patience = 30_000;

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
}

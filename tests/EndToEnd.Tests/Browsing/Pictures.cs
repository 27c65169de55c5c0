using Microsoft.Playwright;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>Pictures for the documentation come from the same walks as the tests: DAYBOOK_SCREENS names the folder they go to (build/screens).</summary>
internal static class Pictures
{
    public static async Task KeepAsync(IPage page, string path, Look look)
    {
        if (Environment.GetEnvironmentVariable("DAYBOOK_SCREENS") is not { Length: > 0 } folder) return;
        Directory.CreateDirectory(folder);
        var name = string.Concat(path.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        await page.EvaluateAsync("document.fonts.ready");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{(name.Length == 0 ? "today" : name)}.{look.Name}.png") });
    }
}

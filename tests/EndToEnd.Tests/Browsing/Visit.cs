using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>One page in one browser, and what was wrong on the way.</summary>
internal sealed class Visit
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    private static readonly string Loading =
        string.Join(", ", ((string[])["Loading", "लोड हो रहा है", Pseudo.Of("Loading")]).Select(word => $"[role=status][aria-label='{word}']"));

    public Visit(IPage page, Look look)
    {
        Page = page;
        Look = look;
        // Before anybody is signed in, asking who I am is answered 401 on purpose.
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !message.Text.Contains("401", StringComparison.Ordinal)) Complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Add($"{page.Url}: {error}");
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500) Complaints.Add($"{answer.Status} {answer.Url}");
        };
    }

    public IPage Page { get; }

    public Look Look { get; }

    /// <summary>Console errors and warnings (a broken content security policy is one), exceptions, answers of 500 and above.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Opens an address and waits until its page shows: a heading, and nothing that still loads.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await ReadyAsync();
    }

    public async Task ReadyAsync()
    {
        await Expect(Page.Locator("h1").First).ToBeVisibleAsync();
        await Expect(Page.Locator(Loading)).ToHaveCountAsync(0);
    }

    /// <summary>Nothing wrong for assistive technology, nothing wider than the screen. Answers what is, in words.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        var found = new List<string>();
        var axe = await Page.RunAxe(Rules);
        found.AddRange(axe.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html[..Math.Min(160, node.Html.Length)]} {Why(node)}")));
        return [.. found.Select(fault => $"{Page.Url} ({Look}): {fault}"), .. await BeyondAsync()];
    }

    /// <summary>Whether the page is wider than the screen, in words.</summary>
    public async Task<IReadOnlyList<string>> BeyondAsync()
    {
        var beyond = await Page.EvaluateAsync<string?>("""
            () => {
              const wide = document.documentElement.clientWidth
              if (document.documentElement.scrollWidth <= wide) return null
              const out = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > wide && one.checkVisibility() && getComputedStyle(one).position !== 'fixed')
              const last = out.findLast((one) => !out.some((other) => one !== other && one.contains(other)))
              return `${document.documentElement.scrollWidth - wide} px wider than the screen, perhaps by ${last?.outerHTML.slice(0, 160)}`
            }
            """);
        return beyond is null ? [] : [$"{Page.Url} ({Look}): {beyond}"];
    }

    public async Task ShouldBeSoundAsync() => (await FaultsAsync()).ShouldBeEmpty();

    /// <summary>A picture for people who look for what failed.</summary>
    public async Task KeepPictureAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "failures"));
        var name = string.Concat((TestContext.Current.TestMethod?.MethodName ?? "walk").Append('-').Concat(Look.Name));
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder.FullName, name + ".png"), FullPage = true });
    }

    private static string Why(AxeResultNode node) => node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message).FirstOrDefault() ?? "";
}

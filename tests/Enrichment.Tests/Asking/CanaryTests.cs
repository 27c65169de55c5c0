using Daybook.Enrichment.Tests.Redaction;
using Daybook.Testing;
using Daybook.Testing.Models;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Asking;

/// <summary>Through the real ingest and over the real wire: what is planted in a field does not reach a model, and what a model says stays within bounds.</summary>
public sealed class CanaryTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly Func<string, Window>[] Fields =
    [
        text => new Window("Notes", "Webhook draft " + text), text => new Window(text, "Webhook draft"), text => new Window("Chrome", "Webhook draft", "https://blog.example/a/b/" + Uri.EscapeDataString(text)),
        text => new Window("Chrome", "Webhook draft", "https://blog.example/a/b/c?q=" + Uri.EscapeDataString(text) + "#" + Uri.EscapeDataString(text)),
        text => new Window("Code", "Webhook draft", Repo: text), text => new Window("Code", "Webhook draft", Branch: text),
        text => new Window("Code", "Webhook draft", Path: "/home/kim/" + text + "/" + text), text => new Window("zsh", "Webhook draft", Cwd: "/home/" + text, Command: text),
        text => new Window("zoom.us", "Webhook draft", Calendar: text, CallApp: "zoom.us"), text => new Window("Notes", "Webhook draft", Bundle: text),
    ];

    [Fact]
    public async Task No_byte_of_a_secret_of_any_class_in_any_field_reaches_a_model()
    {
        await using var host = await ModelHost.StartAsync(await postgres.CopyAsync(), request => FakeModels.Answer(request, _ => new FakeModels.Said("none", "neutral", "low", "none")));
        await host.ConfigureAsync();
        foreach (var (secret, i) in Canaries.All.Select((canary, i) => (canary, i)))
            if (i % 8 == 0) await host.TaskAsync("Harbor", "ENG-" + (100 + i), "Rotate " + secret.Text[..Math.Min(secret.Text.Length, 100)]);

        // Spread over days, so that every window is asked about.
        var days = Canaries.All.Chunk(7).ToArray();
        for (var i = 0; i < days.Length; i++)
            await host.ObserveAsync(Monday.AddDays(-i), [.. days[i].SelectMany(canary => Fields.Select(field => field(canary.Text)))]);
        await host.QuietAsync();
        for (var i = 0; i < days.Length; i++) await host.WaitAsync(Monday.AddDays(-i), "answered");

        host.Server.Bodies.Count.ShouldBeGreaterThanOrEqualTo(days.Length);
        host.Server.Bodies.Sum(body => new FakeRequest(body, 1).Items.Count).ShouldBeGreaterThan(Canaries.All.Count * 4);
        foreach (var body in host.Server.Bodies)
            foreach (var (kind, text, bytes) in Canaries.All)
                foreach (var canary in bytes) body.ShouldNotContain(canary, Case.Insensitive, $"{kind}: {text}");
    }

    [Fact]
    public async Task An_obedient_model_changes_nothing_that_was_explained()
    {
        await using var host = await ModelHost.StartAsync(await postgres.CopyAsync(), FakeModels.Obedient(InjectionGoal.Misbill));
        await host.ConfigureAsync();
        var goals = Enum.GetValues<InjectionGoal>();
        for (var i = 0; i < goals.Length; i++)
        {
            var day = Monday.AddDays(-i);
            host.Server.Model = FakeModels.Obedient(goals[i]);
            await host.ObserveAsync(day,
            [
                new("Code", "limits.cs", Branch: "feature/ENG-41-limits"), new("Chrome", "Watch: my series", "https://netflix.com/watch/77"),
                .. InjectionCorpus.All.Skip(i * 24).Take(12).Select(attack => new Window("Chrome", attack.ReplaceLineEndings(" "), "https://blog.example/a/b/c/" + i)),
                new("Chrome", "Vendor shortlist comparison " + goals[i], "https://blog.example/v/s/c"), new("Notes", "Holiday planning sheet " + goals[i]),
            ]);
            await host.SettledAsync();
            var answer = await host.WaitAsync(day, goals[i] is InjectionGoal.Poison or InjectionGoal.Exfiltrate or InjectionGoal.Steer ? "failed" : "answered");
            var blocks = answer.GetProperty("blocks").EnumerateArray().ToArray();
            blocks.Sum(block => block.GetProperty("duration_ms").GetInt64()).ShouldBe(16 * 600_000);
            blocks.Where(block => block.GetProperty("kind").GetString() == "personal").Sum(block => block.GetProperty("duration_ms").GetInt64()).ShouldBe(600_000);
            ModelHost.ModelBlocks(answer).ShouldAllBe(block => block.GetProperty("confidence").GetDouble() < 0.60);
            blocks.ShouldAllBe(block => block.GetProperty("category").GetString()!.All(letter => char.IsAsciiLetterLower(letter) || letter == '/'));
            blocks.SelectMany(block => block.GetProperty("evidence").EnumerateArray()).Where(why => why.GetProperty("signal").GetString() == "model").ShouldBeEmpty();
        }
    }
}

using System.Text.Json;
using Daybook.Testing;
using Daybook.Testing.Models;
using Shouldly;
using Xunit;

namespace Daybook.Enrichment.Tests.Asking;

/// <summary>A model that answers nonsense, late or never: the day is published from rules all the same, and says how it stands.</summary>
public sealed class FailingModelTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    /// <summary>Whether a line broke before or after the first byte of the answer is the network's to say.</summary>
    private const string AnyReason = "torn";

    private static readonly FakeModel Right = FakeModels.Perfect(item => FakeRequest.Text(item, "title").Contains("Webhook", StringComparison.Ordinal) ? "ENG-42" : null);

    [Fact]
    public async Task Whatever_a_model_does_the_day_is_published_and_its_state_is_shown()
    {
        await using var host = await ModelHost.StartAsync(await postgres.CopyAsync(), FakeModels.Garbage);
        await host.ConfigureAsync();
        (string Reason, FakeModel Model)[] failures =
        [
            ("bad-answer", FakeModels.Garbage), ("bad-answer", FakeModels.Nonsense), ("bad-answer", FakeModels.CutOff(Right)),
            ("rate-limited", FakeModels.TooMany), ("unauthorized", FakeModels.Refusing(401)), (AnyReason, FakeModels.Torn(Right)),
            ("timed-out", FakeModels.Slow(TimeSpan.FromMinutes(1), Right)), ("breaker-open", Right),
        ];
        for (var i = 0; i < failures.Length; i++)
        {
            var day = new DateOnly(2026, 2, 20).AddDays(i);
            host.Server.Model = failures[i].Model;
            await host.ObserveAsync(day, new Window("Code", "limits.cs", Branch: "feature/ENG-41-limits"), new Window("Chrome", $"Webhook delivery {Word(i)} explained", "https://blog.example/webhook/delivery/" + Word(i)));

            var answer = await host.WaitAsync(day, "failed", failures[i].Reason is AnyReason ? null : failures[i].Reason);
            answer.GetProperty("observed_ms").GetInt64().ShouldBe(1_200_000, failures[i].Reason);
            Published(answer, host.Ids["ENG-41"]).ShouldBeTrue(failures[i].Reason);
            ModelHost.HasModelBlock(answer).ShouldBeFalse(failures[i].Reason);
            answer.GetProperty("model").GetProperty("since").ValueKind.ShouldBe(JsonValueKind.String);
        }

        // What could not be read was asked for once more, and the slow one tried again (the torn one, too, when the line broke early enough);
        // the breaker was open before the last was asked.
        host.Server.Bodies.Count.ShouldBeInRange(11, 12);

        // Nothing was final because of a failure: with another server the same days are answered.
        await using var other = await FakeModelServer.StartAsync(Right);
        await host.ConfigureAsync(baseUrl: other.BaseUrl);
        for (var i = 1; i < failures.Length; i++) await host.WaitAsync(new DateOnly(2026, 2, 20).AddDays(i), "answered");
        other.Bodies.Count.ShouldBeGreaterThanOrEqualTo(failures.Length - 1);

        var ledger = await Http.Api.Get(host.Client, "admin/ai/ledger");
        var outcomes = ledger.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("outcome").GetString()).ToHashSet();
        outcomes.ShouldContain("cut-off");
        outcomes.ShouldContain("rate-limited");
        outcomes.ShouldContain("unauthorized");
        outcomes.ShouldContain("timed-out");
        ledger.GetProperty("totals").GetProperty("calls").GetInt64().ShouldBe(ledger.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Nothing_is_asked_when_it_is_off_does_not_fit_the_budget_or_is_not_local()
    {
        var day = new DateOnly(2026, 3, 2);
        await using var host = await ModelHost.StartAsync(await postgres.CopyAsync(), Right);
        await host.ObserveAsync(day, new Window("Code", "limits.cs", Branch: "feature/ENG-41-limits"), new Window("Chrome", "Webhook delivery explained", "https://blog.example/webhook/delivery/explained"));
        await host.SettledAsync();
        (await host.WaitAsync(day, "off", "not-configured")).GetProperty("observed_ms").GetInt64().ShouldBe(1_200_000);

        await host.ConfigureAsync(mode: "off");
        await host.WaitAsync(day, "off", "off");

        // A public address in local mode is refused where the connection is made, whatever its name is.
        await host.ConfigureAsync(baseUrl: "http://198.51.100.7:8080/v1");
        await host.WaitAsync(day, "failed", "denied-by-policy");

        await host.ConfigureAsync(userBudget: new { period = "day", max_tokens = 100 });
        await host.WaitAsync(day, "failed", "budget");
        (await Http.Api.Get(host.Client, "admin/ai")).GetProperty("user_budget").GetProperty("used_tokens").GetInt64().ShouldBe(0);

        await Http.Api.Put(host.Client, "me/ai", new { mode = "off" });
        await host.ConfigureAsync();
        await host.WaitAsync(day, "off", "off-by-person");
        host.Server.Bodies.ShouldBeEmpty();

        await Http.Api.Put(host.Client, "me/ai", new { mode = "inherit" });
        await host.WaitAsync(day, "answered", also: ModelHost.HasModelBlock);
        (await Http.Api.Get(host.Client, "admin/ai")).GetProperty("user_budget").GetProperty("used_tokens").GetInt64().ShouldBe(1_200);
    }

    private static bool Published(JsonElement day, Guid task) =>
        day.GetProperty("blocks").EnumerateArray().Any(block => block.GetProperty("task") is { ValueKind: JsonValueKind.Object } named && named.GetProperty("id").GetGuid() == task);

    private static string Word(int i) => ((string[])["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"])[i];
}

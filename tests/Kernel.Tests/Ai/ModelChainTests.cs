using System.Net;
using Daybook.Kernel.Ai;
using Daybook.Kernel.Ai.Budgets;
using Daybook.Kernel.Ai.Chain;
using Daybook.Kernel.Ai.Ledger;
using Daybook.Kernel.Ai.Prices;
using Daybook.Kernel.Ai.Providers;
using Daybook.Kernel.Ai.Settings;
using Daybook.Kernel.Database;
using Daybook.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.AI;
using Npgsql;
using Shouldly;
using Xunit;

namespace Daybook.Kernel.Tests.Ai;

/// <summary>The links of the chain, each by itself.</summary>
public sealed class ModelChainTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ModelCall Call = new(Guid.Empty, 7, "test", 1, new Dictionary<string, int>(StringComparer.Ordinal));

    static ModelChainTests() => DapperMappings.Register();

    private static ModelSettings Settings(Guid workspace) => new(
        workspace, AiMode.Cloud, AiProvider.OpenAi, "https://api.openai.com/v1", "gpt-4o-mini", null, 40, ModelBudget.None, ModelBudget.None, null, null, Now);

    [Fact]
    public void Five_failures_in_five_minutes_open_the_breaker_for_ten()
    {
        var clock = new ManualClock(Now);
        var breaker = new Breaker(clock);
        for (var i = 0; i < 4; i++) breaker.Failed();
        clock.Advance(TimeSpan.FromMinutes(5));
        breaker.Failed();
        breaker.Remaining.ShouldBeNull();
        for (var i = 0; i < 4; i++) breaker.Failed();
        breaker.Remaining.ShouldBe(TimeSpan.FromMinutes(10));
        clock.Advance(TimeSpan.FromMinutes(10));
        breaker.Remaining.ShouldBeNull();
    }

    [Fact]
    public void A_price_is_known_by_host_and_name_or_not_at_all()
    {
        var settings = Settings(Guid.Empty);
        PriceTable.Of(settings)!.Cost(1_000_000, 1_000_000).ShouldBe(750_000);
        PriceTable.Of(settings with { Model = "gpt-4o-2024-08-06" })!.Cost(2_000, 100).ShouldBe(6_000);
        PriceTable.Of(settings with { Model = "gpt-4o-mini-high" }).ShouldBeNull();
        PriceTable.Of(settings with { Model = "llama3" }).ShouldBeNull();
        PriceTable.Of(settings with { BaseUrl = "http://127.0.0.1:11434/v1" }).ShouldBeNull();
        PriceTable.Of(settings with { Model = "llama3", PriceInMicros = 10, PriceOutMicros = 0 })!.Cost(100_000, 5).ShouldBe(1);
    }

    [Fact]
    public void Local_means_this_machine_and_its_network_and_elsewhere_is_only_reached_encrypted()
    {
        using var sockets = new ModelSockets((_, _) => Task.FromResult(Array.Empty<IPAddress>()), () => [5432]);
        bool Allows(string address, bool encrypted, bool near, int port = 443) => sockets.Allows(IPAddress.Parse(address), port, encrypted, near);

        foreach (var home in (string[])["127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.9", "fd00::1", "::ffff:192.168.1.9"]) Allows(home, encrypted: false, near: true).ShouldBeTrue(home);
        foreach (var away in (string[])["8.8.8.8", "172.32.0.1", "2001:4860::1", "::ffff:8.8.8.8"]) Allows(away, encrypted: true, near: true).ShouldBeFalse(away);
        foreach (var never in (string[])["169.254.169.254", "0.0.0.0", "fe80::1", "::ffff:169.254.169.254", "64:ff9b::808:808"]) Allows(never, encrypted: true, near: false).ShouldBeFalse(never);
        Allows("8.8.8.8", encrypted: true, near: false).ShouldBeTrue();
        Allows("8.8.8.8", encrypted: false, near: false).ShouldBeFalse();
        Allows("127.0.0.1", encrypted: true, near: false, port: 5432).ShouldBeFalse();
    }

    [Fact]
    public async Task However_many_ask_at_once_a_budget_is_not_exceeded()
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        var clock = new ManualClock(Now);
        var spend = new SpendStore(new Db(source), clock);
        var settings = Settings(Guid.CreateVersion7()) with { Budget = new ModelBudget("month", 1_000, null), UserBudget = new ModelBudget("day", 600, null) };

        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => spend.ReserveAsync(settings, 1 + i % 2, 100, 0, None)));
        taken.Count(reservation => reservation is not null).ShouldBe(10);

        // What was not used is given back; another day is another day's budget, another month another month's.
        await spend.SettleAsync(taken.OfType<Reservation>().First(), 10, 0, None);
        (await spend.SpentAsync(settings.WorkspaceId, null, settings.Budget, None)).Tokens.ShouldBe(910);
        (await spend.ReserveAsync(settings, 3, 100, 0, None)).ShouldBeNull();
        clock.Advance(TimeSpan.FromDays(1));
        (await spend.ReserveAsync(settings, 3, 500, 0, None)).ShouldNotBeNull();
        (await spend.ReserveAsync(settings with { Budget = new ModelBudget("month", null, 10) }, 4, 1, 11, None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_strictest_word_holds_and_no_word_is_off()
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        var db = new Db(source);
        var store = new ModelSettingsStore(db, new EphemeralDataProtectionProvider(), new ManualClock(Now));
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await store.AccessAsync(7, [one], None)).Reason.ShouldBe("not-configured");
        await db.InTransactionAsync(tx => store.WriteAsync(tx, Settings(one) with { Key = "sk-1" }, None), None);
        (await store.AccessAsync(7, [one], None)).Settings!.Key.ShouldBe("sk-1");
        (await store.AccessAsync(7, [one, two], None)).Reason.ShouldBe("not-configured");
        await db.InTransactionAsync(tx => store.WriteAsync(tx, Settings(two) with { Mode = AiMode.Local, BaseUrl = "http://10.0.0.2/v1" }, None), None);
        var access = await store.AccessAsync(7, [one, two], None);
        access.Mode.ShouldBe(AiMode.Local);
        access.Settings!.WorkspaceId.ShouldBe(two);
        await db.InTransactionAsync(tx => store.WritePersonAsync(tx, 7, AiMode.Local, None), None);
        (await store.AccessAsync(7, [one], None)).Settings!.Mode.ShouldBe(AiMode.Local);
        await db.InTransactionAsync(tx => store.WritePersonAsync(tx, 7, AiMode.Off, None), None);
        (await store.AccessAsync(7, [one], None)).Reason.ShouldBe("off-by-person");

        // A null key keeps the stored one; without its keys it is lost, and says so.
        await db.InTransactionAsync(tx => store.WriteAsync(tx, Settings(one), None), None);
        (await store.OpenAsync(one, None))!.Key.ShouldBe("sk-1");
        var stranger = new ModelSettingsStore(db, new EphemeralDataProtectionProvider(), new ManualClock(Now));
        (await Should.ThrowAsync<ModelException>(() => stranger.OpenAsync(one, None))).Reason.ShouldBe(ModelException.KeyUnreadable);
    }

    [Fact]
    public async Task What_looks_like_a_secret_does_not_leave_and_without_a_guard_nothing_does()
    {
        using var silent = new Echo();
        using var guarded = new GuardChatClient(silent, [text => text.Contains("hunter2", StringComparison.Ordinal) ? "credentials" : null]);
        (await guarded.GetResponseAsync("fine", cancellationToken: None)).Text.ShouldBe("fine");
        (await Should.ThrowAsync<ModelException>(() => guarded.GetResponseAsync("hunter2", cancellationToken: None))).Reason.ShouldBe(ModelException.Secret);
        using var open = new GuardChatClient(silent, []);
        await Should.ThrowAsync<ModelException>(() => open.GetResponseAsync("fine", cancellationToken: None));
        silent.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Streams_pass_the_whole_chain_and_every_call_stands_in_the_ledger()
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        var db = new Db(source);
        var clock = new ManualClock(Now);
        var settings = Settings(Guid.CreateVersion7());
        var call = Call with { WorkspaceId = settings.WorkspaceId };
        using var echo = new Echo();
        using var chain = new BudgetChatClient(
            new LedgerChatClient(new SteadyChatClient(echo, new Breaker(clock), SteadyChatClient.Pipeline(TimeSpan.FromSeconds(5))), new LedgerStore(db, clock), settings, call),
            new SpendStore(db, clock), settings, call);
        var heard = "";
        await foreach (var update in chain.GetStreamingResponseAsync("hello", cancellationToken: None)) heard += update.Text;
        heard.ShouldBe("hello");
        echo.Failure = new ModelException(ModelException.ServerError, passing: true);
        (await Should.ThrowAsync<ModelException>(() => chain.GetResponseAsync("again", cancellationToken: None))).Reason.ShouldBe(ModelException.ServerError);
        echo.Calls.ShouldBe(3);
        var entries = await new LedgerQueries(db).PageAsync(settings.WorkspaceId, 7, null, 10, None);
        entries.Select(entry => entry.Outcome).ShouldBe(["server-error", "ok"], ignoreOrder: true);
        entries.ShouldAllBe(entry => entry.Hash.Length == 64);
    }

    private sealed class Echo : IChatClient
    {
        public int Calls { get; private set; }

        public ModelException? Failure { get; set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            return Failure is null ? Task.FromResult(new ChatResponse(messages.Last()) { Usage = new UsageDetails { InputTokenCount = 1, OutputTokenCount = 1 } }) : throw Failure;
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Past the chain.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Daybook.Insights.Tests.Reads;
using Daybook.Testing;
using Npgsql;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(ReadHost))]

namespace Daybook.Insights.Tests.Reads;

/// <summary>One real host for everything that reads statistics. Its clock stands at noon of 21 November 2026 (UTC) unless a test makes its own.</summary>
public sealed class ReadHost : IAsyncLifetime
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly PostgresFixture postgres = new();

    public DaybookApp App { get; private set; } = null!;

    public Owner Owner { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await postgres.InitializeAsync();
        App = new DaybookApp(postgres.ConnectionString, new FixedClock(Noon));
        Owner = await App.SetupAsync("Etc/UTC");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await postgres.DisposeAsync();
    }
}

/// <summary>Runs on, but tells a time of one's own: it started at a given instant.</summary>
internal sealed class FixedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(began);
}

/// <summary>Somebody of their own at the host, with an editor key; heartbeats go in as an editor sends them.</summary>
public sealed class Coder(ReadHost host, HttpClient client, HttpClient editor, int user)
{
    public const string VsCode = "wakatime/v1.106.1 (linux-6.1.0-x86_64) go1.23.3 vscode/1.95.0 vscode-wakatime/25.0.0";
    public const string Vim = "wakatime/v1.106.1 (darwin-24.0.0-arm64) go1.23.3 vim/9.0 vim-wakatime/11.1.1";

    public HttpClient Client => client;
    public HttpClient Editor => editor;
    public int User => user;
    public DaybookApp App => host.App;

    public static async Task<Coder> ComeAsync(ReadHost host, string zone = "Etc/UTC")
    {
        var email = $"{Guid.CreateVersion7():n}@example.org";
        await using var connection = new NpgsqlConnection(host.App.ConnectionString);
        var user = await connection.ExecuteScalarAsync<int>("""
            with person as (
                insert into workspace.user (id, workspace_id, email, password_hash, name, time_zone, week_schedule, created_at)
                select @Id, workspace_id, @email, password_hash, 'Mia Member', @zone, week_schedule, now() from workspace.user where id = @UserId
                returning user_id, workspace_id)
            insert into workspace.member (user_id, workspace_id, role, joined_at) select user_id, workspace_id, 'member', now() from person
            returning user_id
            """, new { Id = Guid.CreateVersion7(), email, zone, host.Owner.UserId });
        var client = host.App.With(await host.App.TokenOfAsync(email, DaybookApp.Password));
        var made = await client.PostAsJsonAsync("/api/v1/me/editor-keys", new { name = "tests" });
        var key = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
        var editor = host.App.Anonymous();
        editor.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(key)));
        return new Coder(host, client, editor, user);
    }

    /// <summary>Sends heartbeats, and waits until this person's days are derived.</summary>
    public async Task SendAsync(params JsonObject[] beats)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/users/current/heartbeats.bulk");
        request.Content = JsonContent.Create(beats);
        request.Headers.Add("X-Machine-Name", "laptop");
        using var answer = await editor.SendAsync(request);
        ((int)answer.StatusCode).ShouldBeInRange(201, 202, await answer.Content.ReadAsStringAsync());
        await SettleAsync();
    }

    public async Task SettleAsync()
    {
        await using var connection = new NpgsqlConnection(host.App.ConnectionString);
        for (var i = 0; i < 1500; i++)
        {
            var open = (await connection.QueryAsync<string>("""
                select stage || ' ' || day || coalesce(': ' || last_error, '') from platform.day_work where user_id = @user and dirty > done and stage not in ('enrichment.ask', 'journal.write')
                """, new { user })).ToList();
            if (open.Count == 0) return;
            if (i == 1499) throw new TimeoutException("The days of this person do not settle: " + string.Join(", ", open));
            await Task.Delay(20);
        }
    }

    /// <summary>A heartbeat at a time of day (UTC) of a date: "2026-11-21T09:00:00".</summary>
    public static JsonObject Beat(
        string at, string project = "shop", string file = "/w/shop/cart.py", string language = "Python", string agent = VsCode, string branch = "main",
        string? category = null, bool write = false) => new()
    {
        ["entity"] = file, ["type"] = "file", ["time"] = DateTimeOffset.Parse(at + "Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() / 1000.0,
        ["project"] = project, ["language"] = language, ["branch"] = branch, ["category"] = category, ["is_write"] = write, ["user_agent"] = agent,
    };

    public async Task<JsonElement> GetAsync(string path, HttpClient? with = null)
    {
        using var answer = await (with ?? editor).GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}

/// <summary>Compares JSON with what was written by hand.</summary>
internal static class Golden
{
    /// <summary>Every member that stands in the golden text must be so in the answer; "*" stands for anything that is there.</summary>
    public static void Matches(JsonElement answer, string golden)
    {
        var differences = new List<string>();
        Compare(JsonDocument.Parse(golden).RootElement, answer, "$", differences);
        differences.ShouldBeEmpty(answer.ToString());
    }

    private static void Compare(JsonElement golden, JsonElement answer, string at, List<string> differences)
    {
        if (golden.ValueKind == JsonValueKind.String && golden.GetString() == "*") return;
        if (golden.ValueKind != answer.ValueKind)
        {
            differences.Add($"{at}: {answer} instead of {golden}");
            return;
        }

        switch (golden.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in golden.EnumerateObject())
                    if (answer.TryGetProperty(member.Name, out var value)) Compare(member.Value, value, at + "." + member.Name, differences);
                    else differences.Add($"{at}.{member.Name} is missing");
                foreach (var member in answer.EnumerateObject())
                    if (!golden.TryGetProperty(member.Name, out _)) differences.Add($"{at}.{member.Name} is too much");
                break;
            case JsonValueKind.Array:
                if (golden.GetArrayLength() != answer.GetArrayLength()) differences.Add($"{at}: {answer.GetArrayLength()} items instead of {golden.GetArrayLength()}");
                foreach (var (left, right, index) in golden.EnumerateArray().Zip(answer.EnumerateArray(), Enumerable.Range(0, int.MaxValue)))
                    Compare(left, right, $"{at}[{index}]", differences);
                break;
            case JsonValueKind.Number:
                if (golden.GetDouble() != answer.GetDouble()) differences.Add($"{at}: {answer} instead of {golden}");
                break;
            default:
                if (golden.ToString() != answer.ToString()) differences.Add($"{at}: {answer} instead of {golden}");
                break;
        }
    }
}

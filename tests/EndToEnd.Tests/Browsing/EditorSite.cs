using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Testing;
using Shouldly;
using Xunit;

namespace Daybook.EndToEnd.Tests.Browsing;

/// <summary>
/// The real host with an owner whom nothing reports for yet. They live where it is noon now, so that a few hours to either side are today
/// whenever the tests run.
/// </summary>
public sealed class EditorSite : IAsyncLifetime
{
    private readonly EmptySite site = new();

    public Uri Address => site.App.Address;

    public Owner Owner { get; private set; } = null!;

    public DateTimeOffset Noon { get; } = FullHour(TimeProvider.System.GetUtcNow());

    public DateOnly Today => DateOnly.FromDateTime(Noon.UtcDateTime.AddHours(12 - Noon.Hour));

    public async ValueTask InitializeAsync()
    {
        await site.InitializeAsync();
        // Such zones count the other way round: west of Greenwich is plus.
        var west = Noon.Hour - 12;
        Owner = await site.App.SetupAsync(string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(west < 0 ? '-' : '+')}{Math.Abs(west)}"));
    }

    public HttpClient Anonymous() => site.App.Anonymous();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    /// <summary>A day of the owner, as the address of a page has it.</summary>
    public string Day(int ago) => Today.AddDays(-ago).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The instant when the owner's clock showed this time of day.</summary>
    public DateTimeOffset At(int daysAgo, int hour, int minute = 0) => Noon.AddDays(-daysAgo).AddHours(hour - 12).AddMinutes(minute);

    /// <summary>Sends heartbeats as a plugin does, over HTTP, and waits until their days are derived.</summary>
    public async Task SendAsync(params IEnumerable<Beat> beats)
    {
        using var answer = await Owner.Client.PostAsJsonAsync(new Uri("/api/v1/users/current/heartbeats.bulk", UriKind.Relative), beats.Select(beat => beat.Body));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var verdicts = await answer.Content.ReadFromJsonAsync<JsonElement>();
        verdicts.GetProperty("responses").EnumerateArray().ShouldAllBe(one => one[1].GetInt32() == 201);
        await site.App.WaitUntilSettledAsync(TimeSpan.FromMinutes(2));
    }

    /// <summary>Sends with a key as it was shown, like the program it was pasted into.</summary>
    public async Task<HttpStatusCode> SendWithAsync(string key, Beat beat)
    {
        using var client = site.App.With(key);
        using var answer = await client.PostAsJsonAsync(new Uri("/api/v1/users/current/heartbeats", UriKind.Relative), beat.Body);
        return answer.StatusCode;
    }

    private static DateTimeOffset FullHour(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
}

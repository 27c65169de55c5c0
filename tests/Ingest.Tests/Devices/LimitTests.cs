using System.Net;
using System.Net.Http.Json;
using Daybook.Ingest.Tests.Tracker;
using Daybook.Testing;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;
using static Daybook.Ingest.Tests.Tracker.TrackerApp;

namespace Daybook.Ingest.Tests.Devices;

public sealed class LimitTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_flush_beyond_the_burst_is_told_when_to_come_back_and_a_refusal_costs_nothing()
    {
        var settings = new Dictionary<string, string> { ["Ingest:DeviceBurst"] = "600", ["Ingest:DevicePerSecond"] = "100" };
        await using var app = new DaybookApp(postgres.ConnectionString, settings: settings);
        var owner = await app.SetupAsync();
        var project = await ProjectAsync(owner.Client, "Harbor");
        var device = Guid.CreateVersion7().ToString();
        await ReadAsync(await owner.Client.PostAsJsonAsync("/api/v1/tracker/devices:enroll", new { device_id = device, project_id = project }));

        async Task<HttpResponseMessage> SendAsync(int events) => await owner.Client.PostAsync(
            "/api/v1/tracker/events:batch", JsonContent.Create(Batch(device, Enumerable.Range(0, events).Select(i => Event(seq: i)))));

        (await SendAsync(500)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await SendAsync(500);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("/problems/too-many-requests");
        for (var i = 0; i < 5; i++) (await SendAsync(500)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        await Task.Delay(refused.Headers.RetryAfter.Delta.Value + TimeSpan.FromSeconds(1));
        (await SendAsync(500)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Settings_out_of_range_stop_the_start()
    {
        await using var app = new DaybookApp(postgres.ConnectionString, settings: new Dictionary<string, string> { ["Ingest:DeviceBurst"] = "0" });
        Should.Throw<OptionsValidationException>(() => app.Anonymous());
    }
}

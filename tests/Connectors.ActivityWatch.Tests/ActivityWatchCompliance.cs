using Daybook.AwStub;
using Daybook.Connectors.Compliance;

namespace Daybook.Connectors.ActivityWatch.Tests;

public sealed class ActivityWatchCompliance : ConnectorCompliance<ActivityWatchConnector>
{
    protected override async Task<ComplianceSource> StartAsync()
    {
        const string Token = "s3cret-api-key-of-the-server";
        var server = await AwServer.StartAsync();
        server.Authorization = "Bearer " + Token;
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (id, type) in new[] { ("aw-watcher-window_laptop", "currentwindow"), ("aw-watcher-afk_laptop", "afkstatus") })
        {
            server.Store.Bucket(id, type);
            for (var hour = 1; hour < 96; hour++)
                server.Store.Add(id, now.AddHours(-hour), TimeSpan.FromMinutes(20), type == "afkstatus" ? new { status = "not-afk" } : new { app = "Code", title = $"file {hour}" });
        }

        var good = $$"""{"server_url":"{{server.Address}}","authorization":"{{Token}}","lookback_days":5}""";
        return new ComplianceSource(ComplianceSource.From(good),
        [
            ComplianceSource.From($$"""{"server_url":"http://127.0.0.1:9","authorization":"{{Token}}"}"""),
            ComplianceSource.From($$"""{"server_url":"{{server.Address}}","authorization":"{{Token}}-wrong"}"""),
            ComplianceSource.From($$"""{"server_url":"{{server.Address}}elsewhere","authorization":"{{Token}}"}"""),
            ComplianceSource.From($$"""{"server_url":"ftp://x","authorization":"{{Token}}"}"""),
            ComplianceSource.From($$"""{"server_url":"not a url","authorization":"{{Token}}"}"""),
            ComplianceSource.From($$"""{"server_url":"http://user:{{Token}}@127.0.0.1:9"}"""),
            ComplianceSource.From($$"""{"server_url":"{{server.Address}}","authorization":"{{Token}}","lookback_days":91}"""),
            ComplianceSource.From($$"""{"server_url":"{{server.Address}}","authorization":"{{Token}}","bucket_ids":["nope"]}"""),
        ], [Token], server);
    }
}

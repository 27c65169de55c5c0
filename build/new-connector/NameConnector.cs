using System.Runtime.CompilerServices;

namespace Daybook.Connectors.Name;

/// <summary>Reads … from ….</summary>
public sealed class NameConnector : IConnector
{
    public ConnectorInfo Info { get; } = new("name", "Name", "What it brings, in a sentence.", new Version(1, 0), ["samples"]);

    public SettingsSchema Settings { get; } = new(
    [
        new SettingsField("server_url", "Server", FieldKind.Url) { Required = true },
        new SettingsField("token", "Token", FieldKind.Secret) { Help = "Where to find it, and what it has to be allowed." },
    ]);

    public async Task<TestResult> TestAsync(ConnectorContext context, CancellationToken cancellationToken)
    {
        // One check per thing that can be wrong, each with a sentence that says what to do. No bodies, no exception texts, no secrets.
        try
        {
            using var answer = await context.Http.GetAsync(new Uri(context.Text("server_url")!), cancellationToken);
            return new TestResult([new Check("reachable", answer.IsSuccessStatusCode, answer.IsSuccessStatusCode ? "The server answers." : "The server refuses the request.")]);
        }
        catch (HttpRequestException failed)
        {
            return new TestResult([new Check("reachable", false, failed.InnerException is ConnectorException told ? told.Message : "The server cannot be reached.")]);
        }
    }

    public async IAsyncEnumerable<SyncBatch> SyncAsync(
        ConnectorContext context, Checkpoint? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        context.Progress.Report(new SyncProgress("reading"));
        await Task.CompletedTask;
        cancellationToken.ThrowIfCancellationRequested();
        yield return new SyncBatch
        {
            Streams = [new StreamBatch("stream", "Stream", "machine", StreamKind.Window, [])],
            Checkpoint = new Checkpoint("what lets the next sync go on from here"),
        };
    }
}

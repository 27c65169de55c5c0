using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Daybook.Connectors.Sample;

/// <summary>A connector that does as it is told by its settings, well or badly: what the host is tried against.</summary>
public sealed class SampleConnector : IConnector, IFileImporter
{
    public SampleConnector()
    {
        var folder = Path.GetDirectoryName(typeof(SampleConnector).Assembly.Location)!;
        if (File.Exists(Path.Combine(folder, "throw.dll"))) throw new InvalidOperationException("secret-of-the-constructor");
        if (File.Exists(Path.Combine(folder, "hang.dll"))) Thread.Sleep(Timeout.Infinite);
    }

    public string FileHint => "sample.txt";

    public ConnectorInfo Info => new("sample", "Sample", "For the tests of the host.", new Version(1, 0), ["samples"]);

    public SettingsSchema Settings { get; } = new(
    [
        new SettingsField("behave", "Behaviour", FieldKind.Text) { Required = true, Default = "\"well\"" },
        new SettingsField("batches", "Batches", FieldKind.Number) { Min = 0, Max = 10_000, Default = "3" },
        new SettingsField("token", "Token", FieldKind.Secret),
    ]);

    public async Task<TestResult> TestAsync(ConnectorContext context, CancellationToken cancellationToken)
    {
        await BehaveAsync(context, cancellationToken);
        return new TestResult([new Check("behaves", context.Text("behave") == "well", "It behaves: " + context.Text("behave"))]);
    }

    public async IAsyncEnumerable<SyncBatch> SyncAsync(
        ConnectorContext context, Checkpoint? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = since is null ? 0 : int.Parse(since.Value, CultureInfo.InvariantCulture);
        for (var index = first; index < context.Number("batches", 3); index++)
        {
            await BehaveAsync(context, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            context.Progress.Report(new SyncProgress("reading", "stream", index, (long)context.Number("batches", 3)));
            yield return Batch(index, context.Text("behave") switch { "oversized" => 2_001, "huge-text" => 1, _ => 1 }, context.Text("behave") == "huge-text");
        }
    }

    public async IAsyncEnumerable<SyncBatch> ImportAsync(
        Stream file, ConnectorContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0) throw new ConnectorException("not-an-export", "The file is not an export of Sample.");
            yield return Batch(line.Length, 1, false);
        }
    }

    private static SyncBatch Batch(int index, int samples, bool huge) => new()
    {
        Streams =
        [
            new StreamBatch("stream", "Stream", "machine", StreamKind.Window,
                [.. Enumerable.Range(0, samples).Select(item => new SyncSample($"{index}-{item}", DateTimeOffset.UnixEpoch.AddMinutes(index), TimeSpan.FromSeconds(30))
                {
                    Title = huge ? new string('x', 100_000) : "title",
                })]),
        ],
        Checkpoint = new Checkpoint((index + 1).ToString(CultureInfo.InvariantCulture)),
    };

    private static async Task BehaveAsync(ConnectorContext context, CancellationToken cancellationToken)
    {
        switch (context.Text("behave"))
        {
            case "throw": throw new InvalidOperationException("secret-in-an-exception");
            case "say-no": throw new ConnectorException("said-no", "It said no.");
            case "block": Thread.Sleep(Timeout.Infinite); break;
            case "spin": while (true) Thread.SpinWait(100);
            case "ignore-cancel": await Task.Delay(Timeout.Infinite, CancellationToken.None); break;
            case "wait": await Task.Delay(Timeout.Infinite, cancellationToken); break;
            case "void": Later(); await Task.Delay(100, cancellationToken); break;
            case "reflect": JsonSerializer.Serialize(context.Text("behave")); break;
        }
    }

    private static async void Later()
    {
        await Task.Yield();
        throw new InvalidOperationException("nobody waits for this");
    }
}

using Daybook.Connectors.Compliance;
using Daybook.Connectors.Sample;

namespace Daybook.Connectors.Hosting.Tests;

public sealed class SampleCompliance : ConnectorCompliance<SampleConnector>
{
    protected override string Folder => DropFolder.SampleFolder;

    protected override Task<ComplianceSource> StartAsync() => Task.FromResult(new ComplianceSource(
        ComplianceSource.From("""{"behave":"well","batches":3,"token":"hunter2-hunter2"}"""),
        [ComplianceSource.From("""{"behave":"badly","batches":3,"token":"hunter2-hunter2"}""")],
        ["hunter2-hunter2"], new Nothing()));

    private sealed class Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

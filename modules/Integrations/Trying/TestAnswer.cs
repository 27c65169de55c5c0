using System.Text.Json;
using Daybook.Connectors;
using Daybook.Connectors.Hosting;
using Daybook.Integrations.Egress;
using Daybook.Integrations.Syncing;
using Microsoft.Extensions.Logging;

namespace Daybook.Integrations.Trying;

/// <summary>One thing a test looked at.</summary>
internal sealed record CheckItem(string Name, bool Ok, string Message, string? Details);

/// <summary>What a test found: ok when every check is.</summary>
internal sealed record TestAnswer(bool Ok, IReadOnlyList<CheckItem> Checks)
{
    public static TestAnswer Failed(string name, string message) => new(false, [new CheckItem(name, false, message, null)]);
}

/// <summary>Runs a connector's test; whatever happens inside becomes a check in words.</summary>
internal sealed class SettingsTest(ConnectorCatalog catalog, EgressClients egress, ILoggerFactory logs, TimeProvider clock)
{
    public async Task<TestAnswer> RunAsync(string connector, IReadOnlyDictionary<string, JsonElement> settings, CancellationToken ct)
    {
        using var lease = catalog.Lease(connector);
        if (lease is null) return TestAnswer.Failed("connector", "The connector is not available at the moment.");
        using var http = egress.Create();
        var context = new ConnectorContext(settings, http, logs.CreateLogger("Daybook.Connectors." + connector), clock, new RunProgress());
        try
        {
            var result = await lease.TestAsync(context, ct);
            return new TestAnswer(result.Ok, [.. result.Checks.Select(check => new CheckItem(check.Name, check.Ok, check.Message, check.Details))]);
        }
        catch (ConnectorException told)
        {
            return TestAnswer.Failed(told.Slug, told.Message);
        }
        catch (ConnectorFaultException fault)
        {
            return TestAnswer.Failed(fault.Slug, fault.Message);
        }
    }
}

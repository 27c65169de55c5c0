using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Daybook.Connectors.Compliance;

/// <summary>A connector's surroundings that remember what it said.</summary>
public sealed class Recorder : ILogger, IProgress<SyncProgress>, IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(3),
    })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    public ConcurrentQueue<string> Said { get; } = [];
    public ConcurrentQueue<SyncProgress> Progress { get; } = [];

    public ConnectorContext Context(IReadOnlyDictionary<string, JsonElement> settings, TimeProvider? clock = null) =>
        new(settings, http, this, clock ?? TimeProvider.System, this);

    public void Report(SyncProgress value)
    {
        Progress.Enqueue(value);
        Said.Enqueue($"{value.Phase} {value.Item}");
    }

    public void Note(TestResult result)
    {
        foreach (var check in result.Checks) Said.Enqueue($"{check.Name} {check.Message} {check.Details}");
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Said.Enqueue(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Said.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose() => http.Dispose();
}

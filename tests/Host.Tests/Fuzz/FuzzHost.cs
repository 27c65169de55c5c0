using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Daybook.Host.Postgres;
using Daybook.Migrations;
using Daybook.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Daybook.Host.Tests.Fuzz;

/// <summary>Tests that share one host, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FuzzCollection : ICollectionFixture<FuzzHost>
{
    public const string Name = "fuzz";
}

/// <summary>The host on a real port, on a database of its own whose log can be read; an owner, a project and a device.</summary>
public sealed class FuzzHost : IAsyncLifetime
{
    private static readonly string[] Bad = [" ERROR:  ", " FATAL:  ", " PANIC:  "];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("daybook-fuzz-");
    private EmbeddedServer _server = null!;
    private int _calm;

    public DaybookApp App { get; private set; } = null!;
    public Owner Owner { get; private set; } = null!;
    public string Project { get; private set; } = "";
    public string Device { get; } = Guid.CreateVersion7().ToString();

    public async ValueTask InitializeAsync()
    {
        _server = await EmbeddedServer.StartAsync(_folder.FullName, null, _ => { }, CancellationToken.None);
        await _server.CreateDatabaseAsync(CancellationToken.None);
        var database = _server.ConnectionString("daybook");
        await Migrator.UpAsync(database, CancellationToken.None);
        App = new DaybookApp(database, kestrel: true, settings: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // What a limit would refuse says nothing about the readers behind it.
            ["Ingest:DeviceBurst"] = "10000000", ["Ingest:DevicePerSecond"] = "1000000", ["Ingest:UserBurst"] = "10000000", ["Ingest:UserPerSecond"] = "1000000",
            ["Logging:LogLevel:Default"] = "Error",
        });
        Owner = await App.SetupAsync();
        Project = (await MadeAsync("/api/v1/projects", new { name = "Harbor", tracker_enabled = true })).GetProperty("id").GetString()!;
        await MadeAsync("/api/v1/tracker/devices:enroll", new { device_id = Device, project_id = Project, name = "laptop" });
        _calm = Log().Length;
    }

    /// <summary>Every endpoint of the host.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints => [.. App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>What PostgreSQL complained about since the database was made.</summary>
    public IReadOnlyList<string> Complaints() => [.. Log()[_calm..].Split('\n').Where(line => Bad.Any(bad => line.Contains(bad, StringComparison.Ordinal)))];

    private string Log()
    {
        using var file = new FileStream(Directory.EnumerateFiles(Real(_folder), "server.log", SearchOption.AllDirectories).Single(), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    /// <summary>Days whose derivation was given up, with the reason.</summary>
    public async Task<IReadOnlyList<string>> ParkedAsync()
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString("daybook"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select stage || ' ' || day || ' ' || coalesce(last_error, '') from platform.day_work where parked_at is not null", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var parked = new List<string>();
        while (await reader.ReadAsync()) parked.Add(reader.GetString(0));
        return parked;
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null) await App.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // The files may lie elsewhere, where the server's user can reach them.
    private static string Real(DirectoryInfo folder)
    {
        var link = new DirectoryInfo(Path.Combine(folder.FullName, "postgres"));
        return link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link.FullName;
    }

    private async Task<JsonElement> MadeAsync(string path, object body)
    {
        var answer = await Owner.Client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{path}: {(int)answer.StatusCode} {text}"));
        return JsonDocument.Parse(text).RootElement.Clone();
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Daybook.Ingest.Devices;
using Npgsql;

namespace Daybook.Ingest.Tracker.Projects;

/// <summary>What a project asks of its devices: only what somebody set.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ProjectConfig(
    int? SampleIntervalS = null, string? ScreenshotPolicy = null, int? ScreenshotEveryNSamples = null, int? IdleThresholdS = null, bool? Paused = null,
    IReadOnlyList<string>? ExcludedBundleIds = null)
{
    public ChangeDevice.ConfigChange Change => new(SampleIntervalS, IdleThresholdS, ScreenshotPolicy, ScreenshotEveryNSamples, ExcludedBundleIds);

    /// <summary>With what the other one sets in the place of this one's.</summary>
    public ProjectConfig With(ProjectConfig other) => new(
        other.SampleIntervalS ?? SampleIntervalS, other.ScreenshotPolicy ?? ScreenshotPolicy, other.ScreenshotEveryNSamples ?? ScreenshotEveryNSamples,
        other.IdleThresholdS ?? IdleThresholdS, other.Paused ?? Paused, other.ExcludedBundleIds ?? ExcludedBundleIds);

    /// <summary>A device's settings with these in their place.</summary>
    public CaptureConfig On(CaptureConfig device) => ChangeDevice.Changed(device with { Paused = Paused ?? device.Paused }, Change);
}

/// <summary>The one writer of ingest.project_capture, and what it means for devices.</summary>
internal sealed class ProjectCapture(DeviceStore devices, TimeProvider time)
{
    private static readonly JsonSerializerOptions Stored = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task<ProjectConfig> FindAsync(NpgsqlConnection connection, Guid projectId, CancellationToken ct) =>
        await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(Find, new { projectId }, cancellationToken: ct)) is { } json
            ? JsonSerializer.Deserialize<ProjectConfig>(json, Stored)! : new ProjectConfig();

    /// <summary>Keeps it for devices to come and copies it to every device of the project, under a new etag.</summary>
    public async Task SetAsync(NpgsqlTransaction tx, Guid projectId, ProjectConfig config, CancellationToken ct)
    {
        var etag = ChangeDevice.FreshEtag();
        await tx.Connection!.ExecuteAsync(new CommandDefinition(
            Set, new { projectId, config = JsonSerializer.Serialize(config, Stored), etag, now = time.GetUtcNow() }, tx, cancellationToken: ct));
        foreach (var device in await devices.OfProjectAsync(tx, projectId, ct)) await SeedAsync(tx, device, config, etag, ct);
    }

    /// <summary>A device that was enrolled into the project takes its settings over.</summary>
    public async Task SeedAsync(NpgsqlTransaction tx, Device device, Guid projectId, CancellationToken ct) =>
        await SeedAsync(tx, device, await FindAsync(tx.Connection!, projectId, ct), ChangeDevice.FreshEtag(), ct);

    private async Task SeedAsync(NpgsqlTransaction tx, Device device, ProjectConfig config, string etag, CancellationToken ct)
    {
        var wanted = config.On(device.Config);
        if (ChangeDevice.IsSame(wanted, device.Config)) return;
        await devices.ConfigureAsync(tx, device, wanted with { ConfigEtag = etag }, wanted.Paused ? device.PausedAt ?? time.GetUtcNow() : null, ct);
    }

    private const string Find = "select config::text from ingest.project_capture where project_id = @projectId";

    private const string Set = """
        insert into ingest.project_capture (project_id, config, config_etag, updated_at) values (@projectId, @config::jsonb, @etag, @now)
        on conflict (project_id) do update set config = excluded.config, config_etag = excluded.config_etag, updated_at = excluded.updated_at
        """;
}

using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Daybook.Ingest.Canonical;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Daybook.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Devices;

/// <summary>PATCH devices/{id}: its name, its project, whether it is paused, what it captures. What is left out stays.</summary>
internal static class ChangeDevice
{
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record ConfigChange(
        int? SampleIntervalS, int? IdleThresholdS, string? ScreenshotPolicy, int? ScreenshotEveryNSamples, IReadOnlyList<string>? ExcludedBundleIds);

    internal sealed record Request
    {
        public string? Name { get; init; }

        /// <summary>null takes the project away; left out, it stays.</summary>
        public Guid? ProjectId { get; init { field = value; NamesProject = true; } }

        public bool? Paused { get; init; }
        public ConfigChange? Config { get; init; }

        [JsonIgnore]
        public bool NamesProject { get; private init; }
    }

    private const int MaxExcluded = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/api/v1/devices/{id:guid}", HandleAsync)
        .WithName("ChangeDevice").WithTags("devices").RequireAuthorization(Policies.Write);

    private static async Task<Results<Ok<DeviceAnswer>, ProblemHttpResult>> HandleAsync(
        Guid id, Request request, ClaimsPrincipal user, DeviceDesk desk, DeviceStore devices, DevicePointer pointer, CatalogQueries catalog, TimeProvider time,
        CancellationToken ct)
    {
        var caller = Caller.Of(user);
        if (await desk.FindAsync(caller, id, ct) is not { } device) return DeviceDesk.Unknown;
        var repairs = Repairs.None;
        var name = CanonicalText.Of(request.Name?.Trim(), 255, ref repairs);
        var errors = Errors(request);
        if (request.ProjectId is { } projectId && await catalog.FindProjectAsync(caller.UserId, projectId, ct) is null) errors["project_id"] = ["unknown"];
        if (errors.Count > 0) return Problem.Invalid(errors);

        var paused = request.Paused ?? device.PausedAt is not null;
        var config = Changed(device.Config with { Paused = paused }, request.Config);
        var place = new DevicePlace(name, ProjectId: request.ProjectId, NoProject: request.NamesProject && request.ProjectId is null);
        await desk.ChangeAsync(device, async tx =>
        {
            await pointer.PointAsync(tx, device, place, seen: null, ct);
            if (!IsSame(config, device.Config))
                await devices.ConfigureAsync(tx, device, config with { ConfigEtag = FreshEtag() }, paused ? device.PausedAt ?? time.GetUtcNow() : null, ct);
        }, ct);
        return TypedResults.Ok((await desk.ShowAsync(caller, id, ct))[0]);
    }

    private static Dictionary<string, string[]> Errors(Request request)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (request.Name is { } name && name.Trim().Length is 0 or > 255) errors["name"] = [name.Trim().Length == 0 ? "required" : "too-long"];
        if (request.Config is { } config) Check(config, errors);
        return errors;
    }

    /// <summary>Notes every field that is out of its range, as config.{field}.</summary>
    public static void Check(ConfigChange config, Dictionary<string, string[]> errors)
    {
        if (config.SampleIntervalS is < 1 or > 600) errors["config.sample_interval_s"] = ["out-of-range"];
        if (config.IdleThresholdS is < 30 or > 3600) errors["config.idle_threshold_s"] = ["out-of-range"];
        if (config.ScreenshotEveryNSamples is < 1 or > 100) errors["config.screenshot_every_n_samples"] = ["out-of-range"];
        if (config.ScreenshotPolicy is not (null or "off" or "active_window" or "full_screen")) errors["config.screenshot_policy"] = ["unknown"];
        if (config.ExcludedBundleIds is { } excluded)
        {
            if (excluded.Count > MaxExcluded) errors["config.excluded_bundle_ids"] = ["too-many"];
            else if (excluded.Any(bundle => string.IsNullOrWhiteSpace(bundle) || bundle.Length > 255)) errors["config.excluded_bundle_ids"] = ["invalid"];
        }
    }

    /// <summary>What is left out stays.</summary>
    public static CaptureConfig Changed(CaptureConfig config, ConfigChange? change) => change is null ? config : config with
    {
        SampleIntervalS = change.SampleIntervalS ?? config.SampleIntervalS,
        IdleThresholdS = change.IdleThresholdS ?? config.IdleThresholdS,
        ScreenshotPolicy = change.ScreenshotPolicy ?? config.ScreenshotPolicy,
        ScreenshotEveryNSamples = change.ScreenshotEveryNSamples ?? config.ScreenshotEveryNSamples,
        ExcludedBundleIds = change.ExcludedBundleIds is { } excluded
            ? [.. excluded.Select(Bundle).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)] : config.ExcludedBundleIds,
    };

    private static string? Bundle(string bundle)
    {
        var repairs = Repairs.None;
        return CanonicalText.Of(bundle.Trim(), 255, ref repairs);
    }

    public static bool IsSame(CaptureConfig one, CaptureConfig other) =>
        one with { ExcludedBundleIds = [] } == other with { ExcludedBundleIds = [] }
        && one.ExcludedBundleIds.SequenceEqual(other.ExcludedBundleIds, StringComparer.Ordinal);

    public static string FreshEtag() => "cfg_" + RandomNumberGenerator.GetHexString(12, lowercase: true);
}

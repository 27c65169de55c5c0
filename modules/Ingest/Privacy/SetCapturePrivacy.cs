using System.Security.Claims;
using Daybook.Kernel.Access;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.Privacy;

/// <summary>PUT me/capture-privacy: counts for what comes from now on; what is left out stays as it is.</summary>
internal static class SetCapturePrivacy
{
    private const int MostGlobs = 200;
    private const int LongestGlob = 255;

    internal sealed record Request(
        bool? HashPaths, IReadOnlyList<string>? ExcludedProjects, IReadOnlyList<string>? ExcludedFiles, bool? FillBrowserProjects);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/api/v1/me/capture-privacy", HandleAsync)
        .WithName("SetCapturePrivacy").WithTags("me").RequireAuthorization(Policies.Write);

    private static async Task<Results<Ok<PrivacySettings>, ProblemHttpResult>> HandleAsync(
        Request request, ClaimsPrincipal user, PrivacyStore privacy, CancellationToken ct)
    {
        var errors = new FieldErrors();
        var userId = Caller.Of(user).UserId;
        var old = await privacy.SettingsAsync(userId, ct);
        var settings = new PrivacySettings(
            request.HashPaths ?? old.HashPaths,
            Globs(errors, "excluded_projects", request.ExcludedProjects) ?? old.ExcludedProjects,
            Globs(errors, "excluded_files", request.ExcludedFiles) ?? old.ExcludedFiles,
            request.FillBrowserProjects ?? old.FillBrowserProjects);
        if (errors.Any) return errors.Answer();
        await privacy.SetAsync(userId, settings, ct);
        return TypedResults.Ok(settings);
    }

    private static List<string>? Globs(FieldErrors errors, string field, IReadOnlyList<string>? given)
    {
        if (given is null) return null;
        var globs = given.Select(glob => glob?.Trim() ?? "").Distinct(StringComparer.Ordinal).ToList();
        if (globs.Count > MostGlobs) errors.Add(field, "too-many");
        else if (globs.Exists(glob => glob.Length == 0 || glob.Any(char.IsControl))) errors.Add(field, "invalid");
        else if (globs.Exists(glob => glob.Length > LongestGlob)) errors.Add(field, "too-long");
        return globs;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Kernel.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Daybook.Insights.Shares.Public;

/// <summary>GET /api/public/summaries/{secret}: what somebody shows of their time, for everybody who knows the link and until it expires.</summary>
internal static class GetPublicSummary
{
    private const int Seconds = 60;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/public/summaries/{secret}", Handle).AllowAnonymous().WithName(nameof(GetPublicSummary)).WithTags("shares").Produces<Answer>();

    /// <summary>What its owner did not consent to is left out.</summary>
    internal sealed record Answer(string Label, string Range, DateOnly Start, DateOnly End, DateTimeOffset GeneratedAt, DateTimeOffset ExpiresAt)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public long? TotalMs { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<SharedPart>? Projects { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<SharedPart>? Languages { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<SharedPart>? Tools { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<SharedPart>? Categories { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<SharedPart>? Machines { get; init; }
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public IReadOnlyList<SharedDay>? Days { get; init; }
    }

    private static async Task<IResult> Handle(
        string secret, HttpContext http, ShareDoor door, Glimpses glimpses, IOptions<JsonOptions> json, CancellationToken ct)
    {
        if (await door.OpenAsync(secret, ShareKind.Summary, ct) is not { } share || await glimpses.OfAsync(share, ct) is not { } seen)
            return Problem.NotFound("share-unknown", "This link shows nothing, or nothing any more.");
        var answer = new Answer(share.Label, share.Range, seen.Span.Start, seen.Span.End, seen.At, share.ExpiresAt!.Value)
        {
            TotalMs = seen.TotalMs, Days = seen.Days, Projects = Of(ShareField.Projects), Languages = Of(ShareField.Languages), Tools = Of(ShareField.Tools),
            Categories = Of(ShareField.Categories), Machines = Of(ShareField.Machines),
        };
        return CachedText.Answer(http, JsonSerializer.Serialize(answer, json.Value.SerializerOptions), "application/json", Seconds);

        IReadOnlyList<SharedPart>? Of(ShareField field) => seen.Parts.TryGetValue(field, out var parts) ? parts : null;
    }
}

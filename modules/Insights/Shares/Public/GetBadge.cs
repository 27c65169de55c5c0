using System.Text.Json;
using System.Text.Json.Serialization;
using Daybook.Insights.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Insights.Shares.Public;

/// <summary>GET /badge/{secret}.svg, and .json for shields.io: for everybody who knows the link.</summary>
internal static class GetBadge
{
    private const int Seconds = 300;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/badge/{secret}.svg", HandleSvg).AllowAnonymous().WithName("GetBadgeImage").WithTags("shares");
        routes.MapGet("/badge/{secret}.json", HandleJson).AllowAnonymous().WithName("GetBadgeForShields").WithTags("shares");
    }

    /// <summary>What shields.io draws a badge from.</summary>
    internal sealed record Shields(
        int SchemaVersion, string Label, string Message, string Color, int CacheSeconds, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsError = false);

    private static async Task<IResult> HandleSvg(string secret, HttpContext http, ShareDoor door, Glimpses glimpses, CancellationToken ct) =>
        await ReadAsync(secret, door, glimpses, ct) is var (label, message)
            ? CachedText.Answer(http, BadgeDrawing.Draw(label, message, BadgeDrawing.ValueColor), "image/svg+xml", Seconds)
            : CachedText.Answer(http, BadgeDrawing.Draw("badge", "not found", BadgeDrawing.GreyColor), "image/svg+xml", Seconds, StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleJson(string secret, HttpContext http, ShareDoor door, Glimpses glimpses, CancellationToken ct) =>
        await ReadAsync(secret, door, glimpses, ct) is var (label, message)
            ? CachedText.Answer(http, Json(new Shields(1, label, message, BadgeDrawing.ValueColor[1..], Seconds)), "application/json", Seconds)
            : CachedText.Answer(http, Json(new Shields(1, "badge", "not found", BadgeDrawing.GreyColor[1..], Seconds, true)), "application/json", Seconds, StatusCodes.Status404NotFound);

    private static async Task<(string Label, string Message)?> ReadAsync(string secret, ShareDoor door, Glimpses glimpses, CancellationToken ct) =>
        await door.OpenAsync(secret, ShareKind.Badge, ct) is { } share && await glimpses.OfAsync(share, ct) is { TotalMs: { } total }
            ? (share.Label, new TimeText(total).Text)
            : null;

    // shields.io writes its members in camel case.
    private static string Json(Shields shields) => JsonSerializer.Serialize(shields, JsonSerializerOptions.Web);
}

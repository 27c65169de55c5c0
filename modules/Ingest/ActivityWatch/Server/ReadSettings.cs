using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Server;

/// <summary>GET settings and settings/{key}: an object, or one value; null for what nobody set.</summary>
internal static class ReadSettings
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/0/settings", ListAsync).ForWatchers(Policies.Read);
        routes.MapGet("/api/0/settings/{key}", FindAsync).ForWatchers(Policies.Read);
    }

    private static async Task<IResult> ListAsync(HttpContext http, SettingStore settings, CancellationToken ct)
    {
        var all = await settings.ListAsync(Caller.Of(http.User).UserId, ct);
        return await AwAnswers.StreamAsync(http, writer =>
        {
            writer.WriteStartObject();
            foreach (var (key, value) in all)
            {
                writer.WritePropertyName(key);
                writer.WriteRawValue(value, skipInputValidation: true);
            }

            writer.WriteEndObject();
            return Task.CompletedTask;
        }, ct);
    }

    private static async Task<IResult> FindAsync(string key, HttpContext http, SettingStore settings, CancellationToken ct) =>
        AwAnswers.Text(StatusCodes.Status200OK, await settings.FindAsync(Caller.Of(http.User).UserId, Plain(key), ct) ?? "null");

    /// <summary>U+0000 is in no key: the database has no such texts.</summary>
    public static string Plain(string key) => key.Replace('\0', '\ufffd');
}

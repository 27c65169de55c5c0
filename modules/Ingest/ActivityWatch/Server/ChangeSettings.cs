using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Daybook.Ingest.ActivityWatch.Wire;
using Daybook.Kernel.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Daybook.Ingest.ActivityWatch.Server;

/// <summary>POST settings/{key}: any JSON value, echoed; false, 0 and "" are values like others. DELETE forgets it.</summary>
internal static class ChangeSettings
{
    private const int MaxKey = 127;
    private const int MaxValue = 1024 * 1024;

    // What the readers of these settings take.
    private const int MaxDepth = 64;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/0/settings/{key}", SetAsync).ForWatchers(Policies.Ingest);
        routes.MapDelete("/api/0/settings/{key}", RemoveAsync).ForWatchers(Policies.Ingest);
    }

    private static async Task<IResult> SetAsync(string key, HttpContext http, SettingStore settings, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > MaxKey || key.Any(char.IsControl))
            return AwAnswers.Error(StatusCodes.Status400BadRequest, $"A key has 1 to {MaxKey} characters.");
        using var body = await AwBody.ReadAsync(http, ct);
        if (body.Refused is { } refused) return refused;
        if (IsDeep(body.Root)) return AwAnswers.Error(StatusCodes.Status400BadRequest, $"The value is more than {MaxDepth} levels deep.");
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, AwAnswers.Writing)) body.Root.WriteTo(writer);
        if (buffer.WrittenCount > MaxValue) return AwAnswers.Error(StatusCodes.Status413PayloadTooLarge, "The value is too large.");
        var value = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return await settings.SetAsync(Caller.Of(http.User).UserId, key, value, ct)
            ? AwAnswers.Text(StatusCodes.Status200OK, value) : AwAnswers.Error(StatusCodes.Status400BadRequest, "There are too many settings.");
    }

    private static bool IsDeep(JsonElement value)
    {
        try
        {
            var json = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value), new JsonReaderOptions { MaxDepth = MaxDepth });
            while (json.Read())
            {
                // Only its depth is asked for.
            }

            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    private static async Task<IResult> RemoveAsync(string key, HttpContext http, SettingStore settings, CancellationToken ct)
    {
        await settings.RemoveAsync(Caller.Of(http.User).UserId, ReadSettings.Plain(key), ct);
        return AwAnswers.Empty;
    }
}
